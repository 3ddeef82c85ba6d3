/**
 * What frames and batches have in common when they are packed: each text once, and lists of places
 * as differences. Pure.
 */

/** Each number less the one before it. */
export const differences = (places: readonly number[]): number[] =>
  places.map((place, at) => place - (places[at - 1] ?? 0))

export const fromDifferences = (differences: readonly number[]): number[] => {
  let place = 0
  return differences.map((step) => (place += step))
}

/** The entry at a place. Throws where there is none: the columns do not belong together. */
export const entryAt = <T>(list: readonly T[], place: number | undefined): T => {
  const entry = place === undefined ? undefined : list[place]
  if (entry === undefined) throw new RangeError('packed columns name a place that they do not have')
  return entry
}
