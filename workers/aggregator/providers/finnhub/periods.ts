/**
 * The periods of the filings of `financials-reported`. A 10-Q's cash flow is cumulative; its income
 * statement is of the quarter or cumulative too, which the net income tells that stands in both.
 * `startDate` may be the quarter's, the year's or the end itself, so that it counts only where it
 * gives a length that fits. There is no fourth quarter. Dates decide, not `year` and `quarter`.
 * Pure.
 */
import { addDays, daysBetween } from '../../time/calendar.ts'
import { kindOf } from '../../time/periods.ts'
import type { FinnhubSection } from './report.ts'

export interface ReportedPeriod {
  start: string | null
  end: string
  /** 0 for a year. */
  quarter: number
  ic: FinnhubSection
  cf: FinnhubSection
}

/** First days, null where they cannot be told. */
export interface Starts {
  income: string | null
  cashFlow: string | null
}

const isKind = (start: string | null, end: string, ...kinds: string[]): boolean =>
  start !== null && kinds.includes(kindOf({ start, end }) ?? '')

/** The day after the last of some ends before this one, where the gap is of the kind. */
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

/** Null where the net income does not stand in both statements. */
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
