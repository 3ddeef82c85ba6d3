/**
 * Which rows of a long table are in the document: those in sight and some beyond. All rows have one
 * height, so this is a division; a library for rows of unknown heights would weigh more. Pure.
 */

/** Rows beyond each edge, so that a scroll finds them drawn. */
export const OVERSCAN = 8

export interface RowWindow {
  /** The first row that is drawn. */
  first: number
  /** One past the last row that is drawn. */
  end: number
}

/** `top`: how far the first row's upper edge lies above the upper edge of the view, in pixels. */
export const windowOf = (
  { top, height, rowHeight }: { top: number; height: number; rowHeight: number },
  count: number,
): RowWindow => {
  const page = Math.ceil(height / rowHeight)
  // A table that is wholly out of sight still has a page of rows, for the keys and screen readers.
  const inSight = Math.max(0, Math.min(count - page, Math.floor(top / rowHeight)))
  const first = Math.max(0, inSight - OVERSCAN)
  const end = Math.min(count, inSight + page + OVERSCAN)
  return { first, end }
}

/** By how much a view must scroll so that a row is wholly in sight; 0 where it is. */
export const scrollToRow = (
  { top, height, rowHeight }: { top: number; height: number; rowHeight: number },
  row: number,
  head: number,
): number => {
  const above = row * rowHeight - top
  if (above < head) return above - head
  return Math.max(0, (row + 1) * rowHeight - (top + height))
}
