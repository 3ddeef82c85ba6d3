/** What `as_of` means: an instant is exact; a date takes in all that was filed on or before it, in the market's own zone. Pure. */
import type { Market } from '#shared/contracts/instrument.ts'
import { endOfDay, MARKET_ZONES } from '../providers/market-time.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** The instant an `as_of` stands for, never later than now; without one, now. */
export const asOfInstant = (market: Market, asOf: string | undefined, now: Date): Date => {
  if (asOf === undefined) return now
  const at = new Date(DATE.test(asOf) ? endOfDay(asOf, MARKET_ZONES[market]) : asOf)
  return at > now ? now : at
}
