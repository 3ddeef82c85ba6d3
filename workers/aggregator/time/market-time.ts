/**
 * Converts local times of the markets to UTC, and gives the end of a market's day: the time at
 * which a filing with only a date counts as known.
 */
import { DateTime } from 'luxon'
import type { Market } from '#shared/names.ts'

export const MARKET_ZONES: Record<Market, string> = {
  CN: 'Asia/Shanghai',
  HK: 'Asia/Hong_Kong',
  US: 'America/New_York',
  JP: 'Asia/Tokyo',
}

/**
 * `2024-02-21` in America/New_York -> `2024-02-22T04:59:59.999Z`, the last millisecond of that date
 * there.
 */
export const endOfDay = (date: string, zone: string): string =>
  DateTime.fromISO(date, { zone }).endOf('day').toUTC().toISO() ?? ''

/**
 * A local time as UTC: `20260402161401` with format `yyyyMMddHHmmss` in Asia/Shanghai ->
 * `2026-04-02T08:14:01.000Z`. Null when the text does not have that format or is no existing time.
 */
export const localInstant = (text: string, format: string, zone: string): string | null => {
  const at = DateTime.fromFormat(text, format, { zone, locale: 'en-US' })
  return at.isValid ? at.toUTC().toISO() : null
}

/**
 * Epoch seconds as UTC text. Null for 0 and for a negative or non-finite number, because no quote
 * or article is from 1970.
 */
export const epochInstant = (seconds: number): string | null => {
  const at =
    Number.isFinite(seconds) && seconds > 0 ? DateTime.fromSeconds(seconds, { zone: 'utc' }) : null
  return at?.isValid ? at.toISO() : null
}

/** The date of an instant in the market's zone. */
export const marketDate = (instant: string, market: Market): string =>
  DateTime.fromISO(instant, { zone: MARKET_ZONES[market] }).toISODate() ?? ''

/** The last date that was over at that time in the market's zone. */
export const lastDayOver = (at: Date, market: Market): string =>
  DateTime.fromMillis(at.getTime() + 1, { zone: MARKET_ZONES[market] })
    .minus({ days: 1 })
    .toISODate() ?? ''
