/**
 * Whether a market's exchange is in session at an instant, from its hours of continuous trading,
 * its holidays and its early closes (holidays.ts). In years whose holidays are not known, weekends
 * and times outside of trading hours are `closed`, and the trading hours of all other days are
 * `unknown`. Opening and closing auctions and trading outside of the session are `closed`. Pure.
 */
import { DateTime } from 'luxon'
import type { Market } from '#shared/names.ts'
import type { Session } from '#shared/contracts/quotes.ts'
import type { Env } from '../env.ts'
import { MARKET_ZONES } from './market-time.ts'
import { CLOSED, CLOSES_EARLY, KNOWN_YEARS } from './holidays.ts'

/**
 * Opening, lunch break and close, as minutes of the day in the market's zone. Tokyo closes at 15:30
 * since November 2024.
 */
const HOURS: Record<
  Market,
  { opens: number; break: readonly [number, number] | null; closes: number }
> = {
  CN: { opens: 9 * 60 + 30, break: [11 * 60 + 30, 13 * 60], closes: 15 * 60 },
  HK: { opens: 9 * 60 + 30, break: [12 * 60, 13 * 60], closes: 16 * 60 },
  US: { opens: 9 * 60 + 30, break: null, closes: 16 * 60 },
  JP: { opens: 9 * 60, break: [11 * 60 + 30, 12 * 60 + 30], closes: 15 * 60 + 30 },
}
const SATURDAY = 6

export const sessionAt = (market: Market, at: Date): Session => {
  const local = DateTime.fromJSDate(at, { zone: MARKET_ZONES[market] })
  const minute = local.hour * 60 + local.minute
  const date = local.toISODate() ?? ''
  const { opens, break: lunch, closes: usually } = HOURS[market]
  const early = CLOSES_EARLY[market]
  const closes = early?.on.has(date) ? early.at : usually
  if (local.weekday >= SATURDAY || CLOSED[market].has(date) || minute < opens || minute >= closes)
    return 'closed'
  if (!KNOWN_YEARS.some((year) => year === local.year)) return 'unknown'
  return lunch && minute >= lunch[0] && minute < lunch[1] ? 'break' : 'open'
}

/** The simulated exchange trades around the clock, in every market. */
export const sessionHere = (
  { SIMULATED_EXCHANGE_URL }: Pick<Env, 'SIMULATED_EXCHANGE_URL'>,
  market: Market,
  at: Date,
): Session => (SIMULATED_EXCHANGE_URL ? 'open' : sessionAt(market, at))
