/**
 * Dates (`2024-02-29`) as whole days since 1970, and when two of them mean the same day of two
 * readings of one period. Pure.
 */
const DAY_MS = 86_400_000

/** The day of a date, or of the date that an instant begins with. */
export const dayOf = (date: string): number =>
  Math.round(Date.parse(date.length > 10 ? date.slice(0, 10) : date) / DAY_MS)
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** Reads days of dates, each date once: a company's facts give the same dates many times. */
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
 * How far apart the first or last days of one period may be as two sources give them: a 52/53-week
 * year or quarter ends up to six days from the end of the month that some providers round it to,
 * and the tags of one filing disagree by a day or two.
 */
export const SAME_PERIOD_DAYS = 6

/**
 * How far the edges of a fiscal year may lie from the same days of the year before. It is wider
 * than SAME_PERIOD_DAYS because two years are compared, not two readings of one: a 53-week year
 * moves the edges by a week, and readings differ besides.
 */
export const YEAR_DRIFT_DAYS = 10

/**
 * How far a quarter's end may lie from the even quarter of its year to be labelled as that quarter:
 * in years of 12, 12, 12 and 16 weeks the third quarter ends three weeks early.
 */
export const QUARTER_LABEL_DRIFT_DAYS = 30

/**
 * How far a quarter's end may lie from the even quarter of its year for figures to be derived for
 * that quarter: 52/53-week calendars and short months stay inside, and an end that is further off
 * belongs to parts of a year that are too unequal to compare.
 */
export const QUARTER_FRAME_DRIFT_DAYS = 12

/** Do two days mean the same one? Both null (an instant has no first day) do too. */
export const sameDay = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= SAME_PERIOD_DAYS

/** Do two spans of days, or two instants, mean the same period? */
export const samePeriod = (
  a: { start: number | null; end: number },
  b: { start: number | null; end: number },
): boolean => sameDay(a.end, b.end) && sameDay(a.start, b.start)
