/** Whether filed amounts add up, within the rounding of each. Pure. */

/** Filed figures are rounded: to hundreds of millions at most. */
const COARSEST = 100_000_000
/** A difference of more than this part of the largest amount is not one of rounding. */
const NEGLIGIBLE = 0.001
/** No cost has more lines than this that need to be found among all lines. */
const MOST_PARTS = 3

/** The largest power of ten, up to a hundred million, in which all amounts are whole. */
export const grainOf = (amounts: readonly number[]): number => {
  for (let grain = COARSEST; grain > 1; grain /= 10)
    if (amounts.every((amount) => amount % grain === 0)) return grain
  return 1
}

/** Whether the terms add up to zero. */
export const cancels = (...terms: readonly number[]): boolean => {
  const off = Math.abs(terms.reduce((sum, term) => sum + term, 0))
  if (off === 0) return true
  return (
    off <= NEGLIGIBLE * Math.max(...terms.map(Math.abs)) &&
    off < grainOf(terms) * (terms.length - 0.5)
  )
}

export interface FiledPart {
  tag: string
  value: number
}

/** The fewest of these parts, at most three, that add up to the amount; null when none do. */
export const subsetOf = (parts: readonly FiledPart[], amount: number): FiledPart[] | null => {
  const search = (from: number, size: number, chosen: FiledPart[]): FiledPart[] | null => {
    if (size === 0) return cancels(amount, ...chosen.map(({ value }) => -value)) ? chosen : null
    for (let at = from; at <= parts.length - size; at++) {
      const part = parts[at]
      if (!part) continue
      const found = search(at + 1, size - 1, [...chosen, part])
      if (found) return found
    }
    return null
  }
  for (let size = 1; size <= Math.min(MOST_PARTS, parts.length); size++) {
    const found = search(0, size, [])
    if (found) return found
  }
  return null
}
