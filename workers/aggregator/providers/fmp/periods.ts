/**
 * FMP gives only the last day of a period. The first day is the day after the previous period, when
 * the answer has that period. Otherwise it is computed: whole calendar months when every period
 * ends with a month, or whole weeks (52 or 13) when one does not. For the oldest year of an answer
 * the computed day is a week late if that year had 53 weeks. Pure.
 */
import { addDays, daysBetween } from '../../time/calendar.ts'

/**
 * Days between the ends of neighbouring periods: of a year, of a quarter, and of the half-years of
 * companies that report twice a year.
 */
const YEAR = [350, 380] as const
const QUARTER = [80, 100] as const
const HALF = [170, 190] as const

const DAYS_BEFORE_END = { year: 52 * 7 - 1, quarter: 13 * 7 - 1 }
const MONTHS = { year: 12, quarter: 3 }

/** `2025-09-30` and 12 -> `2024-10-01` */
const monthsBack = (end: string, months: number): string => {
  const first = Number(end.slice(0, 4)) * 12 + Number(end.slice(5, 7)) - months
  return `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}-01`
}

const before = (
  end: string,
  ends: readonly string[],
  [from, to]: readonly [number, number],
): string | null => {
  const found = ends
    .filter((other) => daysBetween(other, end) >= from && daysBetween(other, end) <= to)
    .sort()
  const last = found.at(-1)
  return last === undefined ? null : addDays(last, 1)
}

/**
 * The first day of the period that ends on `end`; `ends` are the ends of all periods in the answer.
 */
export const startOf = (end: string, kind: 'year' | 'quarter', ends: readonly string[]): string => {
  const known =
    kind === 'year'
      ? before(end, ends, YEAR)
      : (before(end, ends, QUARTER) ?? before(end, ends, HALF))
  if (known) return known
  const calendar = [end, ...ends].every((day) => addDays(day, 1).endsWith('-01'))
  return calendar ? monthsBack(end, MONTHS[kind]) : addDays(end, -DAYS_BEFORE_END[kind])
}
