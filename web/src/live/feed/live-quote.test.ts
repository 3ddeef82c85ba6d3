import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  apply,
  type Live,
  type LiveEvent,
  nextChange,
  PAINT_MS,
  startLive,
  viewAt,
} from './live-quote.ts'
import { cellTime, liveQuote } from './quotes.fixture.ts'

const MAX = 30
type Happening = [at: number, event: LiveEvent]
const told = (...happenings: Happening[]): Live =>
  happenings.reduce((live, [at, event]) => apply(live, event, at), startLive(MAX))
const answered = (sent: number, quote = liveQuote()): LiveEvent => ({
  type: 'answered',
  sent,
  quote,
  problem: null,
})
const expired: LiveEvent = {
  type: 'none',
  problem: { reason: 'quote_expired', detail: 'It is 45 s old.', age_seconds: 45 },
}
const OFFLINE: LiveEvent = { type: 'unreached', why: { reason: 'offline', detail: '' } }
const lastMoment = MAX * 1_000 - PAINT_MS

describe('an answer to a question', () => {
  test.each<{
    what: string
    happened: Happening[]
    at: number
    status: string
    age: number | null
  }>([
    { what: 'nothing has been heard', happened: [], at: 5_000, status: 'missing', age: null },
    {
      what: 'its age is what it says and the whole round trip',
      happened: [[2_000, answered(500, liveQuote({ age_seconds: 3 }))]],
      at: 2_000,
      status: 'fresh',
      age: 4,
    },
    { what: 'it ages', happened: [[0, answered(0)]], at: 12_999, status: 'fresh', age: 12 },
    {
      what: 'it is fresh to the last moment',
      happened: [[0, answered(0)]],
      at: lastMoment - 1,
      status: 'fresh',
      age: 29,
    },
    {
      what: 'and not after it',
      happened: [[0, answered(0)]],
      at: lastMoment,
      status: 'expired',
      age: 30,
    },
    {
      what: 'a round trip longer than the age allowed',
      happened: [[31_000, answered(0)]],
      at: 31_000,
      status: 'expired',
      age: 31,
    },
    {
      what: 'what the answer calls the longest age is not heeded',
      happened: [[0, answered(0, liveQuote({ max_age_seconds: 600 }))]],
      at: 31_000,
      status: 'expired',
      age: 31,
    },
    {
      what: 'a failing network leaves it until it expires',
      happened: [
        [0, answered(0)],
        [3_000, OFFLINE],
      ],
      at: 20_000,
      status: 'fresh',
      age: 20,
    },
    {
      what: 'and no longer',
      happened: [
        [0, answered(0)],
        [3_000, OFFLINE],
      ],
      at: 30_001,
      status: 'expired',
      age: 31,
    },
    {
      what: 'no answer at all',
      happened: [[3_000, OFFLINE]],
      at: 4_000,
      status: 'error',
      age: null,
    },
    {
      what: 'an expired price is named by its age, which goes on',
      happened: [[0, expired]],
      at: 2_500,
      status: 'expired',
      age: 48,
    },
    {
      what: 'the service does not know the instrument',
      happened: [
        [
          0,
          {
            type: 'answered',
            sent: 0,
            quote: null,
            problem: { reason: 'unknown_symbol', detail: 'No.' },
          },
        ],
      ],
      at: 0,
      status: 'error',
      age: null,
    },
  ])('$what: $status', ({ happened, at, status, age }) => {
    const view = viewAt(told(...happened), at)
    expect({ status: view.status, age: view.age, priced: view.quote !== undefined }).toEqual({
      status,
      age,
      priced: status === 'fresh',
    })
  })

  test('a price of an older exchange time does not replace a newer one, and the same one observed again does', () => {
    const first = liveQuote({ observed: 5_000, quoted: 4_000, price: '2' })
    const older = told(
      [5_000, answered(5_000, first)],
      [6_000, answered(6_000, liveQuote({ observed: 6_000, quoted: 3_000, price: '1' }))],
    )
    expect(viewAt(older, 6_000)).toMatchObject({ age: 1, quote: { price: '2' } })
    const again = apply(
      older,
      answered(9_000, liveQuote({ observed: 9_000, quoted: 4_000, price: '2' })),
      9_000,
    )
    expect(viewAt(again, 9_500)).toMatchObject({ age: 0, quote: { price: '2' } })
  })

  test('of two bounds for one observation the smaller is taken', () => {
    const live = told(
      [9_000, answered(0)],
      [10_000, answered(9_900, liveQuote({ age_seconds: 9 }))],
      [11_000, answered(0, liveQuote({ age_seconds: 9 }))],
    )
    expect(viewAt(live, 11_000).age).toBe(10)
  })
})

