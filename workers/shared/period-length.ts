/** The lengths of a year, a quarter and other parts of a year. Pure. */

export type LengthKind = 'FY' | 'quarter' | 'H1' | '9M'

/**
 * The smallest and largest number of days, counting the first and the last. Years of 52 and 53
 * weeks (364 and 371 days) and quarters of 12 to 14 weeks fall inside; a transition period does
 * not.
 */
export const PERIOD_DAYS: Readonly<Record<LengthKind, { least: number; most: number }>> = {
  FY: { least: 350, most: 380 },
  quarter: { least: 80, most: 100 },
  H1: { least: 170, most: 190 },
  '9M': { least: 260, most: 290 },
}

const KINDS: readonly LengthKind[] = ['FY', 'quarter', 'H1', '9M']

export const isAsLongAs = (kind: LengthKind, days: number): boolean =>
  days >= PERIOD_DAYS[kind].least && days <= PERIOD_DAYS[kind].most
export const isYearLong = (days: number): boolean => isAsLongAs('FY', days)
export const isQuarterLong = (days: number): boolean => isAsLongAs('quarter', days)

/** The kind of period with this many days; null when it is none of them. */
export const kindOfLength = (days: number): LengthKind | null =>
  KINDS.find((kind) => isAsLongAs(kind, days)) ?? null
