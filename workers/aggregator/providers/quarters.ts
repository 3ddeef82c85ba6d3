/** Periods of the providers that give only the date, rounded to a month's end, on which one ends; and whether their quarters are quarters. Pure. */
import { Decimal } from 'decimal.js'
import { DateTime } from 'luxon'
import { conceptOf } from '#shared/concepts.ts'
import { addDays } from '../facts/calendar.ts'
import { fiscalYearsOf, periodLabeller } from '../facts/periods.ts'
import type { NewFact } from './provider.ts'

export interface Period {
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

/** A year that ends less than twelve months after the one before is a transition period and starts the day after it. */
const annualStart = (end: string, ends: readonly string[]): string => {
  const start = startOf(end, 12)
  const before = ends
    .filter((other) => other < end)
    .sort()
    .at(-1)
  return before !== undefined && addDays(before, 1) > start ? addDays(before, 1) : start
}

/** Years and discrete quarters by their last day, labelled by the fiscal years that the annual dates tell. */
export const periodsEnding = (annualEnds: readonly string[]): { year(end: string): Period; quarter(end: string): Period } => {
  const years = annualEnds.map((end) => ({ start: annualStart(end, annualEnds), end }))
  const label = periodLabeller(fiscalYearsOf(years))
  const period = (start: string, end: string): Period => ({ start, end, label: label(start, end) })
  return { year: (end) => period(annualStart(end, annualEnds), end), quarter: (end) => period(startOf(end, 3), end) }
}

/** A year restated by a percent or two keeps its quarters; beyond it one of them is cumulative, misread or of before a spin-off. */
const TOLERANCE = 0.02

/**
 * The quarterly facts without those that cannot be discrete quarters: where a year has four of a flow and they do not add
 * up to the year, all four are left out. Quarters of a year in progress cannot be tested and stay.
 */
export const addingUp = (annual: readonly NewFact[], quarterly: readonly NewFact[]): NewFact[] => {
  const wrong = new Set<NewFact>()
  for (const year of annual) {
    if (year.start === null || !conceptOf(year.concept).additive) continue
    const within = quarterly.filter((q) => q.concept === year.concept && q.start !== null && q.start >= (year.start ?? '') && q.end <= year.end)
    if (within.length !== 4) continue
    const sum = within.reduce((total, { value }) => total.plus(value), new Decimal(0))
    const size = Decimal.max(new Decimal(year.value).abs(), ...within.map(({ value }) => new Decimal(value).abs()))
    if (sum.minus(year.value).abs().greaterThan(size.times(TOLERANCE))) for (const quarter of within) wrong.add(quarter)
  }
  return quarterly.filter((fact) => !wrong.has(fact))
}

/** Annual facts, the quarterly ones that add up, and each balance once: a fiscal year's last quarter repeats the year's. */
export const mergedPeriods = (annual: readonly NewFact[], quarterly: readonly NewFact[]): NewFact[] => {
  const given = new Set(annual.map((fact) => `${fact.concept} ${fact.period}`))
  return [...annual, ...addingUp(annual, quarterly).filter((fact) => !given.has(`${fact.concept} ${fact.period}`))]
}
