/** Numbers of an answer as exact decimal text, the form in which facts carry them. */
import { Decimal } from 'decimal.js'

/**
 * `4.1916e11` -> `419160000000`, `0.1 + 0.2` -> `0.30000000000000004`: the shortest text that is
 * this double, without an exponent.
 */
export const decimalOf = (value: number): string => new Decimal(value).toFixed()

/** Exact sum of doubles taken as the decimals they were written as. */
export const sumOf = (values: readonly number[]): string =>
  values.reduce((total, value) => total.plus(value), new Decimal(0)).toFixed()

/** Exact product: `3431764.407` times 10000 is `34317644070`. */
export const productOf = (value: number, factor: number): string =>
  new Decimal(value).times(factor).toFixed()

export const negated = (value: string): string => new Decimal(value).negated().plus(0).toFixed()
