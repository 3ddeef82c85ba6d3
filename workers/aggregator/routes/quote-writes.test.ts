import { expect, it } from 'vitest'
import { keyOf } from '../quotes/freshness.ts'
import type { QuoteRow } from '../quotes/store/quote-store.ts'
import { observedAt, type Acceptance } from '../quotes/observation.ts'
import { writeAll, type WriteRoads } from './quote-writes.ts'

const quote = (symbol: string, secondsAgo = 0) => ({
  market: 'US',
  symbol,
  source: 'test',
  price: '100.50',
  currency: 'USD',
  quoted_at: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
})
const never = new Promise<never>(() => {})

/** Cells that take everything, a database that stores everything, and a clock that stands still. */
const roadsTo = (change: Partial<WriteRoads> = {}, broken: readonly string[] = []) => {
  const seen = {
    rows: [] as QuoteRow[],
    confirmed: [] as string[],
    waited: [] as number[],
    left: [] as Promise<unknown>[],
  }
  const roads: WriteRoads = {
    cell: (instrument) => ({
      async take(_, takings) {
        if (broken.includes(instrument)) throw new Error('the object was reset')
        return takings.map((taking): Acceptance => {
          const observed = {
            quote: taking.quote,
            source: taking.source,
            asked: false,
            observed_at: observedAt(taking, Date.now()),
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
    async wait(ms) {
      seen.waited.push(ms)
      return never
    },
    waitUntil: (work) => void seen.left.push(work),
    ...change,
  }
  return { roads, seen }
}

it('a cell that fails has its own quotes refused, and the others are taken in, stored and confirmed', async () => {
  const { roads, seen } = roadsTo({}, ['US:MSFT', 'stored US:AAPL'])
  const outcomes = await writeAll(
    [quote('AAPL'), quote('MSFT', 1), quote('NVDA'), quote('MSFT')],
    roads,
  )
  const failed = {
    instrument: 'US:MSFT',
    outcome: 'refused',
    reason: 'service_unavailable',
    detail: expect.any(String),
  }
  const stored = { outcome: 'stored', reason: null, detail: null }
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
  const { roads, seen } = roadsTo({ store: async () => false })
  expect(await writeAll([quote('AAPL')], roads)).toMatchObject([{ outcome: 'stored' }])
  await Promise.all(seen.left)
  expect(seen.confirmed).toEqual([])
})

it('a database that stalls holds the answer up for two seconds, and what it stores later is confirmed then', async () => {
  let finish = (_: boolean): void => {}
  const storing = new Promise<boolean>((resolve) => {
    finish = resolve
  })
  const waits: number[] = []
  const { roads, seen } = roadsTo({ store: () => storing, wait: async (ms) => void waits.push(ms) })
  expect(await writeAll([quote('AAPL')], roads)).toMatchObject([{ outcome: 'stored' }])
  expect(waits).toEqual([2_000])
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
    const { roads, seen } = roadsTo()
    const symbols = Array.from(
      { length: instruments },
      (_, i) =>
        `Q${[26, 1].map((n) => String.fromCharCode(65 + (Math.floor(i / n) % 26))).join('')}${i >= 676 ? 'X' : ''}`,
    )
    await writeAll(
      symbols.map((symbol) => quote(symbol)),
      roads,
    )
    expect(seen.rows).toHaveLength(instruments)
    await Promise.all(seen.left)
    expect(seen.confirmed).toHaveLength(confirmed)
  },
)

it('nothing taken in is nothing to store', async () => {
  const { roads, seen } = roadsTo()
  expect(await writeAll([{ ...quote('AAPL'), price: '0' }], roads)).toMatchObject([
    { outcome: 'refused', reason: 'invalid_request' },
  ])
  expect(seen).toEqual({ rows: [], confirmed: [], waited: [], left: [] })
})
