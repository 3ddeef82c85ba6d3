/**
 * Cuts a long text into pieces of limited length, so that a search over one piece takes a limited
 * time. Pure.
 */

/** Most characters in one piece. No real paragraph or table row is that long. */
export const MAX_PIECE = 2_000

export interface TextRange {
  start: number
  end: number
}

/**
 * The offset at which a piece that begins at `start` ends: after a paragraph, else after a line,
 * else after a word, else anywhere.
 */
const cutAfter = (text: string, start: number, most: number): number => {
  const end = start + most
  if (end >= text.length) return text.length
  const piece = text.slice(start, end)
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = piece.lastIndexOf(mark)
    if (at > 0) return start + at + mark.length
  }
  return end
}

/**
 * Ranges of at most `most` characters that cover the whole text in order, cut at paragraphs, lines
 * or words where possible.
 */
export const piecesOf = (text: string, most = MAX_PIECE): TextRange[] => {
  const pieces: TextRange[] = []
  for (let start = 0; start < text.length; ) {
    const end = cutAfter(text, start, most)
    pieces.push({ start, end })
    start = end
  }
  return pieces
}
