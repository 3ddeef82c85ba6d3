/** Parts a text into passages: sentences, and the rows of tables. Pure. */
import type { BareNumber } from './numbers.ts'
import { MAX_PIECE, piecesOf, type TextRange } from './pieces.ts'

interface TableRow {
  cells: string[]
  /** The cells of the first row of the table. */
  heading: string[]
  isHeading: boolean
  /** The last line of text before the table, which often states the units. */
  caption: string
}

/** One sentence, or one row of a table. */
export interface Passage extends TextRange {
  /** Null in prose. */
  row: TableRow | null
}

const isRow = (line: string): boolean => line.length <= MAX_PIECE && /^\s*\|/.test(line)
const isRule = (line: string): boolean => /^[\s:|-]+$/.test(line) && line.includes('|')
const cellsOf = (row: string): string[] =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())

const SENTENCE_END = /[.!?](?=[\s*_]|$)|[。！？；;]/g

/**
 * Most characters that are judged as one sentence. The work on a claim grows with its sentence; no
 * real one is that long.
 */
const MAX_SENTENCE = 800

const sentencesOf = (line: string, offset: number): Passage[] => {
  const passages: Passage[] = []
  let start = 0
  const add = (end: number) => {
    for (const piece of piecesOf(line.slice(start, end), MAX_SENTENCE))
      passages.push({
        start: offset + start + piece.start,
        end: offset + start + piece.end,
        row: null,
      })
    start = end
  }
  for (const match of line.matchAll(SENTENCE_END)) add(match.index + 1)
  add(line.length)
  return passages
}

/** The passages of a text, in order. The line ends belong to none of them. */
export const passagesOf = (text: string): Passage[] => {
  const passages: Passage[] = []
  let start = 0
  let heading: string[] | null = null
  let caption = ''
  for (const line of text.split('\n')) {
    if (!isRow(line)) {
      heading = null
      if (line.trim() !== '') caption = line.slice(0, MAX_PIECE)
      passages.push(...sentencesOf(line, start))
    } else if (!isRule(line)) {
      const cells = cellsOf(line)
      const isHeading = heading === null
      heading ??= cells
      passages.push({
        start,
        end: start + line.length,
        row: { cells, heading, isHeading, caption },
      })
    }
    start += line.length + 1
  }
  return passages
}

const HINTS: [RegExp, number][] = [
  [/\btrillions?\b|万亿/i, 1e12],
  [/\bbillions?\b|\bbn\b|十亿/i, 1e9],
  [/\bmillions?\b|\bmn\b|\bmm\b|百万/i, 1e6],
  [/\bthousands?\b|千元/i, 1e3],
  [/亿/, 1e8],
  [/万元|（万|\(万/, 1e4],
]

/**
 * Completes a number in a table that has no unit of its own. It takes the scale or the percent sign
 * from the row's name, the column's heading or the caption.
 */
export const tableNumber = (number: BareNumber, hints: readonly string[]): BareNumber => {
  if (number.kind !== 'plain') return number
  for (const hint of hints) {
    if (/[%％]/.test(hint)) return { ...number, kind: 'percent' }
    const scale = HINTS.find(([pattern]) => pattern.test(hint))?.[1]
    if (scale !== undefined)
      return {
        ...number,
        kind: 'scaled',
        value: number.value * scale,
        tolerance: number.tolerance * scale,
      }
  }
  return number
}
