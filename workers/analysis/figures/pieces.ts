/**
 * A long text in pieces of bounded length, so that no search over one piece can cost more than a
 * fixed time. Pure.
 */

/** Characters of a piece, at most: more than any paragraph or row of a table that is meant. */
export const MAX_PIECE = 2_000

export interface TextRange {
  start: number
  end: number
}

/** Where to cut a piece that begins at `start`: after a paragraph, a line, a word, or anywhere. */
const cutAfter = (text: string, start: number): number => {
  const end = start + MAX_PIECE
  if (end >= text.length) return text.length
  const piece = text.slice(start, end)
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = piece.lastIndexOf(mark)
    if (at > 0) return start + at + mark.length
  }
  return end
}

/** Ranges that cover the text in order, cut where a reader pauses. */
export const piecesOf = (text: string): TextRange[] => {
  const pieces: TextRange[] = []
  for (let start = 0; start < text.length; ) {
    const end = cutAfter(text, start)
    pieces.push({ start, end })
    start = end
  }
  return pieces
}
