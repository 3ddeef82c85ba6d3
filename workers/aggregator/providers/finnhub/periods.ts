/**
 * The periods of the filings from `financials-reported`. The cash flow of a 10-Q is cumulative. Its
 * income statement covers the quarter or is cumulative too; the net income, which stands in both
 * statements, tells which. `startDate` may be the first day of the quarter or of the year, or even
 * the end date, so it only counts when the length fits. There is no fourth quarter. The dates are
 * used, not `year` and `quarter`. Pure.
 */
import { addDays, daysBetween } from '#shared/calendar.ts'
import { kindOf } from '../../time/periods.ts'
import type { FinnhubSection } from './report.ts'

export interface ReportedPeriod {
  start: string | null
  end: string
  /** 0 for a full year. */
  quarter: number
  ic: FinnhubSection
  cf: FinnhubSection
}

/** First days; null when they cannot be determined. */
export interface Starts {
  income: string | null
  cashFlow: string | null
}

const isKind = (start: string | null, end: string, ...kinds: string[]): boolean =>
  start !== null && kinds.includes(kindOf({ start, end }) ?? '')

/** The day after the last earlier end from which the period up to `end` has one of the kinds. */
const after = (ends: readonly string[], end: string, ...kinds: string[]): string | null => {
  const starts = ends.filter((other) => other < end).map((other) => addDays(other, 1))
  return (
    starts
      .filter((start) => isKind(start, end, ...kinds))
      .sort()
      .at(-1) ?? null
  )
}

const NET_INCOME = ['NetIncomeLoss', 'ProfitLoss'] as const

/** Whether the income statement is cumulative; null when net income is not in both statements. */
const incomeIsCumulative = ({ ic, cf }: ReportedPeriod): boolean | null => {
  for (const tag of NET_INCOME) {
    const [income, flow] = [ic.get(tag), cf.get(tag)]
    if (income && flow) return income.value === flow.value
  }
  return null
}

const yearStart = (filed: ReportedPeriod, all: readonly ReportedPeriod[]): string | null => {
  if (isKind(filed.start, filed.end, 'H1', '9M')) return filed.start
  const years = all.filter((other) => other.quarter === 0).map((other) => other.end)
  const start = after(years, filed.end, 'quarter', 'H1', '9M')
  if (start) return start
  if (filed.quarter === 1 && isKind(filed.start, filed.end, 'quarter')) return filed.start
  const first = all.find(
    (other) =>
      other.quarter === 1 &&
      other.start !== null &&
      daysBetween(other.start, filed.end) < 300 &&
      other.end < filed.end,
  )
  return first && isKind(first.start, first.end, 'quarter') ? first.start : null
}

export const startsOf = (filed: ReportedPeriod, all: readonly ReportedPeriod[]): Starts => {
  if (filed.quarter === 0) {
    const years = all.filter((other) => other.quarter === 0).map((other) => other.end)
    const start = isKind(filed.start, filed.end, 'FY') ? filed.start : after(years, filed.end, 'FY')
    return { income: start, cashFlow: start }
  }
  const year = yearStart(filed, all)
  if (isKind(year, filed.end, 'quarter')) return { income: year, cashFlow: year }
  const ends = all.map((other) => other.end)
  const quarter = isKind(filed.start, filed.end, 'quarter')
    ? filed.start
    : after(ends, filed.end, 'quarter')
  const cumulative = incomeIsCumulative(filed) ?? isKind(filed.start, filed.end, 'H1', '9M')
  return { income: cumulative ? year : quarter, cashFlow: year }
}
