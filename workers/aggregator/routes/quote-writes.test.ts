import { afterEach, expect, it, vi } from 'vitest'
import { keyOf } from '../quotes/freshness.ts'
import type { QuoteRow } from '../quotes/store/quote-store.ts'
import { observedAt, type Acceptance } from '../quotes/observation.ts'
import { writeAll, type WriteDeps } from './quote-writes.ts'

const quote = (symbol: string, secondsAgo = 0) => ({
  market: 'US',
  symbol,
  source: 'test',
  price: '100.50',
  currency: 'USD',
  quoted_at: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
})
afterEach(() => void vi.useRealTimers())

/** Cells that take everything, and a database that stores everything. */
const depsTo = (change: Partial<WriteDeps> = {}, broken: readonly string[] = []) => {
  const seen = {
    rows: [] as QuoteRow[],
    confirmed: [] as string[],
    left: [] as Promise<unknown>[],
  }
  const deps: WriteDeps = {
    cell: (instrument) => ({
      async take(_, observations) {
        if (broken.includes(instrument)) throw new Error('the object was reset')
        return observations.map((observation): Acceptance => {
          const observed = {
            quote: observation.quote,
            source: observation.source,
            asked: false,
            observed_at: observedAt(observation, Date.now()),
          }
          return {
            outcome: 'stored',
            reason: null,
            detail: null,
            pending: { key: keyOf(observed), observed },
          }
        })
      },
      async stored() {
        if (broken.includes(`stored ${instrument}`)) throw new Error('the object was reset')
        seen.confirmed.push(instrument)
      },
    }),
    async store(rows) {
      seen.rows.push(...rows)
      return true
    },
    waitUntil: (work) => void seen.left.push(work),
    ...change,
  }
  return { deps, seen }
}

it('a cell that fails has its own quotes refused, and the others are taken in, stored and confirmed', async () => {
  const { deps, seen } = depsTo({}, ['US:MSFT', 'stored US:AAPL'])
  const outcomes = await writeAll(
    [quote('AAPL'), quote('MSFT', 1), quote('NVDA'), quote('MSFT')],
    deps,
  )
  const failed = {
    instrument: 'US:MSFT',
    outcome: 'refused',
    reason: 'service_unavailable',
    detail: expect.any(String),
    flags: [],
  }
  const stored = { outcome: 'stored', reason: null, detail: null, flags: [] }
  expect(outcomes).toEqual([
    { instrument: 'US:AAPL', ...stored },
    failed,
    { instrument: 'US:NVDA', ...stored },
    failed,
  ])
  expect(seen.rows.map(({ instrument }) => instrument)).toEqual(['US:AAPL', 'US:NVDA'])
  await Promise.all(seen.left)
  expect(seen.confirmed).toEqual(['US:NVDA'])
})

it('a database that is away changes nothing in the answer, and confirms nothing', async () => {
  const { deps, seen } = depsTo({ store: async () => false })
  expect(await writeAll([quote('AAPL')], deps)).toMatchObject([{ outcome: 'stored' }])
  await Promise.all(seen.left)
  expect(seen.confirmed).toEqual([])
})

it('a database that stalls holds the answer up for two seconds, and what it stores later is confirmed then', async () => {
  let finish = (_: boolean): void => {}
  const storing = new Promise<boolean>((resolve) => {
    finish = resolve
  })
  const { deps, seen } = depsTo({ store: () => storing })
  vi.useFakeTimers()
  let isAnswered = false
  const answer = writeAll([quote('AAPL')], deps).finally(() => {
    isAnswered = true
  })
  await vi.advanceTimersByTimeAsync(1_999)
  expect(isAnswered).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(isAnswered).toBe(true)
  expect(await answer).toMatchObject([{ outcome: 'stored' }])
  expect(seen.confirmed).toEqual([])
  finish(true)
  await Promise.all(seen.left)
  expect(seen.confirmed).toEqual(['US:AAPL'])
})

it.each([
  [3, 3],
  [500, 400],
  [800, 200],
  [1_000, 0],
])(
  'of %i instruments %i are confirmed at once, within the calls one request may make',
  async (instruments, confirmed) => {
    const { deps, seen } = depsTo()
    const symbols = Array.from(
      { length: instruments },
      (_, i) =>
        `Q${[26, 1].map((n) => String.fromCharCode(65 + (Math.floor(i / n) % 26))).join('')}${i >= 676 ? 'X' : ''}`,
    )
    await writeAll(
      symbols.map((symbol) => quote(symbol)),
      deps,
    )
    expect(seen.rows).toHaveLength(instruments)
    await Promise.all(seen.left)
    expect(seen.confirmed).toHaveLength(confirmed)
  },
)

it('nothing taken in is nothing to store', async () => {
  const { deps, seen } = depsTo()
  vi.useFakeTimers()
  expect(await writeAll([{ ...quote('AAPL'), price: '0' }], deps)).toMatchObject([
    { outcome: 'refused', reason: 'invalid_request' },
  ])
  expect(seen).toEqual({ rows: [], confirmed: [], left: [] })
  expect(vi.getTimerCount()).toBe(0)
})

it('a price outside of its own range is taken and flagged', async () => {
  const { deps } = depsTo()
  const outcomes = await writeAll(
    [
      { ...quote('AAPL'), high: '100.4', low: '99' },
      { ...quote('MSFT'), high: '102', low: '100.6' },
      { ...quote('NVDA'), high: '100.50', low: '100.5' },
      { ...quote('AMD'), high: '100.5' },
    ],
    deps,
  )
  expect(outcomes.map(({ outcome, flags }) => [outcome, ...flags])).toEqual([
    ['stored', 'outside_range'],
    ['stored', 'outside_range'],
    ['stored'],
    ['stored'],
  ])
})
