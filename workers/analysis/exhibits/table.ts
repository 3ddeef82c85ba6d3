/**
 * What the tables of exhibits in a prompt share. Texts from outside are cleaned once more. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import type { ExhibitReading, ExhibitReadingOf } from '#shared/contracts/exhibit-readings.ts'
import type { ReadExhibit } from '#shared/exhibits/names.ts'
import type { Language } from '#shared/names.ts'
import { cleanForeign } from '../figures/clean.ts'

export interface TableInput {
  byToken: ReadonlyMap<string, Figure>
  language: Language
}

export interface ExhibitTable<K extends ReadExhibit> {
  /** Stands before the fence: what the table is and how it may be used. One sentence or two. */
  note: string
  /** The lines between the fences. */
  lines(reading: ExhibitReadingOf<K>, input: TableInput): string[]
}

/**
 * A text from outside as one cell: one line, without bars, which go first as they may hide a tag.
 */
export const cell = (text: string | null): string =>
  text === null ? '' : cleanForeign(text.replaceAll('|', '/')).replace(/\s+/g, ' ')

/** `token | label | value | unit`, one line a figure. */
export const rowLines = (
  { tokens }: Extract<ExhibitReading, { tokens: unknown }>,
  { byToken, language }: TableInput,
): string[] => {
  const rows = tokens.flatMap((token) => {
    const figure = byToken.get(token)
    return figure
      ? [`${token} | ${cell(figure.label[language])} | ${figure.value} | ${figure.unit}`]
      : []
  })
  return rows.length > 0 ? ['token | label | value | unit', ...rows] : ['no figure of this kind']
}
