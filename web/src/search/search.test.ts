import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import type { Attempt } from '#shared/contracts/facts.ts'
import type { PageProblem } from '../page-problem.ts'
import { chosenOf, createSearch, EMPTY, moveActive } from './search.ts'

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
  exact: match === 'symbol',
  matched: null,
  recorded: false,
  listing: null,
})
const among = (...candidates: Candidate[]) => ({ ...EMPTY, text: 'a', candidates })

test('the highlight walks down, off the end, and round again', () => {
  const start = among(candidate('A', 'symbol'), candidate('B', 'name'))
  const down = [1, 2, 3, 4].reduce<number[]>(
    (seen) => [...seen, moveActive({ ...start, active: seen.at(-1) ?? -1 }, 1).active],
    [],
  )
  expect(down).toEqual([0, 1, -1, 0])
  expect(moveActive(start, -1).active).toBe(1)
  expect(moveActive(EMPTY, 1)).toBe(EMPTY)
})

test('Enter takes the highlighted candidate before any other', () => {
  expect(
    chosenOf({ ...among(candidate('A', 'symbol'), candidate('B', 'name')), active: 1 })?.symbol,
  ).toBe('B')
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

/** Longer than the pause in typing, in ms. */
const PAUSED = 1000
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A search whose every answer holds two companies named like its text, and what was opened. */
const searching = (attempts: Attempt[] = []) => {
  const opened: string[] = []
  const search = createSearch(
    ({ symbol }) => opened.push(symbol),
    async (text) => ({
      ok: true,
      data: {
        settled: true,
        candidates:
          text === 'none' ? [] : [candidate(`${text}1`, 'name'), candidate(`${text}2`, 'name')],
        attempts,
      },
    }),
  )
  return { search, opened }
}

test('Enter takes none of several whose code or name was typed, neither after the answer nor before it', async () => {
  const exact = [candidate('BYD', 'symbol'), { ...candidate('01211', 'name'), exact: true }]
  expect(chosenOf(among(...exact))).toBeNull()
  const opened: string[] = []
  const search = createSearch(
    ({ symbol }) => opened.push(symbol),
    async () => ({ ok: true, data: { candidates: exact, settled: true, attempts: [] } }),
  )
  search.type('BYD')
  search.enter()
  await vi.advanceTimersByTimeAsync(PAUSED)
  expect([opened, search.state.value.candidates?.length]).toEqual([[], 2])
})

/** A search that knows one company at once, and another one a second later from a provider. */
const slowly = (fails = false) => {
  const asked: string[] = []
  const opened: string[] = []
  const search = createSearch(
    ({ symbol }) => opened.push(symbol),
    async (_, providers) => {
      asked.push(providers)
      if (providers === 'skip')
        return {
          ok: true,
          data: { candidates: [candidate('A', 'name')], settled: false, attempts: [] },
        }
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const problem: PageProblem = {
        reason: 'offline',
        title: '',
        status: 0,
        detail: '',
        request_id: '',
      }
      return fails
        ? { ok: false, problem }
        : {
            ok: true,
            data: {
              candidates: [candidate('B', 'name'), candidate('A', 'name')],
              settled: true,
              attempts: [],
            },
          }
    },
  )
  return { search, asked, opened }
}
const shownOf = ({ search }: ReturnType<typeof slowly>) =>
  search.state.value.candidates?.map(({ symbol }) => symbol)

test('what is known is shown before the providers have answered, and the highlight stays', async () => {
  const all = slowly()
  all.search.type('a')
  await vi.advanceTimersByTimeAsync(200)
  expect([shownOf(all), all.search.state.value.searching]).toEqual([['A'], true])
  all.search.move(1)
  await vi.advanceTimersByTimeAsync(PAUSED)
  expect(shownOf(all)).toEqual(['B', 'A'])
  expect(all.search.state.value).toMatchObject({ active: 1, searching: false })
  expect(all.asked).toEqual(['skip', 'ask'])
})

test('when the providers cannot be asked, what is known stays', async () => {
  const all = slowly(true)
  all.search.type('a')
  await vi.advanceTimersByTimeAsync(2 * PAUSED)
  expect(shownOf(all)).toEqual(['A'])
  expect(all.search.state.value).toMatchObject({ searching: false, problem: null })
})

test('Enter before the answer opens its first candidate when it arrives', async () => {
  const { search, opened } = searching()
  search.type('a')
  search.enter()
  expect(opened).toEqual([])
  await vi.advanceTimersByTimeAsync(PAUSED)
  expect(opened).toEqual(['a1'])
  search.enter()
  expect(opened).toEqual(['a1'])
})

test('Enter before the answer is forgotten when the text changes, the list is closed or nothing matches', async () => {
  const { search, opened } = searching()
  search.type('a')
  search.enter()
  search.type('ab')
  await vi.advanceTimersByTimeAsync(PAUSED)
  search.type('b')
  search.enter()
  search.close()
  await vi.advanceTimersByTimeAsync(PAUSED)
  search.type('none')
  search.enter()
  await vi.advanceTimersByTimeAsync(PAUSED)
  expect([opened, search.state.value.entered]).toEqual([[], false])
})

test('providers that failed, or rest after a failure, are those that could not be asked', async () => {
  const attempt = (
    provider: string,
    outcome: Attempt['outcome'],
    reason: string | null,
  ): Attempt => ({ provider, outcome, reason, detail: null })
  const { search } = searching([
    attempt('yahoo', 'failed', 'unreachable'),
    attempt('eastmoney', 'skipped', 'timeout'),
    attempt('finnhub', 'skipped', 'no_key'),
    attempt('sec', 'not_found', 'not_found'),
  ])
  search.type('none')
  await vi.advanceTimersByTimeAsync(PAUSED)
  expect(search.state.value.silent).toEqual(['yahoo', 'eastmoney'])
})
