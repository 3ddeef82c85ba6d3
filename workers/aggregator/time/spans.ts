/**
 * Days and spans: dates as whole days since 1970, the lengths that make a quarter or a year, and
 * the periods figures are derived for.
 */

const DAY_MS = 86_400_000
/** Companies' tags disagree by a day or two on when a 52/53-week period starts or ends. */
export const TOLERANCE_DAYS = 3

export const dayOf = (date: string): number =>
  Math.round(Date.parse(date.length > 10 ? date.slice(0, 10) : date) / DAY_MS)
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
export const near = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE_DAYS

/** 52 weeks are 364 days, 53 are 371. */
export const isYearLong = (days: number): boolean => days >= 350 && days <= 380
/** 13 weeks are 91 days, 14 are 98. */
export const isQuarterLong = (days: number): boolean => days >= 80 && days <= 100

/** The same day a year later (29 February becomes 1 March). */
export const yearLater = (day: number, years = 1): number => {
  const date = new Date(day * DAY_MS)
  return Math.round(
    Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()) / DAY_MS,
  )
}

/**
 * A period that figures are derived for. `frame` and `quarter` place it in the fiscal calendar; a
 * year or its TTM is quarter 4.
 */
export interface Span {
  kind: 'annual' | 'quarter' | 'ttm' | 'instant'
  period: string
  /** Null for an instant. */
  start: number | null
  end: number
  start_date: string | null
  end_date: string
  frame: number
  quarter: number
}

export const spanOver = (
  kind: Span['kind'],
  period: string,
  start: number | null,
  end: number,
  frame: number,
  quarter: number,
): Span => ({
  kind,
  period,
  start,
  end,
  start_date: start === null ? null : dateOf(start),
  end_date: dateOf(end),
  frame,
  quarter,
})
