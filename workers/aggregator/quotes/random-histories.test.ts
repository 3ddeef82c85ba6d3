/**
 * A model of the cell and of the refresher that asks for it. Over random histories, no price older
 * than requested is read, no accepted quote is lost, and no older quote replaces a newer one.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accept } from './accept.ts'
import { quoted, T0 } from './cell-states.fixture.ts'
import {
  type Cell,
  confirm,
  EMPTY,
  keyOf,
  noteFailure,
  noticeClock,
  type Observed,
  read,
  unconfirmed,
} from './freshness.ts'
import { Schedule } from './market/schedule.ts'

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
    back: fc.oneof(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1_000, max: 86_400_000 })),
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
