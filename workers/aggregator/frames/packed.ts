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

/** A list that gives each distinct entry one place. */
export const placesOf = <T>(): { entries: T[]; place(entry: T): number } => {
  const places = new Map<string, number>()
  const entries: T[] = []
  return {
    entries,
    place(entry) {
      const key = JSON.stringify(entry)
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, entries.length)
      return entries.push(entry) - 1
    },
  }
}

/** The entry at a place. Throws where there is none: the columns do not belong together. */
export const entryAt = <T>(list: readonly T[], place: number | undefined): T => {
  const entry = place === undefined ? undefined : list[place]
  if (entry === undefined) throw new RangeError('packed columns name a place that they do not have')
  return entry
}
