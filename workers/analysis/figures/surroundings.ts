/**
 * What a number stands in: its sentence, or in a table its row's name and column's heading. Pure.
 */
import type { Surroundings } from './match.ts'
import type { BareNumber } from './numbers.ts'

interface Line {
  start: number
  end: number
  text: string
  /** Cells of the heading of the table this line is in. */
  heading: string[] | null
  /** The line before the table, where units are often stated. */
  caption: string
}

const isRow = (line: string): boolean => /^\s*\|/.test(line)
const isRule = (line: string): boolean => /^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(line)
const cells = (row: string): string[] =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((c) => c.trim())

/** The lines of a text with what a table's rows inherit. */
export const lineContexts = (text: string): Line[] => {
  let start = 0
  let heading: string[] | null = null
  let caption = ''
  return text.split('\n').map((line) => {
    const context = { start, end: start + line.length, text: line, heading, caption }
    start += line.length + 1
    if (!isRow(line)) {
      heading = null
      if (line.trim() !== '') caption = line
    } else if (!isRule(line)) {
      heading ??= cells(line)
      context.heading = heading
    }
    context.caption = caption
    return context
  })
}

const SENTENCE_END = /[.!?](?=[\s*_]|$)|[。！？；;]/g

const sentenceAt = (line: Line, at: number): { start: number; end: number } => {
  let start = line.start
  for (const match of line.text.matchAll(SENTENCE_END)) {
    const end = line.start + match.index + 1
    if (end > at) return { start, end }
    start = end
  }
  return { start, end: line.end }
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
 * A bare number in a table takes its scale or its percent sign from the row's name, the column's
 * heading or the caption.
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

/** Where the number stands, and the number itself with what a table says about its unit. */
export const contextOf = (
  lines: readonly Line[],
  text: string,
  number: BareNumber,
): { start: number; end: number; number: BareNumber; around: Omit<Surroundings, 'cited'> } => {
  const line = lines.find((l) => number.start <= l.end) ?? {
    start: 0,
    end: text.length,
    text,
    heading: null,
    caption: '',
  }
  const bracketed =
    /[(（]\s?$/.test(text.slice(line.start, number.start)) &&
    /^\s?[)）]/.test(text.slice(number.end, line.end))
  if (line.heading) {
    const before = text.slice(line.start, number.start)
    const column = before.trimStart().replace(/^\|/, '').split('|').length - 1
    const row = cells(line.text)
    const name = column === 0 ? '' : (row[0] ?? '')
    const head = line.heading[column] ?? ''
    const sentence = [name, row === line.heading ? '' : head, row[column] ?? ''].join(' , ')
    return {
      start: line.start,
      end: line.end,
      number: hinted(number, [name, head, line.heading[0] ?? '', line.caption]),
      around: { sentence, before: before.split('|').at(-1) ?? '', enclosed: bracketed },
    }
  }
  const { start, end } = sentenceAt(line, number.start)
  return {
    start,
    end,
    number,
    around: {
      sentence: text.slice(start, end),
      before: text.slice(start, number.start),
      enclosed: bracketed && number.kind === 'plain',
    },
  }
}
