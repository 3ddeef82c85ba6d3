import { expect, test } from 'vitest'
import { doubtsOfFact } from './doubt.ts'

const failed = (...checks: string[]) =>
  checks.map((check, at) => ({ check, detail: `${check} ${at}`, other_values: [] }))

test('a fact that failed one check twice carries one doubt of it, in the order of its checks', () => {
  expect(doubtsOfFact({ id: 'f', quality: failed('eps', 'range', 'eps') })).toEqual([
    { check: 'eps', figure: 'f' },
    { check: 'range', figure: 'f' },
  ])
  expect(doubtsOfFact({ id: 'f', quality: 'ok' })).toEqual([])
})

test('that another provider gives a figure in another currency says nothing about the figure', () => {
  expect(doubtsOfFact({ id: 'f', quality: failed('providers_currency') })).toEqual([])
  expect(
    doubtsOfFact({ id: 'f', quality: failed('providers_currency', 'providers_agree') }),
  ).toEqual([{ check: 'providers_agree', figure: 'f' }])
})
