/** The first and last instant of a history that is asked for by days. Pure. */
import { DateTime } from 'luxon'
import type { Market } from '#shared/names.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'

/** First and last instant, both inclusive. */
export interface HistoryRange {
  from: Date
  to: Date
}

/**
 * `from` and `to` are days of the market, the first from its beginning and the last to its end.
 * Without `to` until now; without `from` since the beginning of the market's day before, so that
 * quotes and bars of a day begin with the same one.
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
