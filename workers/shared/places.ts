/** Lists without doubles, for encodings that name an entry by its place. Pure. */

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
