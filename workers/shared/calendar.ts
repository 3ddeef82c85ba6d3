/**
 * Arithmetic on calendar dates (`2024-02-29`) and on whole days since 1970, without clocks or
 * zones. No other file of Workers or page does calendar arithmetic. Pure.
 */
import { dateOf, dayOf } from './days.ts'

const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Whether the text is an existing date written as YYYY-MM-DD. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [
    Number(text.slice(0, 4)),
    Number(text.slice(5, 7)),
    Number(text.slice(8)),
  ]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export const daysBetween = (from: string, to: string): number => dayOf(to) - dayOf(from)
export const addDays = (date: string, days: number): string => dateOf(dayOf(date) + days)

/**
 * The same day of another year. The last day of February stays its last day: 29 February becomes
 * the 28th where there is no 29th, and the 28th becomes the 29th where there is one.
 */
export const sameDayOtherYear = (date: string, years: number): string => {
  if (!isDate(date)) return date
  // Thousands of days of a market are moved so, and every one through a date's object takes
  // seconds.
  const [year, month, day] = [
    Number(date.slice(0, 4)),
    Number(date.slice(5, 7)),
    Number(date.slice(8)),
  ]
  const last = daysInMonth(year + years, month)
  const other = day === daysInMonth(year, month) ? last : Math.min(day, last)
  return `${String(year + years).padStart(4, '0')}-${date.slice(5, 7)}-${String(other).padStart(2, '0')}`
}

/** `sameDayOtherYear` for a day number. */
export const yearLater = (day: number, years = 1): number =>
  dayOf(sameDayOtherYear(dateOf(day), years))

/**
 * The same day of the month so many months earlier, or later where the number is negative: the
 * start of a window. A month without that day gives its last day; unlike in `sameDayOtherYear` the
 * last day of a month does not stay the last.
 */
export const monthsBefore = (date: string, months: number): string => {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1]
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month))
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** `monthsBefore` for a day number, forwards. */
export const monthsLater = (day: number, months: number): number =>
  dayOf(monthsBefore(dateOf(day), -months))

/** The latest of the dates; `''` when there are none. */
export const latestOf = (dates: Iterable<string>): string => {
  let latest = ''
  for (const date of dates) if (date > latest) latest = date
  return latest
}
