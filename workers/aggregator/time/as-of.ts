/**
 * The meaning of `as_of`: an instant is exact; a date includes everything filed on or before that
 * date in the market's own zone. Pure.
 */
import type { Market } from '#shared/names.ts'
import { endOfDay, MARKET_ZONES } from './market-time.ts'

/** No filing is older, and Postgres has no year 0. */
const EARLIEST = new Date('1000-01-01T00:00:00.000Z')

const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * The instant that an `as_of` means, limited to the time from the year 1000 to now. Without an
 * `as_of` it is now.
 */
export const asOfInstant = (market: Market, asOf: string | undefined, now: Date): Date => {
  if (asOf === undefined) return now
  const at = new Date(DATE.test(asOf) ? endOfDay(asOf, MARKET_ZONES[market]) : asOf)
  if (at > now) return now
  return at < EARLIEST ? EARLIEST : at
}
