/** Converts the numbers of an answer to exact decimal text, the form that facts use. */
import { Decimal } from 'decimal.js'

/**
 * `4.1916e11` -> `419160000000`, `0.1 + 0.2` -> `0.30000000000000004`: the shortest text for this
 * double, without an exponent.
 */
export const decimalOf = (value: number): string => new Decimal(value).toFixed()

/** Exact sum of doubles, each taken as the decimal that was written. */
export const sumOf = (values: readonly number[]): string =>
  values.reduce((total, value) => total.plus(value), new Decimal(0)).toFixed()

/** Exact product: `3431764.407` times 10000 is `34317644070`. */
export const productOf = (value: number, factor: number): string =>
  new Decimal(value).times(factor).toFixed()

export const negated = (value: string): string => new Decimal(value).negated().plus(0).toFixed()