describe('a pushed price', () => {
  const pushed = (quote = liveQuote()): LiveEvent => ({ type: 'quote', quote })
  const clock = (sent: number, cell: number): LiveEvent => ({
    type: 'time',
    sent,
    now: cellTime(cell),
  })

  test('is not shown before the clock of the cell is known, and then with its age', () => {
    const waiting = told([0, { type: 'connected' }], [100, pushed(liveQuote({ observed: -2_000 }))])
    expect(viewAt(waiting, 100)).toMatchObject({ status: 'missing', why: { reason: 'waiting' } })
    // Asked at 50, answered at the cell's 60, here at 4100: at most 4110 on the cell's clock now.
    expect(viewAt(apply(waiting, clock(50, 60), 4_100), 4_100)).toMatchObject({
      status: 'fresh',
      age: 6,
    })
  })

  test('that lay in a buffer is as old as it is', () => {
    const live = told([0, clock(0, 10)], [25_000, pushed(liveQuote({ observed: 1_000 }))])
    expect(viewAt(live, 25_000)).toMatchObject({ status: 'fresh', age: 24 })
    expect(viewAt(live, 31_000).status).toBe('expired')
  })

  test('over a new connection waits for a new exchange, and an older exchange does not replace a newer', () => {
    const live = told(
      [0, clock(0, 0)],
      [1_000, { type: 'connected' }],
      [1_100, pushed(liveQuote({ observed: 1_000 }))],
    )
    expect(viewAt(live, 1_100).status).toBe('missing')
    const known = [clock(1_050, 1_060), clock(900, 5_000)].reduce(
      (now, event) => apply(now, event, 1_200),
      live,
    )
    expect(known.exchange).toMatchObject({ sent: 1_050 })
    expect(viewAt(known, 1_200).status).toBe('fresh')
  })

  test('after it has gone, the last failed refresh stands behind that; a new observation clears it', () => {
    const live = told(
      [0, clock(0, 0)],
      [0, pushed()],
      [10_000, { type: 'failed', reason: 'timeout', detail: 'yahoo' }],
    )
    expect(viewAt(live, 40_000)).toMatchObject({
      status: 'expired',
      behind: { reason: 'timeout', detail: 'yahoo' },
    })
    expect(
      viewAt(apply(live, pushed(liveQuote({ observed: 40_000 })), 40_000), 40_000),
    ).toMatchObject({ status: 'fresh', behind: null })
  })
})

/**
 * A cell whose clock is off by anything, over a network that delays anything, in the order in which
 * things arrive.
 */
const story = fc.record({
  max: fc.integer({ min: 1, max: 60 }),
  skew: fc.integer({ min: -1e9, max: 1e9 }),
  steps: fc.array(
    fc.record({
      wait: fc.nat(20_000),
      kind: fc.constantFrom(
        'answered' as const,
        'quote' as const,
        'time' as const,
        'connected' as const,
        'none' as const,
        'unreached' as const,
      ),
      /** How long ago the cell wrote it, and how much longer ago it was asked. */
      transit: fc.nat(40_000),
      before: fc.nat(5_000),
      age: fc.nat(90_000),
      lag: fc.nat(100_000),
    }),
    { maxLength: 25 },
  ),
})

test('whatever happens, no price is shown that is older than asked for, or of an earlier exchange time than one before', () => {
  fc.assert(
    fc.property(story, ({ max, skew, steps }) => {
      let live = startLive(max)
      let at = 0
      let newest = Number.NEGATIVE_INFINITY
      let connected = 0
      const look = () => {
        const { status, quote } = viewAt(live, at)
        expect(quote !== undefined).toBe(status === 'fresh')
        if (!quote) return
        const age = at + skew - (Date.parse(quote.observed_at) - Date.parse(cellTime(0)))
        expect(age).toBeLessThanOrEqual(max * 1_000)
        expect(Date.parse(quote.quoted_at)).toBeGreaterThanOrEqual(newest)
        newest = Date.parse(quote.quoted_at)
      }
      for (const { wait, kind, transit, before, age, lag } of steps) {
        // Just before and at each change by time alone, then at the next step.
        const end = at + wait
        for (
          let change = nextChange(live, at);
          change !== null && at + change < end;
          change = nextChange(live, at)
        ) {
          at += change
          look()
        }
        at = end
        look()
        const written = at - transit
        const quote = liveQuote({
          observed: written + skew - age,
          quoted: written + skew - age - lag,
          age_seconds: age / 1_000,
        })
        const sent = written - before
        if (kind === 'connected') connected = at
        // Over a connection comes only what was written on it.
        if ((kind === 'quote' || kind === 'time') && sent < connected) continue
        const events: Record<typeof kind, LiveEvent> = {
          answered: { type: 'answered', sent, quote, problem: null },
          quote: { type: 'quote', quote },
          time: { type: 'time', sent, now: cellTime(written + skew) },
          connected: { type: 'connected' },
          none: expired,
          unreached: OFFLINE,
        }
        live = apply(live, events[kind], at)
        look()
      }
    }),
    { numRuns: 500 },
  )
})
