/** Exact comparison of ratios, and a flag as a figure. Pure. */
import Decimal from 'decimal.js'
import { lacking, type MissingInput, type Value } from '../../formula.ts'

/** Products of two filed amounts have more digits than the library keeps by itself. */
const Exact = Decimal.clone({ precision: 80 })

export interface Ratio {
  part: Value
  /** The whole is the sum of these. Their number must be the same in ratios that are compared. */
  whole: readonly Value[]
}

const sum = (values: readonly Value[]): Decimal =>
  values.reduce((total, { text }) => total.plus(text), new Exact(0))

/**
 * Below, at or above zero as the first ratio is lower than, the same as or higher than the second.
 */
export const compareRatios = (one: Ratio, other: Ratio): number =>
  new Exact(one.part.text)
    .times(sum(other.whole))
    .cmp(new Exact(other.part.text).times(sum(one.whole)))

/** 1 for a test that is passed, 0 for one that is failed. */
export const flag = (isPassed: boolean): number => (isPassed ? 1 : 0)

/**
 * Debt due after a year: as filed, or none where total debt is known to be nil. Undefined where it
 * is not known: it never counts as zero.
 */
export const longTermDebt = (
  filed: Value | undefined,
  total: Value | undefined,
): Value | undefined => filed ?? (total?.n === 0 ? total : undefined)

export const NO_LONG_TERM_DEBT: MissingInput = lacking(
  'long-term debt is not filed, and total debt is not known to be nil',
)
