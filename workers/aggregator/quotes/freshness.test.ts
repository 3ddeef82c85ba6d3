/**
 * The model of the cell: over random histories no price older than asked for is read, no accepted
 * quote is lost, no older replaces a newer.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accept,
  beginRefresh,
  type Cell,
  confirm,
  due,
  EMPTY,
  endRefresh,
  keyOf,
  type Observed,
  type Quote,
  read,
  unconfirmed,
  watch,
} from './freshness.ts'

const T0 = Date.parse('2026-11-24T15:00:00.000Z')
const quoted = (at: number, price = '100', currency = 'USD'): Quote => ({
  price,
  currency,
  open: null,
  high: null,
  low: null,
  previous_close: null,
  change: null,
  change_fraction: null,
  volume: null,
  turnover: null,
  quoted_at: new Date(at).toISOString(),
  delay: { kind: 'realtime' },
})
const observed = (at: number, change: Partial<Observed> = {}): Observed => ({
  quote: quoted(at),
  source: 'yahoo',
  observed_at: at,
  asked: true,
  ...change,
})
const rule = (max_age_ms: number, max_quote_age_ms: number | null = null) => ({
  max_age_ms,
  max_quote_age_ms,
})
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
    expect(accept(EMPTY, observed(T0 + 5_001, { observed_at: T0 }), T0)).toMatchObject({
      outcome: 'refused',
      reason: 'from_the_future',
    })
    expect(
      accept(
        taken(EMPTY, observed(T0), T0),
        observed(T0, { quote: quoted(T0 + 1, '1', 'HKD') }),
        T0,
      ),
    ).toMatchObject({
      outcome: 'refused',
      reason: 'wrong_currency',
    })
    expect(accept(EMPTY, observed(T0, { observed_at: T0 + 1 }), T0)).toMatchObject({
      outcome: 'refused',
      reason: 'sent_in_the_future',
    })
  })
  it('the same quote again is no new record; asked for again it is as fresh as the newest asking, pushed again it is not', () => {
    const cell = taken(EMPTY, observed(T0), T0)
    const askedAgain = accept(cell, observed(T0, { observed_at: T0 + 9_000 }), T0 + 9_000)
    expect(askedAgain).toMatchObject({
      outcome: 'unchanged',
      cell: { newest: { observed_at: T0 + 9_000 } },
    })
    expect(
      accept(cell, observed(T0, { observed_at: T0 + 9_000, asked: false }), T0 + 9_000),
    ).toMatchObject({
      outcome: 'unchanged',
      cell: { newest: { observed_at: T0 } },
    })
    expect(askedAgain.cell.outbox.size).toBe(1)
  })
  it('at one exchange time a pushed quote makes no price younger, whoever sends it and however often', () => {
    const pushed = (source: string, at: number) =>
      observed(T0, { source, observed_at: at, asked: false })
    let cell = taken(EMPTY, pushed('a', T0), T0)
    expect(accept(cell, pushed('b', T0 + 1_000), T0 + 1_000).outcome).toBe('stored')
    cell = taken(cell, pushed('b', T0 + 1_000), T0 + 1_000)
    cell = confirm(cell, [...cell.outbox.keys()])
    for (const source of ['a', 'b', 'a']) {
      const again = accept(cell, pushed(source, T0 + 7_000), T0 + 7_000)
      expect(again).toMatchObject({
        outcome: 'unchanged',
        cell: { newest: { observed_at: T0, source: 'a' } },
      })
      cell = again.cell
    }
    expect(read(cell, rule(5_000), T0 + 7_000).state).toBe('expired')
  })
  it('an observation of before replaces none of after at the same exchange time', () => {
    const cell = taken(EMPTY, observed(T0, { observed_at: T0 + 5_000 }), T0 + 5_000)
    const late = accept(cell, observed(T0, { source: 'sina', observed_at: T0 + 1_000 }), T0 + 6_000)
    expect(late).toMatchObject({
      outcome: 'stored',
      cell: { newest: { source: 'yahoo', observed_at: T0 + 5_000 } },
    })
  })
  it('what a provider gives when asked ends a currency that somebody pushed', () => {
    const pushed = taken(EMPTY, observed(T0, { quote: quoted(T0, '1', 'CNY'), asked: false }), T0)
    expect(
      accept(
        pushed,
        observed(T0 + 1, { quote: quoted(T0 + 1, '1', 'HKD'), observed_at: T0 + 1 }),
        T0 + 1,
      ).outcome,
    ).toBe('stored')
  })
  it('an older one is older each time it comes', () => {
    let cell = taken(EMPTY, observed(T0), T0)
    for (let i = 0; i < 3; i++) {
      const older = accept(cell, observed(T0 - 1_000, { observed_at: T0 }), T0)
      expect(older.outcome).toBe('older')
      cell = i === 1 ? confirm(older.cell, [...older.cell.outbox.keys()]) : older.cell
    }
  })
})

describe('reading', () => {
  const cell = taken(EMPTY, observed(T0), T0)
  it('a provider that answers after 20 s with a price of its request time: age counts from the request', () => {
    const late = taken(EMPTY, observed(T0, { observed_at: T0 }), T0 + 20_000)
    expect(read(late, rule(19_999), T0 + 20_000)).toMatchObject({
      state: 'expired',
      age_ms: 20_000,
    })
    expect(read(late, rule(20_000), T0 + 20_000)).toMatchObject({ state: 'fresh', age_ms: 20_000 })
  })
  it('is fresh to the last millisecond and holds no price after it', () => {
    expect(read(cell, rule(30_000), T0 + 30_000).state).toBe('fresh')
    const expired = read(cell, rule(30_000), T0 + 30_001)
    expect(expired).toMatchObject({ state: 'expired', age_ms: 30_001 })
    expect(JSON.stringify(expired)).not.toContain('price')
  })
  it('expires by whichever bound comes first', () => {
    const delayed = taken(EMPTY, observed(T0, { quote: quoted(T0 - 16_000) }), T0)
    expect(read(delayed, rule(60_000, 60_000), T0 + 1_000)).toMatchObject({
      age_ms: 1_000,
      expires_in_ms: 43_000,
    })
    expect(read(delayed, rule(10_000, 60_000), T0 + 1_000)).toMatchObject({ expires_in_ms: 9_000 })
  })
  it('bounds the exchange time too when that is asked for', () => {
    const delayed = taken(EMPTY, observed(T0, { quote: quoted(T0 - 900_000) }), T0)
    expect(read(delayed, rule(30_000), T0).state).toBe('fresh')
    expect(read(delayed, rule(30_000, 60_000), T0)).toMatchObject({
      state: 'expired',
      quote_age_ms: 900_000,
    })
  })
  it('an empty cell is missing, with why', () => {
    expect(
      read(endRefresh(EMPTY, 10_000, { at: T0, reason: 'timeout', detail: 'd' }), rule(1), T0),
    ).toMatchObject({
      state: 'missing',
      failure: { reason: 'timeout' },
    })
  })
})

describe('refreshing', () => {
  const watched = watch(taken(EMPTY, observed(T0), T0), T0 + 60_000)
  it('is due while somebody watches, an interval after the last answer or failure, on whole seconds', () => {
    expect(due(EMPTY, T0)).toBeNull()
    expect(due(watch(EMPTY, T0 + 60_000), T0 + 1)).toBe(T0 + 1)
    expect(due(watched, T0 + 1)).toBe(T0 + 10_000)
    const failed = endRefresh({ ...watched, refreshing_since: T0 + 2_100 }, 5_000, {
      at: T0 + 4_000,
      reason: 'timeout',
      detail: '',
    })
    expect(due(failed, T0 + 4_001)).toBe(T0 + 8_000)
    expect(due(watched, T0 + 60_000)).toBeNull()
  })
  it('has one call in flight at most, and gives up one that nobody came back from', () => {
    const begun = beginRefresh(watched, T0 + 10_000)
    if (!begun) throw new Error('not begun')
    expect(beginRefresh(begun, T0 + 10_001)).toBeNull()
    expect(due(begun, T0 + 10_001)).toBe(T0 + 40_000)
    expect(beginRefresh(begun, T0 + 40_000)).not.toBeNull()
  })
  it('asks seldom about what nobody knows, and a pushed price stands for no answer', () => {
    const begun = { ...watch(EMPTY, T0 + 600_000), refreshing_since: T0 }
    expect(
      due(endRefresh(begun, 10_000, { at: T0, reason: 'not_found', detail: '' }), T0 + 1),
    ).toBe(T0 + 300_000)
    expect(due(watch(taken(EMPTY, observed(T0, { asked: false }), T0), T0 + 60_000), T0 + 1)).toBe(
      T0 + 1,
    )
  })
  it('keeps the failure until a provider answers', () => {
    const failed = endRefresh(watched, 10_000, { at: T0 + 10_000, reason: 'timeout', detail: 'd' })
    expect(read(failed, rule(1), T0 + 11_000)).toMatchObject({
      state: 'expired',
      failure: { reason: 'timeout' },
    })
    expect(
      taken(failed, observed(T0, { observed_at: T0 + 12_000 }), T0 + 12_000).failure,
    ).toBeNull()
  })
})

type Step =
  | { kind: 'push'; after: number; exchange: number; price: number; source: 0 | 1 }
  | {
      kind: 'ask'
      after: number
      exchange: number
      latency: number
      price: number
      source: 0 | 1
      fails: boolean
    }
  | { kind: 'watch'; after: number; lease: number }
  | { kind: 'read'; after: number; max: number; bound: number | null }
  | { kind: 'flush'; after: number; works: boolean }
  | { kind: 'evict'; after: number }

const after = fc.integer({ min: 0, max: 40_000 })
const exchange = fc.integer({ min: -60_000, max: 8_000 })
const price = fc.integer({ min: 1, max: 5 })
const source = fc.constantFrom(0 as const, 1 as const)
const reads = fc.record({
  kind: fc.constant('read' as const),
  after,
  max: fc.integer({ min: 1, max: 60_000 }),
  bound: fc.option(fc.integer({ min: 1, max: 60_000 })),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('push' as const), after, exchange, price, source }),
  fc.record({
    kind: fc.constant('ask' as const),
    after,
    exchange,
    latency: fc.integer({ min: 0, max: 35_000 }),
    price,
    source,
    fails: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('watch' as const),
    after,
    lease: fc.integer({ min: 1, max: 200_000 }),
  }),
  reads,
  reads,
  reads,
  fc.record({ kind: fc.constant('flush' as const), after, works: fc.boolean() }),
  fc.record({ kind: fc.constant('evict' as const), after }),
)

/** What storage gives back after an eviction: a refresh under way ends with its object. */
const evicted = (cell: Cell): Cell => {
  const { outbox, ...rest } = cell
  return {
    ...(JSON.parse(JSON.stringify(rest)) as Omit<Cell, 'outbox'>),
    outbox: new Map(JSON.parse(JSON.stringify([...outbox])) as [string, Observed][]),
    refreshing_since: 0,
    refreshed_at: 0,
  }
}

