/**
 * The lengths of a year, a quarter and other parts of a year, and the periods for which figures are
 * derived. Pure.
 */
import { dateOf } from '#shared/days.ts'

export type LengthKind = 'FY' | 'quarter' | 'H1' | '9M'

/**
 * The smallest and largest number of days, counting the first and the last. Years of 52 and 53
 * weeks (364 and 371 days) and quarters of 12 to 14 weeks fall inside; a transition period does
 * not.
 */
const LENGTHS: readonly (readonly [LengthKind, number, number])[] = [
  ['FY', 350, 380],
  ['quarter', 80, 100],
  ['H1', 170, 190],
  ['9M', 260, 290],
]

/** The kind of period with this many days; null when it is none of them. */
export const kindOfLength = (days: number): LengthKind | null =>
  LENGTHS.find(([, from, to]) => days >= from && days <= to)?.[0] ?? null
export const isYearLong = (days: number): boolean => kindOfLength(days) === 'FY'
export const isQuarterLong = (days: number): boolean => kindOfLength(days) === 'quarter'

/**
 * A period for which figures are derived. `frame` and `quarter` place it in the fiscal calendar; a
 * year and its TTM are quarter 4, a first half is quarter 2.
 */
export interface DerivedSpan {
  kind: 'annual' | 'quarter' | 'half' | 'ttm' | 'instant'
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
  kind: DerivedSpan['kind'],
  period: string,
  start: number | null,
  end: number,
  frame: number,
  quarter: number,
): DerivedSpan => ({
  kind,
  period,
  start,
  end,
  start_date: start === null ? null : dateOf(start),
  end_date: dateOf(end),
  frame,
  quarter,
})
