/**
 * Converts dates (`2024-02-29`) to whole days since 1970, and decides when two dates mean the same
 * day in two readings of one period. Pure.
 */
/** A day in ms. */
export const DAY_MS = 86_400_000

/** Returns the day of a date, or of the date at the start of an instant. */
export const dayOf = (date: string): number =>
  Math.round(Date.parse(date.length > 10 ? date.slice(0, 10) : date) / DAY_MS)
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/**
 * Returns a function that converts dates to days and computes each date only once, because the
 * facts of a company repeat the same dates many times.
 */
export const dayReader = (): ((date: string) => number) => {
  const days = new Map<string, number>()
  return (date) => {
    const known = days.get(date)
    if (known !== undefined) return known
    const day = dayOf(date)
    days.set(date, day)
    return day
  }
}

/**
 * How many days apart two sources may place the first or last day of one period. A 52/53-week year
 * or quarter ends up to six days from the end of the month to which some providers round it, and
 * the tags of one filing differ by a day or two.
 */
export const SAME_PERIOD_DAYS = 6

/**
 * How many days the edges of a fiscal year may lie from the same days of the year before. It is
 * larger than SAME_PERIOD_DAYS because it compares two years and not two readings of one: a 53-week
 * year moves the edges by a week, and the readings differ as well.
 */
export const YEAR_DRIFT_DAYS = 10

/**
 * How many days the end of a quarter may lie from the even quarter of its year to get the label of
 * that quarter. In years of 12, 12, 12 and 16 weeks the third quarter ends three weeks early.
 */
export const QUARTER_LABEL_DRIFT_DAYS = 30

/**
 * How many days the end of a quarter may lie from the even quarter of its year if figures are to be
 * derived for that quarter. 52/53-week calendars and short months stay within the limit. An end
 * further away belongs to a year whose parts are too unequal to compare.
 */
export const QUARTER_FRAME_DRIFT_DAYS = 12

/** True when two days mean the same day. Two nulls are equal too (an instant has no first day). */
export const sameDay = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= SAME_PERIOD_DAYS

/** True when two spans of days, or two instants, mean the same period. */
export const samePeriod = (
  a: { start: number | null; end: number },
  b: { start: number | null; end: number },
): boolean => sameDay(a.end, b.end) && sameDay(a.start, b.start)
