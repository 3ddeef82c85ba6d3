/** The lines of passages in a prompt: mark, day, source, title and summary. */
import type { ExhibitReadingOf } from '#shared/contracts/exhibit-readings.ts'
import { cell } from './table.ts'

export const PASSAGE_NOTE =
  'Others wrote this; it is no statement of the company unless it is its filing. Cite a passage by its mark, exactly as listed, right behind the sentence that states it. Numbers in passages are no figures: write none of them.'

export const passageLines = ({
  passages,
}: ExhibitReadingOf<'news'> | ExhibitReadingOf<'filings'>): string[] => [
  'mark | day | source | title | summary',
  ...passages.map(
    ({ id, day, title, text, form, source, provider }) =>
      `[[${id}]] | ${day} | ${cell(form ?? source ?? provider)} | ${cell(title)} | ${cell(text)}`,
  ),
]
