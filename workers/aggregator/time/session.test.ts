import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { type Market, MARKETS } from '#shared/names.ts'
import { MARKET_ZONES } from './market-time.ts'
import { CLOSED, CLOSES_EARLY, KNOWN_YEARS } from './holidays.ts'
import { sessionAt } from './session.ts'

test.each([
  ['CN', '2026-11-24T09:29:59+08:00', 'closed'],
  ['CN', '2026-11-24T09:30:00+08:00', 'open'],
  ['CN', '2026-11-24T11:30:00+08:00', 'break'],
  ['CN', '2026-11-24T15:00:00+08:00', 'closed'],
  ['HK', '2026-11-24T12:30:00+08:00', 'break'],
  ['JP', '2026-11-24T15:29:00+09:00', 'open'],
  ['US', '2026-11-24T09:30:00-05:00', 'open'],
  ['US', '2026-07-01T15:59:59-04:00', 'open'],
  ['US', '2026-11-22T12:00:00-05:00', 'closed'],
] as const)('%s at %s is %s', (market, at, session) => {
  expect(sessionAt(market, new Date(at))).toBe(session)
})

describe('auctions and trading outside of the session are no session', () => {
  test.each([
    ['HK', '2026-11-24T09:15:00+08:00'],
    ['HK', '2026-11-24T16:05:00+08:00'],
    ['CN', '2026-11-24T09:20:00+08:00'],
    ['CN', '2026-11-24T15:10:00+08:00'],
    ['JP', '2026-11-24T15:30:00+09:00'],
    ['US', '2026-11-24T08:00:00-05:00'],
    ['US', '2026-11-24T16:30:00-05:00'],
  ] as const)('%s at %s', (market, at) => {
    expect(sessionAt(market, new Date(at))).toBe('closed')
  })
})

describe('holidays, at eleven in the morning there', () => {
  const sessionOn = (market: Market, date: string) =>
    sessionAt(market, DateTime.fromISO(`${date}T11:00`, { zone: MARKET_ZONES[market] }).toJSDate())
  test.each([
    ['US', '2026-11-26', 'closed'],
    ['US', '2026-07-03', 'closed'],
    ['US', '2026-07-02', 'open'],
    ['US', '2027-06-18', 'closed'],
    ['US', '2027-12-24', 'closed'],
    ['US', '2026-10-12', 'open'],
    ['HK', '2026-04-07', 'closed'],
    ['HK', '2026-04-08', 'open'],
    ['HK', '2027-02-09', 'closed'],
    ['HK', '2026-10-02', 'open'],
    ['CN', '2026-02-13', 'open'],
    ['CN', '2026-02-23', 'closed'],
    ['CN', '2026-02-24', 'open'],
    ['CN', '2026-10-07', 'closed'],
    ['CN', '2026-10-08', 'open'],
    // A Saturday on which offices work.
    ['CN', '2026-10-10', 'closed'],
    ['JP', '2026-09-22', 'closed'],
    ['JP', '2026-12-31', 'closed'],
    ['JP', '2026-12-30', 'open'],
    ['JP', '2027-03-22', 'closed'],
    // Not known.
    ['US', '2029-07-04', 'unknown'],
  ] as const)('%s on %s: %s', (market, date, session) => {
    expect(sessionOn(market, date)).toBe(session)
  })
  test('so many days of 2026 are traded on: 261 weekdays without the holidays', () => {
    const days = Array.from(
      { length: 365 },
      (_, day) => DateTime.fromISO('2026-01-01').plus({ days: day }).toISODate() ?? '',
    )
    expect(
      Object.fromEntries(
        MARKETS.map((market) => [
          market,
          days.filter((date) => sessionOn(market, date) === 'open').length,
        ]),
      ),
    ).toEqual({
      CN: 242,
      HK: 247,
      US: 251,
      JP: 242,
    })
  })
})

describe('early closes', () => {
  test.each([
    ['US', '2026-11-27T12:59:59-05:00', 'open'],
    ['US', '2026-11-27T13:00:00-05:00', 'closed'],
    ['US', '2027-11-26T13:00:00-05:00', 'closed'],
    ['US', '2026-12-24T14:00:00-05:00', 'closed'],
    ['HK', '2026-12-24T11:59:59+08:00', 'open'],
    ['HK', '2026-12-24T12:00:00+08:00', 'closed'],
    ['HK', '2026-02-16T13:30:00+08:00', 'closed'],
    ['HK', '2027-02-05T14:00:00+08:00', 'closed'],
  ] as const)('%s at %s: %s', (market, at, session) => {
    expect(sessionAt(market, new Date(at))).toBe(session)
  })
})

describe('a year whose holidays are not known', () => {
  test.each([
    ['US', '2027-12-31T15:00:00Z', 'open'],
    ['US', '2028-01-03T15:00:00Z', 'unknown'],
    ['US', '2028-01-03T14:29:59Z', 'closed'],
    ['US', '2028-01-03T21:00:00Z', 'closed'],
    ['US', '2028-01-01T15:00:00Z', 'closed'],
    ['CN', '2028-01-04T12:00:00+08:00', 'unknown'],
    ['JP', '2025-12-30T10:00:00+09:00', 'unknown'],
    ['HK', '2035-06-06T10:00:00+08:00', 'unknown'],
  ] as const)('%s at %s: %s', (market, at, session) => {
    expect(sessionAt(market, new Date(at))).toBe(session)
  })
})

describe('New York keeps its hours when the clocks change', () => {
  test.each([
    ['2026-03-06T14:29:59Z', 'closed'],
    ['2026-03-06T14:30:00Z', 'open'],
    ['2026-03-09T13:29:59Z', 'closed'],
    ['2026-03-09T13:30:00Z', 'open'],
    ['2026-03-09T20:00:00Z', 'closed'],
    ['2026-10-30T13:30:00Z', 'open'],
    ['2026-11-02T14:29:59Z', 'closed'],
    ['2026-11-02T14:30:00Z', 'open'],
    ['2026-11-02T20:59:59Z', 'open'],
    ['2026-11-02T21:00:00Z', 'closed'],
  ] as const)('%s: %s', (at, session) => {
    expect(sessionAt('US', new Date(at))).toBe(session)
  })
})

test('the tables hold weekdays of the years they speak of, each once, and no day both closed and early', () => {
  for (const market of MARKETS) {
    const early = CLOSES_EARLY[market]?.on ?? new Set()
    const all = [...CLOSED[market], ...early].map((date) => DateTime.fromISO(date))
    expect(
      all.filter(
        ({ isValid, weekday, year }) =>
          !isValid || weekday > 5 || !KNOWN_YEARS.some((known) => known === year),
      ),
    ).toEqual([])
    expect([...early].filter((date) => CLOSED[market].has(date))).toEqual([])
    expect([...CLOSED[market]]).toEqual([...CLOSED[market]].sort())
  }
})