/**
 * A cell with its provider, its database and its clock, which remembers by itself what was given to
 * it.
 */
class World {
  now = T0
  cell = EMPTY
  reads = 0
  readonly #database = new Set<string>()
  readonly #accepted = new Set<string>()
  /**
   * The observation of every price that was ever given, by what it was: when it was really asked
   * for.
   */
  readonly #asked = new Map<string, number>()
  #refreshed = 0

  #give(given: Observed): void {
    const before = this.cell.newest
    const result = accept(this.cell, given, this.now)
    this.cell = result.cell
    if (result.outcome === 'stored' || result.outcome === 'older') this.#accepted.add(keyOf(given))
    const known = this.#asked.get(keyOf(given))
    if (result.outcome !== 'refused' && (known === undefined || given.asked))
      this.#asked.set(keyOf(given), Math.max(known ?? 0, given.observed_at))
    const { newest } = this.cell
    if (!before || !newest) return
    expect(Date.parse(newest.quote.quoted_at)).toBeGreaterThanOrEqual(
      Date.parse(before.quote.quoted_at),
    )
    if (keyOf(before) === keyOf(newest))
      expect(newest.observed_at).toBeGreaterThanOrEqual(before.observed_at)
  }

  #quote(
    { exchange: at, price: of, source: by }: { exchange: number; price: number; source: 0 | 1 },
    asked: boolean,
  ): Observed {
    return {
      quote: quoted(this.now + at, String(of)),
      source: by ? 'yahoo' : 'tencent',
      observed_at: this.now,
      asked,
    }
  }

  run(s: Step): void {
    this.now += s.after
    if (s.kind === 'push') this.#give(this.#quote(s, false))
    else if (s.kind === 'ask') this.#refresh(s)
    else if (s.kind === 'watch') this.cell = watch(this.cell, this.now + s.lease)
    else if (s.kind === 'read') this.#read(s)
    else if (s.kind === 'flush') this.#flush(s.works)
    else {
      this.cell = evicted(this.cell)
      this.#refreshed = 0
    }
    // Nothing that was taken in is lost: it is in the database, or on its way there.
    for (const key of this.#accepted)
      expect(this.#database.has(key) || this.cell.outbox.has(key)).toBe(true)
  }

  #refresh(s: Extract<Step, { kind: 'ask' }>): void {
    const at = due(this.cell, this.now)
    // An interval lies between two refreshes, whatever came in between; only an eviction forgets
    // the last one.
    if (at !== null && at <= this.now && this.#refreshed > 0)
      expect(this.now - this.#refreshed).toBeGreaterThanOrEqual(10_000)
    const begun = beginRefresh(this.cell, this.now)
    if (!begun) return
    this.#refreshed = this.now
    expect(beginRefresh(begun, this.now)).toBeNull()
    this.cell = begun
    // The answer arrives `latency` after its request was sent, with a price of the exchange as it
    // was then.
    const given = this.#quote(s, true)
    this.now += s.latency
    if (!s.fails) this.#give(given)
    this.cell = endRefresh(
      this.cell,
      10_000,
      s.fails ? { at: this.now, reason: 'timeout', detail: 'no answer' } : null,
    )
  }

  #read({ max, bound }: Extract<Step, { kind: 'read' }>): void {
    this.reads += 1
    const reading = read(this.cell, { max_age_ms: max, max_quote_age_ms: bound }, this.now)
    if (reading.state !== 'fresh') {
      expect(JSON.stringify(reading)).not.toContain('price')
      return
    }
    const { observed: given } = reading
    expect(this.now - (this.#asked.get(keyOf(given)) ?? 0)).toBeLessThanOrEqual(max)
    if (bound !== null)
      expect(this.now - Date.parse(given.quote.quoted_at)).toBeLessThanOrEqual(bound)
  }

  #flush(works: boolean): void {
    const rows = unconfirmed(this.cell, 100)
    if (!works) return
    for (const row of rows) this.#database.add(keyOf(row))
    this.cell = confirm(this.cell, rows.map(keyOf))
  }
}

it('over 100,000 reads of random histories the rule holds', () => {
  let seen = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 80 }), (steps) => {
      const world = new World()
      for (const s of steps) world.run(s)
      seen += world.reads
    }),
    { numRuns: 50_000, seed: 20_261_124 },
  )
  expect(seen).toBeGreaterThanOrEqual(100_000)
}, 120_000)
