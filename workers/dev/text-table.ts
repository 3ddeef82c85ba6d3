/**
 * Tables of text for a terminal, in which Chinese and Japanese characters are two cells wide. Pure.
 */
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'

export interface TextColumn {
  title: string
  align: 'left' | 'right'
  /** Cells of the terminal at most; longer texts are cut. */
  most?: number
}

/** A text of somebody else on one line, without what a terminal would obey. */
export const plainText = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text in at most `most` cells, with … at its end when something is left out. */
export const cutToWidth = (text: string, most: number): string => {
  if (stringWidth(text) <= most) return text
  let kept = ''
  let width = 1
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment)
    if (width > most) break
    kept += segment
  }
  return `${kept}…`
}

const padded = (text: string, width: number, align: TextColumn['align']): string => {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return align === 'left' ? text + space : space + text
}

/** The lines of a table: titles, a rule, and the rows. */
export const textTable = (
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): string[] => {
  const cut = (text: string, at: number): string =>
    cutToWidth(plainText(text), columns[at]?.most ?? Number.POSITIVE_INFINITY)
  const titles = columns.map(({ title }, at) => cut(title, at))
  const cells = rows.map((row) => columns.map((_, at) => cut(row[at] ?? '', at)))
  const widths = columns.map((_, at) =>
    [titles, ...cells].reduce((most, row) => Math.max(most, stringWidth(row[at] ?? '')), 0),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((text, at) => padded(text, widths[at] ?? 0, columns[at]?.align ?? 'left'))
      .join('  ')
      .trimEnd()
  return [line(titles), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)]
}
