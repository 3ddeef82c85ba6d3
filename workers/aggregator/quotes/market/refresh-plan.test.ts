import { describe, expect, it } from 'vitest'
import type { RefreshRun } from '#shared/contracts/quote-refreshes.ts'
import type { QuoteOutcome } from '../observation.ts'
import { advance, begin, dueOf, intervalOf, nextAt, nextSlice, SLICE } from './refresh-plan.ts'
import { liveQuote } from '../quotes.fixture.ts'

const T0 = Date.parse('2026-11-24T15:00:00.000Z')
const seconds = { watched: 10, watched_closed: 20, listed: 60, listed_closed: 1_800 }
const run: RefreshRun = {
  id: 'r',
  market: 'US',
  cause: 'cron',
  session: 'open',
  started_at: new Date(T0).toISOString(),
  ended_at: null,
  instruments: 0,
  not_due: 0,
  served: 0,
  unserved: 0,
  batches: 0,
  providers: [],
}
const served: QuoteOutcome = { ok: true, quote: liveQuote(), source: 'yahoo', asked_at: T0 }
const missing: QuoteOutcome = { ok: false, reason: 'timeout', detail: 'd' }

const since = (asked: ReadonlyMap<string, number>) => (symbol: string) =>
  T0 - (asked.get(symbol) ?? 0)

describe('what is due', () => {
  it.each([
    ['open', true, 10],
    ['break', true, 10],
    ['unknown', true, 10],
    ['unknown', false, 60],
    ['closed', true, 20],
    ['open', false, 60],
    ['closed', false, 1_800],
  ] as const)('in a market that is %s, watched %s: every %i s', (session, watched, of) => {
    expect(intervalOf(seconds, session, watched)).toBe(of * 1_000)
  })
  it('is the watchlist and what is watched, each once, as far as its time has come; a trigger that is a little early counts', () => {
    const asked = new Map([
      ['A', T0 - 55_000],
      ['B', T0 - 30_000],
      ['C', T0 - 30_000],
    ])
    expect(
      dueOf({
        listed: ['A', 'B', 'D'],
        watched: ['C', 'A'],
        sinceAnswered: since(asked),
        seconds,
        session: 'open',
      }),
    ).toEqual({ due: ['C', 'A', 'D'], not_due: 1 })
  })
  it('of a closed market, little', () => {
    const asked = new Map([
      ['A', T0 - 60_000],
      ['B', T0 - 1_700_000],
    ])
    expect(
      dueOf({
        listed: ['A', 'B'],
        watched: [],
        sinceAnswered: since(asked),
        seconds,
        session: 'closed',
      }),
    ).toEqual({ due: ['B'], not_due: 1 })
  })
})

describe('a refresh in slices', () => {
  it('is spread over the time it is given, each market a little later than the one before', () => {
    const due = Array.from({ length: SLICE * 3 + 1 }, (_, i) => `S${i}`)
    let running = begin(run, due, 40_000, 0.25, T0)
    expect(running.run.batches).toBe(4)
    const times = []
    for (let i = 0; i < 4; i++) {
      times.push(running.next_at - T0)
      running = advance(running, { outcomes: new Map([['S', served]]), tallies: [] }, T0 + 50_000)
    }
    expect(times).toEqual([1_000, 11_000, 21_000, 31_000])
    expect(running.run.ended_at).toBe('2026-11-24T15:00:50.000Z')
  })
  it('adds up what each provider did, and has ended with its last slice', () => {
    const tally = { provider: 'yahoo', calls: 2, served: 1, held: 0, failure: null }
    const begun = begin(run, ['A', 'B'], 0, 0.5, T0)
    const once = advance(
      { ...begun, pending: [['A'], ['B']] },
      { outcomes: new Map([['A', served]]), tallies: [tally] },
      T0,
    )
    expect(once.run).toMatchObject({ served: 1, unserved: 0, ended_at: null })
    const failure = { reason: 'timeout', detail: 'd' }
    const twice = advance(
      once,
      {
        outcomes: new Map([['B', missing]]),
        tallies: [
          { ...tally, served: 0, failure },
          { ...tally, provider: 'sina' },
        ],
      },
      T0 + 1,
    )
    expect(twice.run).toMatchObject({
      served: 1,
      unserved: 1,
      ended_at: '2026-11-24T15:00:00.001Z',
      providers: [
        { provider: 'yahoo', calls: 4, served: 1, failure },
        { provider: 'sina', calls: 2 },
      ],
    })
  })
  it('asks for nothing that is asked for at this moment: by the trigger it was not due, on request it comes again', () => {
    const inFlight = (symbol: string) => symbol === 'B'
    const due = { ...run, instruments: 3 }
    const cron = nextSlice(begin(due, ['A', 'B', 'C'], 0, 0, T0), inFlight, T0)
    expect(cron.slice).toEqual(['A', 'C'])
    expect(cron.running).toMatchObject({
      pending: [['A', 'C']],
      run: { instruments: 2, not_due: 1 },
    })
    const request = nextSlice(
      begin({ ...due, cause: 'request' }, ['A', 'B', 'C'], 0, 0, T0),
      inFlight,
      T0,
    )
    expect(request.slice).toEqual(['A', 'C'])
    expect(request.running).toMatchObject({ pending: [['A', 'C'], ['B']], run: { instruments: 3 } })
    const rest = advance(request.running, { outcomes: new Map(), tallies: [] }, T0)
    expect(nextAt(rest, T0)).toBe(T0 + 1_000)
  })
  it('goes on when the clock is set back', () => {
    const running = begin(run, ['A'], 50_000, 0.5, T0)
    expect(nextAt(running, T0)).toBe(running.next_at)
    expect(nextAt(running, T0 - 86_400_000)).toBe(T0 - 86_400_000)
  })
})
