/**
 * Periods of the providers that give only the date, rounded to a month's end, on which one ends.
 * Pure.
 */
import { DateTime } from 'luxon'
import { addDays } from './calendar.ts'
import { fiscalYearsOf, periodLabeller } from './periods.ts'
import type { NewFact } from '../model/provider.ts'

export interface EndedPeriod {
  start: string
  end: string
  label: string
}

/** First day of the months that end with this date: `2025-12-31`, 3 -> `2025-10-01`. */
const startOf = (end: string, months: number): string =>
  DateTime.fromISO(end, { zone: 'utc' })
    .minus({ months: months - 1 })
    .startOf('month')
    .toISODate() ?? end

/**
 * A year that ends less than twelve months after the one before is a transition period and starts
 * the day after it.
 */
const annualStart = (end: string, ends: readonly string[]): string => {
  const start = startOf(end, 12)
  const before = ends
    .filter((other) => other < end)
    .sort()
    .at(-1)
  return before !== undefined && addDays(before, 1) > start ? addDays(before, 1) : start
}

/**
 * Years and discrete quarters by their last day, labelled by the fiscal years that the annual dates
 * tell.
 */
export const periodsEnding = (
  annualEnds: readonly string[],
): { year(end: string): EndedPeriod; quarter(end: string): EndedPeriod } => {
  const years = annualEnds.map((end) => ({ start: annualStart(end, annualEnds), end }))
  const label = periodLabeller(fiscalYearsOf(years))
  const period = (start: string, end: string): EndedPeriod => ({
    start,
    end,
    label: label(start, end),
  })
  return {
    year: (end) => period(annualStart(end, annualEnds), end),
    quarter: (end) => period(startOf(end, 3), end),
  }
}

/**
 * Annual facts, the quarterly ones, and each balance once: a fiscal year's last quarter repeats the
 * year's. Quarters that do not add up to their year are kept: the checks of a company's figures
 * flag them, with both values.
 */
export const mergedPeriods = (
  annual: readonly NewFact[],
  quarterly: readonly NewFact[],
): NewFact[] => {
  const given = new Set(annual.map((fact) => `${fact.concept} ${fact.period}`))
  return [...annual, ...quarterly.filter((fact) => !given.has(`${fact.concept} ${fact.period}`))]
}
