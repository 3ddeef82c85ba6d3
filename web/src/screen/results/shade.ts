/**
 * How strongly a cell is shaded by its percentile: one hue, since a high figure is not always a
 * good one. The text stays readable on the strongest shade in both themes. Pure.
 */

/** Steps, so that like cells look alike. */
const STEPS = 5
/** Parts of the accent in a hundred at the strongest. */
const STRONGEST = 24

export const shadeOf = (percentile: number): string => {
  const step = Math.min(STEPS - 1, Math.floor((percentile / 100) * STEPS))
  return step === 0 ? '' : `--shade: ${Math.round((STRONGEST * step) / (STEPS - 1))}%`
}
