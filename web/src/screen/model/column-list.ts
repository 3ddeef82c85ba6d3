/** The list of columns that are shown. Pure. */

/** Columns that a list has at most, as the service takes them. */
export const MOST_COLUMNS = 30

/** The list with one of its entries a place further up or down. */
export const moved = <T>(list: readonly T[], position: number, by: 1 | -1): readonly T[] => {
  const next = [...list]
  const [one] = next.splice(position, 1)
  if (one !== undefined) next.splice(position + by, 0, one)
  return next
}
