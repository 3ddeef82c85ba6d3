/**
 * The calendar period of a frame, as the SEC names them: `CY2009` for a year, `CY2009Q4` for a
 * quarter, `CY2009Q4I` for a balance date. Half years, nine months and odd spans are named in the
 * same way: `CY2009H1`, `CY2009M9`, `CY2009X`. A span belongs to the calendar period in which its
 * middle lies, so a fiscal year that ends in January is one of the calendar year before. Pure.
 */
import { dateOf, DAY_MS, dayOf } from '#shared/days.ts'
import { kindOfLength, type LengthKind } from '#shared/period-length.ts'

const MONTHS_OF_A_QUARTER = 3
const QUARTERS = [1, 2, 3, 4] as const

const calendarOf = (day: number): { year: number; month: number } => {
  const date = dateOf(day)
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) }
}

const firstOf = (year: number, month: number): number => Date.UTC(year, month - 1, 1) / DAY_MS

/** The last day of a calendar quarter; quarter 0 is the fourth of the year before. */
const endOfQuarter = (year: number, quarter: number): number =>
  firstOf(year, quarter * MONTHS_OF_A_QUARTER + 1) - 1

const instantName = (day: number): string => {
  const { year } = calendarOf(day)
  const ends = [
    { year: year - 1, quarter: 4, end: endOfQuarter(year, 0) },
    ...QUARTERS.map((quarter) => ({ year, quarter, end: endOfQuarter(year, quarter) })),
  ]
  const nearest = ends.reduce((best, one) =>
    Math.abs(one.end - day) < Math.abs(best.end - day) ? one : best,
  )
  return `CY${nearest.year}Q${nearest.quarter}I`
}

const NAMES: Record<LengthKind, (year: number, month: number) => string> = {
  FY: (year) => `CY${year}`,
  quarter: (year, month) => `CY${year}Q${Math.ceil(month / MONTHS_OF_A_QUARTER)}`,
  H1: (year, month) => `CY${year}H${month <= 6 ? 1 : 2}`,
  '9M': (year) => `CY${year}M9`,
}

/** `start` is null for an instant. */
export const framePeriod = (start: string | null, end: string): string => {
  const last = dayOf(end)
  if (start === null) return instantName(last)
  const first = dayOf(start)
  const { year, month } = calendarOf(Math.floor((first + last) / 2))
  const kind = kindOfLength(last - first + 1)
  return kind === null ? `CY${year}X` : NAMES[kind](year, month)
}
