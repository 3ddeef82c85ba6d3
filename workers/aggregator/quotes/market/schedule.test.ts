import { describe, expect, it } from 'vitest'
import { LONGEST_WATCH_MS, MOST_WATCHED, Schedule } from './schedule.ts'

const T0 = Date.parse('2026-11-24T15:00:00.000Z')
const INTERVAL_MS = 10_000

/** One watched instrument that was last asked for at T0, with an answer. */
const watched = (for_ms = 60_000): Schedule => {
  const schedule = new Schedule()
  schedule.watch(['A'], for_ms, T0)
  schedule.begin(['A'], T0)
  schedule.end('A', 'price')
  return schedule
}

describe('what is watched', () => {
  it('is due at once, then an interval after it was last asked for, on whole seconds', () => {
    expect(new Schedule().nextAt(INTERVAL_MS, T0)).toBeNull()
    const schedule = new Schedule()
    schedule.watch(['A'], 60_000, T0)
    expect(schedule.nextAt(INTERVAL_MS, T0 + 1)).toBe(T0 + 1)
    expect(schedule.due(INTERVAL_MS, T0 + 1, 10)).toEqual(['A'])
    expect(watched().nextAt(INTERVAL_MS, T0 + 1)).toBe(T0 + 10_000)
    expect(watched().due(INTERVAL_MS, T0 + 9_999, 10)).toEqual([])
    schedule.begin(['A'], T0 + 2_100)
    schedule.end('A', 'failed')
    expect(schedule.nextAt(5_000, T0 + 4_001)).toBe(T0 + 8_000)
  })
  it('is asked for until the longest of its watches ends, and not after', () => {
    const schedule = watched(60_000)
    schedule.watch(['A'], 1_000, T0 + 1)
    expect(schedule.nextAt(INTERVAL_MS, T0 + 59_999)).toBe(T0 + 59_999)
    expect(schedule.nextAt(INTERVAL_MS, T0 + 60_000)).toBeNull()
    expect(schedule.watched(T0 + 60_000)).toEqual([])
  })
  it('is asked for no longer than the longest watch, however long a watch is wished', () => {
    const schedule = new Schedule()
    schedule.watch(['A'], 10 * LONGEST_WATCH_MS, T0)
    expect(schedule.watched(T0 + 1)).toEqual(['A'])
    expect(schedule.watched(T0 + LONGEST_WATCH_MS - 1)).toEqual(['A'])
    expect(schedule.watched(T0 + LONGEST_WATCH_MS)).toEqual([])
  })
  it('has one call in flight at most', () => {
    const schedule = watched()
    schedule.begin(['A'], T0 + 10_000)
    expect(schedule.isInFlight('A')).toBe(true)
    expect(schedule.nextAt(INTERVAL_MS, T0 + 30_000)).toBeNull()
    expect(() => schedule.begin(['A'], T0 + 10_001)).toThrow('asked for already')
    schedule.end('A', 'failed')
    expect(schedule.nextAt(INTERVAL_MS, T0 + 30_000)).toBe(T0 + 30_000)
  })
  it('is asked for seldom while nobody knows it', () => {
    const schedule = watched(600_000)
    schedule.begin(['A'], T0 + 10_000)
    schedule.end('A', 'unknown')
    expect(schedule.nextAt(INTERVAL_MS, T0 + 11_000)).toBe(T0 + 310_000)
  })
  it('goes out so many at a time, those that waited longest first', () => {
    const schedule = new Schedule()
    schedule.watch(['A', 'B', 'C'], 60_000, T0)
    schedule.begin(['A'], T0 + 1)
    schedule.end('A', 'price')
    expect(schedule.due(INTERVAL_MS, T0 + 20_000, 2)).toEqual(['B', 'C'])
  })
  it('has room for so many, and renews those it has', () => {
    const schedule = new Schedule()
    const symbols = Array.from({ length: MOST_WATCHED + 2 }, (_, i) => `S${i}`)
    expect(schedule.watch(symbols, 60_000, T0)).toEqual(symbols.slice(MOST_WATCHED))
    expect(schedule.watch(['S0', 'X'], 90_000, T0)).toEqual(['X'])
    expect(schedule.watchedUntil('S0', T0)).toBe(T0 + 90_000)
    expect(schedule.watch(['X'], 60_000, T0 + 60_000)).toEqual([])
  })
})

describe('after an eviction', () => {
  it('goes on with what was kept, an interval after the last round', () => {
    const kept = [
      { symbol: 'A', watched_until: T0 + 60_000, answered_at: 0 },
      { symbol: 'B', watched_until: 0, answered_at: T0 - 5_000 },
    ]
    const schedule = new Schedule(kept, T0)
    expect(schedule.nextAt(INTERVAL_MS, T0 + 1)).toBe(T0 + 10_000)
    expect(schedule.sinceAnswered('B', T0)).toBe(5_000)
    schedule.forget(4_000, T0)
    expect(schedule.watched(T0)).toEqual(['A'])
    expect(schedule.sinceAnswered('B', T0)).toBe(T0)
  })
})

describe('a clock that is set back', () => {
  it.each([1, 1_000, 86_400_000])('by %i ms holds up no refresh', (back) => {
    const schedule = watched()
    expect(schedule.sinceAnswered('A', T0 - back)).toBe(Number.POSITIVE_INFINITY)
    schedule.watch(['A'], 60_000, T0 - back)
    expect(schedule.nextAt(INTERVAL_MS, T0 - back)).toBe(T0 - back)
  })
  it('by days ends no later than the longest watch may last', () => {
    const back = 86_400_000
    expect(watched().watched(T0 - back)).toEqual([])
  })
})

it('what is awaited is not forgotten', () => {
  const schedule = new Schedule()
  schedule.begin(['A'], T0)
  schedule.forget(0, T0 + 10)
  expect(schedule.isInFlight('A')).toBe(true)
  schedule.end('A', 'price')
  schedule.forget(20, T0 + 10)
  expect(schedule.sinceAnswered('A', T0 + 10)).toBe(10)
  schedule.forget(0, T0 + 10)
  expect(schedule.sinceAnswered('A', T0 + 10)).toBe(T0 + 10)
})

it('what failed is not answered, whenever it was asked for', () => {
  const schedule = new Schedule()
  schedule.begin(['A'], T0)
  schedule.end('A', 'failed')
  expect(schedule.sinceAnswered('A', T0 + 1)).toBe(T0 + 1)
  schedule.begin(['A'], T0 + 2)
  schedule.end('A', 'unknown')
  expect(schedule.sinceAnswered('A', T0 + 3)).toBe(1)
})
