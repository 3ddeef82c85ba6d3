/**
 * Looks up the values of other tags in the filing and period of a row, and moves a candidate that
 * they refute behind all others. Pure.
 */
import type { TagCandidate } from './candidates.ts'
import { placeOf } from './places.ts'
import type { RawRow } from './raw.ts'
import type { TagRows } from './select.ts'

/** Puts a candidate behind all others of its place and of its tag. */
const REFUTED = 1_000

export const refuted = (candidate: TagCandidate): TagCandidate => ({
  ...candidate,
  rank: candidate.rank + REFUTED,
})

/** Values of other tags in the filing and period of a row. */
export interface FilingValues {
  value(tag: string, row: RawRow): number | undefined
  /** The values of those tags that are filed. */
  all(tags: readonly string[], row: RawRow): number[]
  first(tags: readonly string[], row: RawRow): number | undefined
  /** Whether basic EPS times weighted shares is this amount, within the rounding of EPS. */
  isOfEps(amount: number, row: RawRow): boolean
}

/** Weighted shares are rounded, and some income is of other securities. */
const EPS_TOLERANCE = 0.01
/** EPS is rounded to cents. */
const HALF_CENT = 0.005

export const filingValuesOf = (tags: TagRows, unit: string): FilingValues => {
  const read = new Map<string, Map<string, number>>()
  const value = (tag: string, row: RawRow, inUnit = unit): number | undefined => {
    let places = read.get(tag)
    if (!places) {
      const rows = tags.get(`us-gaap:${tag}`)?.[inUnit] ?? []
      places = new Map(rows.map((each) => [placeOf(each), each.val]))
      read.set(tag, places)
    }
    return places.size === 0 ? undefined : places.get(placeOf(row))
  }
  const isOfEps = (amount: number, row: RawRow): boolean => {
    const eps = value('EarningsPerShareBasic', row, `${unit}/shares`)
    const shares = value('WeightedAverageNumberOfSharesOutstandingBasic', row, 'shares')
    if (eps === undefined || !shares) return false
    return Math.abs(eps * shares - amount) <= EPS_TOLERANCE * Math.abs(amount) + HALF_CENT * shares
  }
  const all = (names: readonly string[], row: RawRow): number[] =>
    names.flatMap((name) => value(name, row) ?? [])
  return {
    value: (tag, row) => value(tag, row),
    all,
    first: (names, row) => all(names, row)[0],
    isOfEps,
  }
}

export const byPlace = (candidates: readonly TagCandidate[]): Map<string, TagCandidate[]> =>
  Map.groupBy(candidates, ({ row }) => placeOf(row))

export const amountOf = ({ value }: TagCandidate): number => Number(value)
