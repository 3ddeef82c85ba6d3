/**
 * A model of the cell and of the refresher that asks for it. Over random histories, no price older
 * than requested is read, no accepted quote is lost, and no older quote replaces a newer one.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accept,
  acceptAll,
  type Cell,
  confirm,
  EMPTY,
  keyOf,
  noteFailure,
  noticeClock,
  type Observed,
  type Quote,
  read,
  unconfirmed,
} from './freshness.ts'
import { Schedule } from './market/schedule.ts'

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
      read(noteFailure(EMPTY, { at: T0, reason: 'timeout', detail: 'd' }), rule(1), T0),
    ).toMatchObject({
      state: 'missing',
      failure: { reason: 'timeout' },
    })
  })
})

describe('a failed refresh', () => {
  it('is kept until a provider answers', () => {
    const cell = taken(EMPTY, observed(T0), T0)
    const failed = noteFailure(cell, { at: T0 + 10_000, reason: 'timeout', detail: 'd' })
    expect(read(failed, rule(1), T0 + 11_000)).toMatchObject({
      state: 'expired',
      failure: { reason: 'timeout' },
    })
    expect(
      taken(failed, observed(T0, { observed_at: T0 + 12_000 }), T0 + 12_000).failure,
    ).toBeNull()
  })
})

describe('a writer that gives another price for an exchange time it gave before', () => {
  const pushed = (price: string, source = 'a') =>
    observed(T0, { quote: quoted(T0, price), source, asked: false })
  it('is told so, and the first price stays, shown and on record', () => {
    const cell = taken(EMPTY, pushed('100'), T0)
    const corrected = accept(cell, pushed('101'), T0 + 1)
    expect(corrected).toMatchObject({
      outcome: 'conflict',
      reason: 'other_price_on_record',
      detail: expect.stringContaining('a gave 100'),
      cell: { newest: { quote: { price: '100' } } },
    })
    expect([...corrected.cell.outbox.values()].map(({ quote }) => quote.price)).toEqual(['100'])
  })
  it('is told so too where another source’s price is the one shown', () => {
    const cell = taken(taken(EMPTY, pushed('100'), T0), pushed('101', 'b'), T0)
    expect(accept(cell, pushed('102', 'b'), T0).outcome).toBe('conflict')
    expect(accept(cell, pushed('101', 'b'), T0).outcome).toBe('unchanged')
  })
  it('has sent the same again where the digits alone differ', () => {
    const cell = taken(EMPTY, pushed('100'), T0)
    expect(accept(cell, pushed('100.00'), T0).outcome).toBe('unchanged')
  })
})

describe('a clock that is set back', () => {
  const cell = taken(EMPTY, observed(T0), T0)
  it.each([1_000, 60_000, 3_600_000, 86_400_000])(
    'by %i ms: how old the price is is not known, and it is not shown',
    (back) => {
      expect(read(cell, rule(86_400_000), T0 - back)).toMatchObject({
        state: 'expired',
        age_ms: null,
      })
      // Also when the clock has come to the same time again: it is older than it seems.
      const noticed = noticeClock(cell, T0 - back)
      expect(read(noticed, rule(86_400_000), T0 + 1)).toMatchObject({
        state: 'expired',
        age_ms: null,
      })
      expect(noticeClock(noticed, T0 - back)).toBe(noticed)
    },
  )
  it('is over with the next observation, of the same exchange time too, but not with a push of it', () => {
    const now = T0 - 2_000
    const pushed = taken(cell, observed(T0, { observed_at: now, asked: false }), now)
    expect(read(pushed, rule(1_000), now).state).toBe('expired')
    const asked = taken(cell, observed(T0, { observed_at: now }), now)
    expect(read(asked, rule(1_000), now)).toMatchObject({ state: 'fresh', age_ms: 0 })
    expect(read(asked, rule(1_000), now + 1_001).state).toBe('expired')
  })
  it('makes the exchange’s time unknown too, beyond what clocks differ by', () => {
    const ahead = { ...cell, newest: observed(T0 + 5_001, { observed_at: T0 }) }
    expect(read(ahead, rule(1_000), T0).state).toBe('fresh')
    expect(read(ahead, rule(1_000, 1_000), T0)).toMatchObject({
      state: 'expired',
      quote_age_ms: null,
    })
  })
})

it('a batch is decided one after the other, and copies the outbox once', () => {
  const batch = Array.from({ length: 20_000 }, (_, i) =>
    observed(T0 - i, { observed_at: T0, asked: false }),
  )
  const one = acceptAll(EMPTY, batch, T0)
  expect(one.decisions.map(({ outcome }) => outcome)).toEqual([
    'stored',
    ...batch.slice(1).map(() => 'older'),
  ])
  expect(one.cell.outbox.size).toBe(20_000)
  const copies = { count: 0 }
  const outbox = new Map(one.cell.outbox)
  outbox[Symbol.iterator] = () => {
    copies.count += 1
    return one.cell.outbox[Symbol.iterator]()
  }
  acceptAll(
    { ...one.cell, outbox },
    batch.map((each) => ({ ...each, source: 'b' })),
    T0,
  )
  expect(copies.count).toBe(1)
})

it('what the database has already leaves the outbox, and nothing of it comes in', () => {
  const first = observed(T0)
  const second = observed(T0 + 1_000)
  const cell = taken(EMPTY, first, T0)
  const written = acceptAll(cell, [first, second], T0 + 1_000, true)
  expect(written.decisions.map(({ outcome }) => outcome)).toEqual(['unchanged', 'stored'])
  expect(written.cell.outbox.size).toBe(0)
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
  | { kind: 'clock'; after: number; back: number }

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
  fc.record({
    kind: fc.constant('clock' as const),
    after,
    back: fc.integer({ min: 1_000, max: 86_400_000 }),
  }),
)

/** What storage gives back after an eviction. */
const evicted = (cell: Cell): Cell => {
  const { outbox, ...rest } = cell
  return {
    ...(JSON.parse(JSON.stringify(rest)) as Omit<Cell, 'outbox'>),
    outbox: new Map(JSON.parse(JSON.stringify([...outbox])) as [string, Observed][]),
  }
}

