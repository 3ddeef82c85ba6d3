/**
 * Finds what surrounds a number: its sentence, or in a table the row's name and the column's
 * heading. Pure.
 */
import { type ReadSentence, readSentence, type Surroundings } from './match.ts'
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

const sentencesOf = (line: string, offset: number): Passage[] => {
  const passages: Passage[] = []
  let start = 0
  const add = (end: number) => {
    for (const piece of piecesOf(line.slice(start, end)))
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
const hinted = (number: BareNumber, hints: readonly string[]): BareNumber => {
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

/** Whether the number stands alone between brackets. */
const isBracketed = (text: string, { start, end }: TextRange, passage: TextRange): boolean =>
  /[(（]\s?$/.test(text.slice(Math.max(passage.start, start - 2), start)) &&
  /^\s?[)）]/.test(text.slice(end, end + 2))

/** A number with the unit that the table gives it, and the text around it. */
export interface PlacedNumber {
  number: BareNumber
  around: Omit<Surroundings, 'cited'>
  sentence: ReadSentence
}

const inRow = (
  { cells, heading, isHeading, caption }: TableRow,
  before: string,
  number: BareNumber,
  enclosed: boolean,
): PlacedNumber => {
  const column = before.trimStart().replace(/^\|/, '').split('|').length - 1
  const name = column === 0 ? '' : (cells[0] ?? '')
  const head = heading[column] ?? ''
  const sentence = [name, isHeading ? '' : head, cells[column] ?? ''].join(' , ')
  return {
    number: hinted(number, [name, head, heading[0] ?? '', caption]),
    around: { before: before.split('|').at(-1) ?? '', enclosed },
    sentence: readSentence(sentence),
  }
}

/** Reads a passage once. The returned function finds the surroundings of each of its numbers. */
export const readPassage = (
  passage: Passage,
  text: string,
): ((number: BareNumber) => PlacedNumber) => {
  const sentence = readSentence(text.slice(passage.start, passage.end))
  return (number) => {
    const before = text.slice(passage.start, number.start)
    const bracketed = isBracketed(text, number, passage)
    if (passage.row) return inRow(passage.row, before, number, bracketed)
    return { number, around: { before, enclosed: bracketed && number.kind === 'plain' }, sentence }
  }
}
