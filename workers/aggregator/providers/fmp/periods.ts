/**
 * FMP gives only the last day of a period. The first day is the day after the previous period, when
 * the answer has that period. Otherwise it is computed: whole calendar months when every period
 * ends with a month, or whole weeks (52 or 13) when one does not. For the oldest year of an answer
 * the computed day is a week late if that year had 53 weeks. Pure.
 */
import { addDays, daysBetween, monthsBefore } from '#shared/calendar.ts'
import { isAsLongAs, type LengthKind } from '#shared/period-length.ts'

const DAYS_BEFORE_END = { year: 52 * 7 - 1, quarter: 13 * 7 - 1 }
const MONTHS = { year: 12, quarter: 3 }

const before = (end: string, ends: readonly string[], kind: LengthKind): string | null => {
  const found = ends.filter((other) => isAsLongAs(kind, daysBetween(other, end))).sort()
  const last = found.at(-1)
  return last === undefined ? null : addDays(last, 1)
}

/**
 * The first day of the period that ends on `end`; `ends` are the ends of all periods in the answer.
 */
export const startOf = (end: string, kind: 'year' | 'quarter', ends: readonly string[]): string => {
  const known =
    kind === 'year'
      ? before(end, ends, 'FY')
      : (before(end, ends, 'quarter') ?? before(end, ends, 'H1'))
  if (known) return known
  const calendar = [end, ...ends].every((day) => addDays(day, 1).endsWith('-01'))
  return calendar
    ? monthsBefore(addDays(end, 1), MONTHS[kind])
    : addDays(end, -DAYS_BEFORE_END[kind])
}
