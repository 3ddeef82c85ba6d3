/**
 * Many short texts in one string, so that a search through all of them is one pass over memory.
 * Pure.
 */

export interface Lines {
  /** All lines, each between two line ends. */
  text: string
  /** Where each line begins, ascending. */
  starts: Uint32Array
  /** What each line belongs to. */
  owners: Uint32Array
}
export interface OwnedLine {
  line: string
  owner: number
}

export const linesOf = (owned: readonly OwnedLine[]): Lines => {
  const starts = new Uint32Array(owned.length)
  const owners = new Uint32Array(owned.length)
  let at = 1
  for (const [index, { line, owner }] of owned.entries()) {
    starts[index] = at
    owners[index] = owner
    at += line.length + 1
  }
  return { text: `\n${owned.map(({ line }) => line).join('\n')}\n`, starts, owners }
}

/** The index of the line that has this position of the text; `from` is known not to be after it. */
const lineOver = ({ starts }: Lines, position: number, from: number): number => {
  let [low, high] = [from, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * The indices of the lines that have the part, each once and in their order. A part may begin and
 * end with a line end.
 */
export function* linesWith(lines: Lines, part: string): Generator<number> {
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
