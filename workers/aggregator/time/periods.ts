/**
 * Fiscal years and period labels from true start and end dates. Pure.
 * Only the dates decide; labels are for people. A duration that fits no label is named `start/end`.
 */
import type { FiscalYear } from '#shared/contracts/facts.ts'
import { QUARTER_LABEL_DRIFT_DAYS, YEAR_DRIFT_DAYS } from '#shared/days.ts'
import { addDays, daysBetween, sameDayOtherYear } from '#shared/calendar.ts'
import { kindOfLength, type LengthKind } from '#shared/period-length.ts'

export interface Duration {
  start: string
  end: string
}

/** A 52/53-week year that ends in the first days of January is labelled with the year before. */
const JANUARY_DAYS = 7

export const kindOf = ({ start, end }: Duration): LengthKind | null =>
  kindOfLength(daysBetween(start, end))

/** The year by which a fiscal year that ends on this date is labelled. */
export const labelYear = (end: string): number => {
  const year = Number(end.slice(0, 4))
  return end.slice(5, 7) === '01' && Number(end.slice(8)) <= JANUARY_DAYS ? year - 1 : year
}

const fiscalYear = (start: string, end: string): FiscalYear => ({
  label: `FY${labelYear(end)}`,
  start,
  end,
})
const yearOf = (year: FiscalYear): number => Number(year.label.slice(2))
const overlaps = (a: Duration, b: Duration): boolean =>
  addDays(a.start, YEAR_DRIFT_DAYS) < b.end && addDays(b.start, YEAR_DRIFT_DAYS) < a.end

/**
 * The fiscal years among a company's durations, oldest first. Pass every occurrence: where
 * year-long durations overlap (rolling twelve months, or a year shown again after a change of year
 * end), the most frequently filed one is the fiscal year.
 */
export const fiscalYearsOf = (durations: readonly Duration[]): FiscalYear[] => {
  const counts = new Map<string, { duration: Duration; count: number }>()
  for (const { start, end } of durations) {
    if (kindOf({ start, end }) !== 'FY') continue
    const key = `${start}/${end}`
    const seen = counts.get(key)
    if (seen) seen.count += 1
    else counts.set(key, { duration: { start, end }, count: 1 })
  }
  const accepted: FiscalYear[] = []
  const byWeight = [...counts.values()].sort(
    (a, b) => b.count - a.count || b.duration.end.localeCompare(a.duration.end),
  )
  for (const { duration } of byWeight)
    if (!accepted.some((year) => overlaps(year, duration)))
      accepted.push(fiscalYear(duration.start, duration.end))
  return accepted.sort((a, b) => a.end.localeCompare(b.end))
}

/**
 * The fiscal years of stored facts, oldest first: the periods labelled `FY...`, with the dates that
 * most of their facts have.
 */
export const fiscalYearsOfFacts = (
  facts: readonly { period: string; start: string | null; end: string }[],
): FiscalYear[] =>
  fiscalYearsOf(
    facts.flatMap(({ period, start, end }) =>
      start !== null && period.startsWith('FY') ? [{ start, end }] : [],
    ),
  )

const projected = (year: FiscalYear, by: 1 | -1): FiscalYear => {
  const end = by === 1 ? sameDayOtherYear(year.end, 1) : addDays(year.start, -1)
  const start = by === 1 ? addDays(year.end, 1) : sameDayOtherYear(year.start, -1)
  return { label: `FY${yearOf(year) + by}`, start, end }
}

/**
 * The fiscal year that contains a duration: a filed one, or one projected after the filed ones (the
 * year in progress).
 */
const yearAround = (years: readonly FiscalYear[], at: Duration): FiscalYear | null => {
  const inside = (year: FiscalYear): boolean =>
    at.start >= addDays(year.start, -YEAR_DRIFT_DAYS) &&
    at.end <= addDays(year.end, YEAR_DRIFT_DAYS)
  const filed = years.find(inside)
  if (filed) return filed
  const first = years[0]
  const last = years.at(-1)
  if (!first || !last) return null
  const before = years.findLast((year) => year.end < addDays(at.start, YEAR_DRIFT_DAYS))
  const after = years.find((year) => year.start > addDays(at.end, -YEAR_DRIFT_DAYS))
  if (before) {
    for (
      let year = projected(before, 1);
      year.start < at.end && (!after || year.end <= addDays(after.start, YEAR_DRIFT_DAYS));
      year = projected(year, 1)
    )
      if (inside(year)) return year
    return null
  }
  for (let year = projected(first, -1); year.end > at.start; year = projected(year, -1))
    if (inside(year)) return year
  return null
}

const virtualYears = (fiscalYearEnd: string | null, near: string): FiscalYear[] => {
  if (fiscalYearEnd === null) return []
  const year = Number(near.slice(0, 4))
  const end = fiscalYearEnd === '02-29' ? '02-28' : fiscalYearEnd
  return [fiscalYear(addDays(`${year - 1}-${end}`, 1), `${year}-${end}`)]
}

const starts = (at: Duration, year: FiscalYear): boolean =>
  Math.abs(daysBetween(year.start, at.start)) <= YEAR_DRIFT_DAYS

const quarterOf = (at: Duration, year: FiscalYear): number | null => {
  const passed = daysBetween(year.start, at.end)
  const quarter = Math.round(passed / 91.25)
  return quarter >= 1 &&
    quarter <= 4 &&
    Math.abs(passed - quarter * 91.25) <= QUARTER_LABEL_DRIFT_DAYS
    ? quarter
    : null
}

const labelIn = (at: Duration, year: FiscalYear): string | null => {
  const number = yearOf(year)
  switch (kindOf(at)) {
    case 'FY':
      return year.label
    case 'H1':
      return starts(at, year) ? `${number}H1` : null
    case '9M':
      return starts(at, year) ? `${number}-9M` : null
    case 'quarter': {
      const quarter = quarterOf(at, year)
      return quarter === null ? null : `${number}Q${quarter}`
    }
    case null:
      return null
  }
}

/**
 * Gives a function from (start, end) to the period's label. A null `start` means an instant,
 * labelled `@end`. `fiscalYearEnd` (MM-DD) is used when no full year has been filed yet.
 */
export const periodLabeller = (
  years: readonly FiscalYear[],
  fiscalYearEnd: string | null = null,
): ((start: string | null, end: string) => string) => {
  const labels = new Map<string, string>()
  return (start, end) => {
    if (start === null) return `@${end}`
    const key = `${start}/${end}`
    const known = labels.get(key)
    if (known !== undefined) return known
    const year = yearAround(years.length > 0 ? years : virtualYears(fiscalYearEnd, end), {
      start,
      end,
    })
    const label = (year && labelIn({ start, end }, year)) ?? key
    labels.set(key, label)
    return label
  }
}

/**
 * Whether the duration fills the gap between two fiscal years: it is then the transition period of
 * a change of year end.
 */
export const isTransition = (years: readonly FiscalYear[], { start, end }: Duration): boolean => {
  const near = (a: string, b: string): boolean => Math.abs(daysBetween(a, b)) <= YEAR_DRIFT_DAYS
  return (
    years.some((year) => near(addDays(year.end, 1), start)) &&
    years.some((year) => near(addDays(end, 1), year.start))
  )
}
