/** The table of the exhibit `news` in a prompt. */
import { PASSAGE_NOTE, passageLines } from './passages.ts'
import type { ExhibitTable } from './table.ts'

export const news: ExhibitTable<'news'> = { note: PASSAGE_NOTE, lines: passageLines }
