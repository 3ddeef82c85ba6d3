/**
 * FMP's dates and times: a date may be followed by a time, times are US Eastern without a zone, and
 * an unknown date is ''. Pure.
 */
import { z } from 'zod'
import { endOfDay, localInstant, MARKET_ZONES } from '../../time/market-time.ts'

const DATE = /^\d{4}-\d{2}-\d{2}/

/** `2025-02-04 17:01:35` or `2025-02-04` -> `2025-02-04` */
export const dateOf = z
  .string()
  .transform((text) => DATE.exec(text)?.[0] ?? text)
  .pipe(z.iso.date())

/** The same, or null when there is no date. */
export const dateOrNone = z.union([z.literal('').transform(() => null), dateOf]).nullish()

/** `2026-04-29 19:21:41`, US Eastern time, as UTC; null for a text that is not such a time. */
export const easternInstant = (text: string): string | null =>
  localInstant(text, 'yyyy-MM-dd HH:mm:ss', MARKET_ZONES.US)

/**
 * A date without a time counts as known by the end of that day, or when it is read if that is
 * earlier.
 */
export const knownBy = (date: string, now: Date): string => {
  const end = new Date(endOfDay(date, MARKET_ZONES.US))
  return new Date(Math.min(end.getTime(), now.getTime())).toISOString()
}
