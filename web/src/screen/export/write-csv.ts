/**
 * The list as CSV. A text that a spreadsheet would take for a formula is written with an apostrophe
 * before it. The byte order mark lets a spreadsheet see that it is UTF-8.
 */
import { unparse } from 'papaparse'
import type { Sheet } from './sheet.ts'
import { FORMULA_TEXT } from '#shared/formula-text.ts'

const BYTE_ORDER_MARK = '\ufeff'

export const writeCsv = ({ head, rows }: Pick<Sheet, 'head' | 'rows'>): string =>
  BYTE_ORDER_MARK + unparse({ fields: head, data: rows }, { escapeFormulae: FORMULA_TEXT })
