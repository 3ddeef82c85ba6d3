/**
 * Arithmetic on calendar dates (`2024-02-29`) and on whole days since 1970, without clocks or
 * zones. No other file does calendar arithmetic. Pure.
 */
import { DateTime } from 'luxon'
import { dateOf, dayOf } from '#shared/days.ts'

const parsed = (date: string): DateTime => DateTime.fromISO(date, { zone: 'utc' })

/** Whether the text is an existing date written as YYYY-MM-DD. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && parsed(text).isValid

export const daysBetween = (from: string, to: string): number => dayOf(to) - dayOf(from)
export const addDays = (date: string, days: number): string => dateOf(dayOf(date) + days)

/**
 * The same day of another year. The last day of February stays its last day: 29 February becomes
 * the 28th where there is no 29th, and the 28th becomes the 29th where there is one.
 */
export const sameDayOtherYear = (date: string, years: number): string => {
  const from = parsed(date)
  const other = from.plus({ years })
  return (from.day === from.daysInMonth ? other.endOf('month') : other).toISODate() ?? date
}

/** `sameDayOtherYear` for a day number. */
export const yearLater = (day: number, years = 1): number =>
  dayOf(sameDayOtherYear(dateOf(day), years))

/** The latest of the dates; `''` when there are none. */
export const latestOf = (dates: Iterable<string>): string => {
  let latest = ''
  for (const date of dates) if (date > latest) latest = date
  return latest
}
