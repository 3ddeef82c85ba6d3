/**
 * Many short texts in one string, so that a search through all of them is one pass over memory.
 * Pure.
 */

export interface SearchLines {
  /** All lines, each between two line ends. */
  text: string
  /** Where each line begins, ascending. */
  starts: Uint32Array
  /** What each line belongs to. */
  owners: Uint32Array
}

/** The lines in one text; `owners` says for each line what it belongs to. */
export const linesOf = (lines: readonly string[], owners: readonly number[]): SearchLines => {
  const starts = new Uint32Array(lines.length)
  let at = 1
  for (let index = 0; index < lines.length; index++) {
    starts[index] = at
    at += (lines[index] ?? '').length + 1
  }
  return { text: `\n${lines.join('\n')}\n`, starts, owners: Uint32Array.from(owners) }
}

/** The index of the line that has this position of the text; `from` is known not to be after it. */
const lineOver = ({ starts }: SearchLines, position: number, from: number): number => {
  let [low, high] = [from, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * Yields the index of each line that contains `part`, in order and each once. A part may begin or
 * end with a line feed, so that it matches only at the start or the end of a line.
 */
export function* linesWith(lines: SearchLines, part: string): Generator<number> {
  if (part === '') return
  const { text, starts } = lines
  let index = 0
  let at = text.indexOf(part)
  while (at >= 0) {
    index = lineOver(lines, part.startsWith('\n') ? at + 1 : at, index)
    yield index
    const next = starts[index + 1]
    if (next === undefined) return
    // One before the next line, so that a part that begins with a line end is found in it.
    at = text.indexOf(part, next - 1)
  }
}