const SYMBOL = 'S'
const INTERVAL_MS = 10_000

/**
 * A cell with its refresher, its provider, its database and its clock, which remembers by itself
 * what was given to it and when that really was. Real time only goes forward; the clock is set back
 * now and then.
 */
class World {
  real = T0
  cell = EMPTY
  reads = 0
  #setBack = 0
  readonly #schedule = new Schedule()
  #watchedUntil = 0
  readonly #database = new Set<string>()
  readonly #accepted = new Set<string>()
  /** When each price that was ever given was really asked for last, by its key; real time. */
  readonly #asked = new Map<string, number>()
  /** The real time before which every observation was seen to lie ahead of the clock. */
  #unsureUntil = 0
  #refreshed: { real: number; setBack: number } | null = null

  get now(): number {
    return this.real - this.#setBack
  }

  /** Anything that reaches the cell lets it see its clock. */
  #look(): void {
    const { newest } = this.cell
    if (newest && newest.observed_at > this.now) this.#unsureUntil = this.real
    this.cell = noticeClock(this.cell, this.now)
  }

  #give(given: Observed, asked_real: number): void {
    this.#look()
    const before = this.cell
    const result = accept(before, given, this.now)
    this.cell = result.cell
    if (result.outcome === 'stored' || result.outcome === 'older') this.#accepted.add(keyOf(given))
    const known = this.#asked.get(keyOf(given))
    if (result.outcome !== 'refused' && (known === undefined || given.asked))
      this.#asked.set(keyOf(given), Math.max(known ?? 0, asked_real))
    const { newest } = this.cell
    if (!before.newest || !newest) return
    expect(Date.parse(newest.quote.quoted_at)).toBeGreaterThanOrEqual(
      Date.parse(before.newest.quote.quoted_at),
    )
    if (keyOf(before.newest) === keyOf(newest) && !before.clock_behind)
      expect(newest.observed_at).toBeGreaterThanOrEqual(before.newest.observed_at)
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
    this.real += s.after
    if (s.kind === 'push') this.#give(this.#quote(s, false), this.real)
    else if (s.kind === 'ask') this.#refresh(s)
    else if (s.kind === 'watch') this.#watch(s.lease)
    else if (s.kind === 'read') this.#read(s)
    else if (s.kind === 'flush') this.#flush(s.works)
    else if (s.kind === 'clock') this.#setBack += s.back
    else this.cell = evicted(this.cell)
    // Nothing that was taken in is lost: it is in the database, or on its way there.
    for (const key of this.#accepted)
      expect(this.#database.has(key) || this.cell.outbox.has(key)).toBe(true)
  }

  #watch(lease: number): void {
    expect(this.#schedule.watch([SYMBOL], lease, this.now)).toEqual([])
    this.#watchedUntil = Math.max(this.#watchedUntil, this.real + lease)
  }

  #refresh(s: Extract<Step, { kind: 'ask' }>): void {
    const due = this.#schedule.due(INTERVAL_MS, this.now, 1)
    // An interval lies between two refreshes, whatever came in between, and nobody is asked for
    // what nobody watches; only a clock that was set back makes the last one forgotten.
    if (due.length > 0) {
      if (this.#setBack === 0) expect(this.real).toBeLessThan(this.#watchedUntil)
      if (this.#refreshed && this.#refreshed.setBack === this.#setBack)
        expect(this.real - this.#refreshed.real).toBeGreaterThanOrEqual(INTERVAL_MS)
    }
    this.#refreshed = { real: this.real, setBack: this.#setBack }
    this.#schedule.begin([SYMBOL], this.now)
    expect(this.#schedule.due(INTERVAL_MS, this.now + 86_400_000, 1)).toEqual([])
    // The answer arrives `latency` after its request was sent, with a price of the exchange as it
    // was then.
    const given = this.#quote(s, true)
    const asked_real = this.real
    this.real += s.latency
    this.#schedule.end(SYMBOL, s.fails ? 'failed' : 'price')
    if (!s.fails) this.#give(given, asked_real)
    else
      this.cell = noteFailure(this.cell, {
        at: this.now,
        reason: 'timeout',
        detail: 'no answer',
      })
  }

  #read({ max, bound }: Extract<Step, { kind: 'read' }>): void {
    this.reads += 1
    this.#look()
    const reading = read(this.cell, { max_age_ms: max, max_quote_age_ms: bound }, this.now)
    if (reading.state !== 'fresh') {
      expect(JSON.stringify(reading)).not.toContain('price')
      return
    }
    const { observed: given } = reading
    const asked = this.#asked.get(keyOf(given)) ?? 0
    expect(given.observed_at).toBeLessThanOrEqual(this.now)
    // What was once seen ahead of the clock is not shown before it is observed anew.
    expect(asked).toBeGreaterThanOrEqual(this.#unsureUntil)
    // A clock that was set back unseen hides no more of an age than it was set back by.
    expect(this.real - asked).toBeLessThanOrEqual(max + this.#setBackSince(given))
    if (bound !== null)
      expect(this.now - Date.parse(given.quote.quoted_at)).toBeLessThanOrEqual(bound)
  }

  /** By how much the clock was set back since the observation. */
  #setBackSince(given: Observed): number {
    const asked = this.#asked.get(keyOf(given)) ?? 0
    return this.#setBack - (asked - given.observed_at)
  }

  #flush(works: boolean): void {
    this.#look()
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
