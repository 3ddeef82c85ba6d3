/** The geometry of a histogram's bars, and which of them a condition keeps. Pure. */
import type { CompareOp } from '#shared/screen/ast.ts'

/** In units of the drawing; a bar is one unit wide. */
export const HEIGHT = 24
const GAP = 0.12
/** A bar with any company in it is seen. */
const LEAST = 0.8

/** The bars of `counts` as one path, in the scale of the highest of `all`. */
export const barsPath = (counts: readonly number[], all: readonly number[]): string => {
  const highest = Math.max(1, ...all)
  return counts
    .flatMap((count, bin) => {
      if (count === 0) return []
      // By the root, so that a single tall bar does not flatten all others.
      const tall = Math.max(LEAST, Math.sqrt(count / highest) * HEIGHT)
      return `M${bin + GAP} ${HEIGHT}v${-Number(tall.toFixed(2))}h${1 - 2 * GAP}V${HEIGHT}z`
    })
    .join('')
}

/** Whether the middle of a bar fulfils the condition. `place` is that of the value, 0 to 1. */
export const isKept = (
  op: CompareOp,
  place: number,
  bin: number,
  bins: number,
  whole: boolean,
): boolean => {
  const middle = whole ? bin / Math.max(1, bins - 1) : (bin + 0.5) / bins
  const half = whole ? 0.5 / Math.max(1, bins - 1) : 0.5 / bins
  const isHere = Math.abs(middle - place) < half
  switch (op) {
    case '>=':
      return middle >= place || (whole && isHere)
    case '>':
      return middle > place && !(whole && isHere)
    case '<=':
      return middle <= place || (whole && isHere)
    case '<':
      return middle < place && !(whole && isHere)
    case '=':
      return isHere
    case '!=':
      return !isHere
  }
}
