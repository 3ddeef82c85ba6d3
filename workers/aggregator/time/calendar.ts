/** Arithmetic on calendar dates (`2024-02-29`), without clocks or zones. */
const DAY_MS = 86_400_000

const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`)

/** Is it a date of the calendar, written YYYY-MM-DD? */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = utc(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((utc(to) - utc(from)) / DAY_MS)
export const addDays = (date: string, days: number): string =>
  new Date(utc(date) + days * DAY_MS).toISOString().slice(0, 10)

/**
 * The same day of another year; 29 February becomes the 28th where there is none, and the 28th the
 * 29th where it ends the month.
 */
export const sameDayOtherYear = (date: string, years: number): string => {
  const year = Number(date.slice(0, 4)) + years
  if (
    date.slice(5, 7) === '02' &&
    (date.endsWith('-29') || (date.endsWith('-28') && addDays(date, 1).endsWith('-01')))
  )
    return addDays(`${year}-03-01`, -1)
  return `${year}${date.slice(4)}`
}

/** The latest of some dates; `''` when there are none. */
export const latestOf = (dates: Iterable<string>): string => {
  let latest = ''
  for (const date of dates) if (date > latest) latest = date
  return latest
}
