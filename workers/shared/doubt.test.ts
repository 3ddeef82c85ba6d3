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
