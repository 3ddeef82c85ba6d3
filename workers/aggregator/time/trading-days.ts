/**
 * Days of trading of a market, and the day whose prices are final. In years whose holidays are not
 * known every weekday counts as a day of trading: its prices are asked for, and there are none.
 * Pure.
 */
import { DateTime } from 'luxon'
import type { Market } from '#shared/names.ts'
import { addDays } from '#shared/calendar.ts'
import { CLOSED } from './holidays.ts'
import { MARKET_ZONES } from './market-time.ts'

const SATURDAY = 6

export const isTradingDay = (market: Market, day: string): boolean =>
  DateTime.fromISO(day, { zone: 'utc' }).weekday < SATURDAY && !CLOSED[market].has(day)

/**
 * The minute of the day, in the market's zone, from which the figures of the day are final: after
 * the auctions at the close, and after the sources have made their tables.
 */
const FINAL_FROM: Record<Market, number> = {
  CN: 17 * 60 + 30,
  HK: 17 * 60,
  US: 18 * 60,
  JP: 18 * 60,
}
/** The longest time, in days, for which a market may be closed. */
const MOST_DAYS_BACK = 15

/** The newest day of trading whose prices are final at that time. */
export const lastFinalDay = (market: Market, at: Date): string => {
  const local = DateTime.fromJSDate(at, { zone: MARKET_ZONES[market] })
  const today = local.toISODate() ?? ''
  const isOver = local.hour * 60 + local.minute >= FINAL_FROM[market]
  let day = isOver ? today : addDays(today, -1)
  for (let back = 0; back < MOST_DAYS_BACK && !isTradingDay(market, day); back += 1)
    day = addDays(day, -1)
  return day
}

/** The minute of the day from which a source of prices may give those of the day: early trading. */
const EARLY_FROM = 4 * 60

/** Whether prices of now are still those of the last final day: nothing has been traded since. */
export const isSettled = (market: Market, at: Date): boolean => {
  const local = DateTime.fromJSDate(at, { zone: MARKET_ZONES[market] })
  const today = local.toISODate() ?? ''
  return (
    today === lastFinalDay(market, at) ||
    !isTradingDay(market, today) ||
    local.hour * 60 + local.minute < EARLY_FROM
  )
}
