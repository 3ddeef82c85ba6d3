import { expect, test } from 'vitest'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import { chosenOf, EMPTY, moveActive } from './search.ts'

const candidate = (symbol: string, match: Candidate['match']): Candidate => ({
  id: `US:${symbol}`,
  market: 'US',
  symbol,
  name: symbol,
  names: {},
  exchange: null,
  industry: null,
  fiscal_year_end: null,
  identifiers: {},
  match,
  recorded: false,
})
const among = (...candidates: Candidate[]) => ({ ...EMPTY, text: 'a', candidates })

test('the highlight walks down, off the end, and round again', () => {
  const start = among(candidate('A', 'symbol'), candidate('B', 'name'))
  const down = [1, 2, 3, 4].reduce<number[]>((seen) => [...seen, moveActive({ ...start, active: seen.at(-1) ?? -1 }, 1).active], [])
  expect(down).toEqual([0, 1, -1, 0])
  expect(moveActive(start, -1).active).toBe(1)
  expect(moveActive(EMPTY, 1)).toBe(EMPTY)
})

test('Enter takes the highlighted candidate before any other', () => {
  expect(chosenOf({ ...among(candidate('A', 'symbol'), candidate('B', 'name')), active: 1 })?.symbol).toBe('B')
})

test('Enter takes the only candidate, or the only one whose code was typed', () => {
  expect(chosenOf(among(candidate('A', 'name')))?.symbol).toBe('A')
  expect(chosenOf(among(candidate('A', 'name'), candidate('B', 'symbol')))?.symbol).toBe('B')
})

test('Enter never guesses among several', () => {
  expect(chosenOf(among(candidate('A', 'name'), candidate('B', 'name')))).toBeNull()
  expect(chosenOf(among(candidate('A', 'symbol'), candidate('B', 'symbol')))).toBeNull()
  expect(chosenOf(EMPTY)).toBeNull()
})
