/** The model of the cell: over random histories no price older than asked for is read, no accepted quote is lost, no older replaces a newer. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accept, beginRefresh, type Cell, confirm, due, EMPTY, endRefresh, keyOf, type Observed, type Quote, read, unconfirmed, watch } from './cell.ts'

const T0 = Date.parse('2026-11-24T15:00:00.000Z')
const quoted = (at: number, price = '100', currency = 'USD'): Quote => ({
  ...{ price, currency, open: null, high: null, low: null, previous_close: null, change: null, change_fraction: null, volume: null, turnover: null },
  quoted_at: new Date(at).toISOString(),
  delay: { kind: 'realtime' },
})
const observed = (at: number, change: Partial<Observed> = {}): Observed => ({ quote: quoted(at), source: 'yahoo', observed_at: at, asked: true, ...change })
const rule = (max_age_ms: number, max_quote_age_ms: number | null = null) => ({ max_age_ms, max_quote_age_ms })
const taken = (cell: Cell, given: Observed, now: number): Cell => accept(cell, given, now).cell

describe('taking a quote in', () => {
  it('keeps the newest exchange time, and an older one as history', () => {
    const cell = taken(EMPTY, observed(T0), T0)
    const older = accept(cell, observed(T0 - 1_000, { observed_at: T0 + 500 }), T0 + 500)
    expect(older.outcome).toBe('older')
    expect(older.cell.newest?.quote.quoted_at).toBe(new Date(T0).toISOString())
    expect(older.cell.outbox.size).toBe(2)
  })
  it('refuses the future beyond five seconds, another currency, and an observation ahead of the clock', () => {
    expect(accept(EMPTY, observed(T0 + 5_000, { observed_at: T0 }), T0).outcome).toBe('stored')
    expect(accept(EMPTY, observed(T0 + 5_001, { observed_at: T0 }), T0)).toMatchObject({ outcome: 'refused', reason: 'from_the_future' })
    expect(accept(taken(EMPTY, observed(T0), T0), observed(T0, { quote: quoted(T0 + 1, '1', 'HKD') }), T0)).toMatchObject({
      outcome: 'refused',
      reason: 'wrong_currency',
    })
    expect(accept(EMPTY, observed(T0, { observed_at: T0 + 1 }), T0)).toMatchObject({ outcome: 'refused', reason: 'sent_in_the_future' })
  })
  it('the same quote again is no new record; asked for again it is as fresh as the newest asking, pushed again it is not', () => {
    const cell = taken(EMPTY, observed(T0), T0)
    const askedAgain = accept(cell, observed(T0, { observed_at: T0 + 9_000 }), T0 + 9_000)
    expect(askedAgain).toMatchObject({ outcome: 'unchanged', cell: { newest: { observed_at: T0 + 9_000 } } })
    expect(accept(cell, observed(T0, { observed_at: T0 + 9_000, asked: false }), T0 + 9_000)).toMatchObject({
      outcome: 'unchanged',
      cell: { newest: { observed_at: T0 } },
    })
    expect(askedAgain.cell.outbox.size).toBe(1)
  })
})

describe('reading', () => {
  const cell = taken(EMPTY, observed(T0), T0)
  it('a provider that answers after 20 s with a price of its request time: age counts from the request', () => {
    const late = taken(EMPTY, observed(T0, { observed_at: T0 }), T0 + 20_000)
    expect(read(late, rule(19_999), T0 + 20_000)).toMatchObject({ state: 'expired', age_ms: 20_000 })
    expect(read(late, rule(20_000), T0 + 20_000)).toMatchObject({ state: 'fresh', age_ms: 20_000 })
  })
  it('is fresh to the last millisecond and holds no price after it', () => {
    expect(read(cell, rule(30_000), T0 + 30_000).state).toBe('fresh')
    const expired = read(cell, rule(30_000), T0 + 30_001)
    expect(expired).toMatchObject({ state: 'expired', age_ms: 30_001 })
    expect(JSON.stringify(expired)).not.toContain('price')
  })
  it('bounds the exchange time too when that is asked for', () => {
    const delayed = taken(EMPTY, observed(T0, { quote: quoted(T0 - 900_000) }), T0)
    expect(read(delayed, rule(30_000), T0).state).toBe('fresh')
    expect(read(delayed, rule(30_000, 60_000), T0)).toMatchObject({ state: 'expired', quote_age_ms: 900_000 })
  })
  it('an empty cell is missing, with why', () => {
    expect(read(endRefresh(EMPTY, { at: T0, reason: 'timeout', detail: 'd' }), rule(1), T0)).toMatchObject({ state: 'missing', failure: { reason: 'timeout' } })
  })
})

describe('refreshing', () => {
  it('is due while somebody watches, an interval after the last answer or failure, one at a time', () => {
    expect(due(EMPTY, 10_000, T0)).toBeNull()
    const watched = watch(taken(EMPTY, observed(T0), T0), T0 + 60_000)
    expect(due(watched, 10_000, T0 + 1)).toBe(T0 + 10_000)
    const begun = beginRefresh(watched, T0 + 10_000)
    if (!begun) throw new Error('not begun')
    expect(beginRefresh(begun, T0 + 10_001)).toBeNull()
    expect(beginRefresh(begun, T0 + 40_000)).not.toBeNull()
    expect(due(endRefresh(begun, { at: T0 + 12_000, reason: 'timeout', detail: '' }), 10_000, T0 + 12_001)).toBe(T0 + 22_000)
    expect(due(watched, 10_000, T0 + 60_000)).toBeNull()
  })
})

type Step =
  | { kind: 'quote'; after: number; exchange: number; latency: number; price: number; source: 0 | 1; asked: boolean }
  | { kind: 'read'; after: number; max: number }
  | { kind: 'flush'; after: number; works: boolean }
  | { kind: 'evict'; after: number }

const after = fc.integer({ min: 0, max: 40_000 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('quote' as const),
    after,
    exchange: fc.integer({ min: -60_000, max: 8_000 }),
    latency: fc.integer({ min: 0, max: 25_000 }),
    price: fc.integer({ min: 1, max: 5 }),
    source: fc.constantFrom(0 as const, 1 as const),
    asked: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('read' as const), after, max: fc.integer({ min: 1, max: 60_000 }) }),
  fc.record({ kind: fc.constant('read' as const), after, max: fc.integer({ min: 1, max: 60_000 }) }),
  fc.record({ kind: fc.constant('flush' as const), after, works: fc.boolean() }),
  fc.record({ kind: fc.constant('evict' as const), after }),
)

/** What storage gives back after an eviction. */
const evicted = (cell: Cell): Cell => {
  const { outbox, ...rest } = cell
  return { ...(JSON.parse(JSON.stringify(rest)) as Omit<Cell, 'outbox'>), outbox: new Map(JSON.parse(JSON.stringify([...outbox])) as [string, Observed][]) }
}

