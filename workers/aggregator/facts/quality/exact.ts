/**
 * Compares sums of exact decimals with their expected value. Doubles only sort out the cases that
 * clearly fit: they are exact to one part in 10^15, so a gap below half of an allowance of 10^-5
 * fits. All closer cases, and every failure, are decided exactly.
 */
import { add, compare, type Quantity, quantity, ratioOf, subtract } from '#shared/units/quantity.ts'
import type { Unit } from '#shared/units/unit.ts'
import { lastDigit } from '../../metrics/rounding.ts'
import type { BookEntry } from './book.ts'

export interface SumTerm {
  entry: BookEntry
  sign: 1 | -1
}

export interface Gap {
  /** The whole minus the sum of its parts, in the unit of the whole, as exact decimal text. */
  off: string
  /** The difference as a fraction of the largest term. */
  fraction: number
}

/** Filings are rounded to millions at most: more zeros at the end of a figure are its own. */
const COARSEST_DIGIT = 6

/**
 * The allowance for rounding: one unit of the last digit per term, because figures are rounded so
 * that their columns add up. The last digit of a filing is that of its most exact term.
 */
export const roundingOf = (terms: readonly BookEntry[]): number => {
  const isOneFiling = ({ fact }: BookEntry, { fact: other }: BookEntry): boolean =>
    fact.provider === other.provider && fact.provider_record === other.provider_record
  let allowance = 0
  for (const term of terms) {
    let least: number | null = null
    for (const other of terms) {
      const digit = isOneFiling(term, other) ? lastDigit(other.fact.value) : null
      if (digit !== null && (least === null || digit < least)) least = digit
    }
    if (least !== null) allowance += 10 ** Math.min(least, COARSEST_DIGIT)
  }
  return allowance
}

const zero = (unit: Unit): Quantity => ({ value: '0', unit })
const quantityOf = ({ fact, unit }: BookEntry): Quantity | null =>
  unit === null ? null : { value: fact.value, unit }

/** The sum of the terms; null when their units differ. */
export const sumOf = (terms: readonly SumTerm[], unit: Unit): Quantity | null => {
  let total = zero(unit)
  for (const { entry, sign } of terms) {
    const value = quantityOf(entry)
    if (!value) return null
    const next = sign === 1 ? add(total, value) : subtract(total, value)
    if (!next.ok) return null
    total = next.data
  }
  return total
}

export const magnitude = <U extends Unit>(a: Quantity<U>): Quantity<U> => ({
  value: a.value.replace('-', ''),
  unit: a.unit,
})

/** a - b when its size is above the allowance; null when it is not, or when the units differ. */
export const apart = (a: Quantity, b: Quantity, allowance: number): Quantity | null => {
  const difference = subtract(a, b)
  if (!difference.ok) return null
  return (compare(magnitude(difference.data), quantity(allowance, a.unit)) ?? 0) > 0
    ? difference.data
    : null
}

const largestOf = (entries: readonly BookEntry[]): number =>
  entries.reduce((most, e) => Math.max(most, Math.abs(e.n)), 0)

/**
 * How far the whole is from the sum of its parts, when the gap is above `tolerance` of the largest
 * term (or of `scale`, when that is larger) and above what rounding explains; null when it fits.
 */
export const gapOf = (
  whole: BookEntry,
  parts: readonly SumTerm[],
  tolerance: number,
  scale = 0,
): Gap | null => {
  const entries = [whole, ...parts.map((part) => part.entry)]
  const largest = Math.max(largestOf(entries), scale)
  const off = Math.abs(parts.reduce((total, { entry, sign }) => total - sign * entry.n, whole.n))
  if (off < 0.5 * tolerance * largest) return null
  const unit = whole.unit
  if (unit === null) return null
  const sum = sumOf(parts, unit)
  const exact =
    sum &&
    apart(
      { value: whole.fact.value, unit },
      sum,
      Math.max(tolerance * largest, roundingOf(entries)),
    )
  if (!exact) return null
  return { off: exact.value, fraction: fractionOf(magnitude(exact), quantity(largest, unit)) }
}

const fractionOf = (part: Quantity, whole: Quantity): number => {
  const ratio = ratioOf(part, whole)
  return ratio.ok ? Number(ratio.data.value) : 1
}

/** `0.012345` as `1.2%`. */
export const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(2))}%`
