/** Periods of providers that give only the last day of a period, rounded to a month's end. Pure. */
import { DateTime } from 'luxon'
import { addDays } from '#shared/calendar.ts'
import { fiscalYearsOf, periodLabeller } from './periods.ts'
import type { NewFact } from '../model/provider.ts'

export interface EndedPeriod {
  start: string
  end: string
  label: string
}

/** The first day of the months that end on this date: `2025-12-31`, 3 -> `2025-10-01`. */
const startOf = (end: string, months: number): string =>
  DateTime.fromISO(end, { zone: 'utc' })
    .minus({ months: months - 1 })
    .startOf('month')
    .toISODate() ?? end

/**
 * The first day of a fiscal year. A year that ends less than twelve months after the previous one
 * is a transition period and starts on the day after that one.
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
 * Years and single quarters by their last day, with labels from the fiscal years that the annual
 * dates show.
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
 * Merges the annual and the quarterly facts and keeps each balance once, because a fiscal year's
 * last quarter repeats the year's balances. Quarters that do not add up to their year are kept: the
 * checks of a company's figures flag them with both values.
 */
export const mergedPeriods = (
  annual: readonly NewFact[],
  quarterly: readonly NewFact[],
): NewFact[] => {
  const given = new Set(annual.map((fact) => `${fact.concept} ${fact.period}`))
  return [...annual, ...quarterly.filter((fact) => !given.has(`${fact.concept} ${fact.period}`))]
}