it('over 100,000 reads of random histories the rule holds', () => {
  let reads = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      let now = T0
      let cell = EMPTY
      const database = new Map<string, Observed>()
      const acceptedKeys = new Set<string>()
      for (const s of steps) {
        now += s.after
        if (s.kind === 'quote') {
          // The answer arrives `latency` after its request was sent.
          const given: Observed = { quote: quoted(now + s.exchange, String(s.price)), source: s.source ? 'yahoo' : 'tencent', observed_at: now, asked: s.asked }
          now += s.latency
          const before = cell.newest
          const result = accept(cell, given, now)
          cell = result.cell
          if (result.outcome === 'stored' || result.outcome === 'older') acceptedKeys.add(keyOf(given))
          if (before && cell.newest) expect(Date.parse(cell.newest.quote.quoted_at)).toBeGreaterThanOrEqual(Date.parse(before.quote.quoted_at))
          if (before && cell.newest && keyOf(before) === keyOf(cell.newest)) expect(cell.newest.observed_at).toBeGreaterThanOrEqual(before.observed_at)
        } else if (s.kind === 'read') {
          reads += 1
          const reading = read(cell, rule(s.max), now)
          if (reading.state === 'fresh') expect(now - reading.observed.observed_at).toBeLessThanOrEqual(s.max)
          else expect(JSON.stringify(reading)).not.toContain('price')
        } else if (s.kind === 'flush') {
          const rows = unconfirmed(cell, 100)
          if (!s.works) continue
          for (const row of rows) database.set(keyOf(row), row)
          cell = confirm(cell, rows.map(keyOf))
        } else cell = evicted(cell)
        // Nothing that was taken in is lost: it is in the database, or on its way there.
        for (const key of acceptedKeys) expect(database.has(key) || cell.outbox.has(key)).toBe(true)
      }
    }),
    { numRuns: 45_000, seed: 20_261_124 },
  )
  expect(reads).toBeGreaterThanOrEqual(100_000)
}, 120_000)
