/**
 * What `as_of` means: an instant is exact; a date takes in all that was filed on or before it, in
 * the market's own zone. Pure.
 */
import type { Market } from '#shared/names.ts'
import { endOfDay, MARKET_ZONES } from './market-time.ts'

/** Nothing was filed before, and Postgres has no year 0. */
const EARLIEST = new Date('1000-01-01T00:00:00.000Z')

const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * The instant an `as_of` stands for, neither later than now nor before the year 1000; without one,
 * now.
 */
export const asOfInstant = (market: Market, asOf: string | undefined, now: Date): Date => {
  if (asOf === undefined) return now
  const at = new Date(DATE.test(asOf) ? endOfDay(asOf, MARKET_ZONES[market]) : asOf)
  if (at > now) return now
  return at < EARLIEST ? EARLIEST : at
}
