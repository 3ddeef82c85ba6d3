/** The table of the exhibit `filings` in a prompt. */
import { PASSAGE_NOTE, passageLines } from './passages.ts'
import type { ExhibitTable } from './table.ts'

export const filings: ExhibitTable<'filings'> = { note: PASSAGE_NOTE, lines: passageLines }
