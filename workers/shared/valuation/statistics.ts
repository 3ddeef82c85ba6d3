/** The middle and the quantiles of a list of numbers. Pure. */

const byValue = (a: number, b: number): number => a - b

/**
 * The quantile of a list: the value below which the given fraction lies, interpolated between its
 * neighbours. NaN for an empty list.
 */
export const quantile = (values: readonly number[], fraction: number): number => {
  const sorted = [...values].sort(byValue)
  const at = (sorted.length - 1) * fraction
  const [below = Number.NaN, above = Number.NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return below + (above - below) * (at - Math.floor(at))
}

const HALF = 0.5
export const median = (values: readonly number[]): number => quantile(values, HALF)
