/** The first and last instant of a history that is requested by days. Pure. */
import { DateTime } from 'luxon'
import type { Market } from '#shared/names.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'

/** First and last instant, both inclusive. */
export interface HistoryRange {
  from: Date
  to: Date
}

/**
 * `from` and `to` are days of the market: the range starts at the beginning of the first and ends
 * at the end of the last. Without `to` it ends now. Without `from` it starts at the beginning of
 * the market's previous day, so that quotes and daily bars start with the same day.
 */
export const historyRange = (
  days: { from?: string | undefined; to?: string | undefined },
  market: Market,
  now: Date,
): HistoryRange => {
  const zone = MARKET_ZONES[market]
  const to = days.to === undefined ? now : new Date(endOfDay(days.to, zone))
  const from =
    days.from === undefined
      ? DateTime.fromJSDate(to, { zone }).minus({ days: 1 })
      : DateTime.fromISO(days.from, { zone })
  return { from: from.startOf('day').toJSDate(), to }
}
