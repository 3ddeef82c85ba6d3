/** Estimates of quantiles from buckets, as Prometheus makes them. Pure. */

/**
 * The value below which the fraction `q` of all values lies, straight between the bounds of its
 * bucket. Values above the last bound count as that bound. Null when there is no value.
 */
export const quantileOf = (
  bounds: readonly number[],
  buckets: readonly number[],
  q: number,
): number | null => {
  const all = buckets.slice(0, bounds.length + 1).reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  const wanted = q * all
  let below = 0
  for (const [at, bound] of bounds.entries()) {
    const here = buckets[at] ?? 0
    if (here > 0 && below + here >= wanted) {
      const least = bounds[at - 1] ?? 0
      return least + (bound - least) * ((wanted - below) / here)
    }
    below += here
  }
  return bounds.at(-1) ?? null
}
