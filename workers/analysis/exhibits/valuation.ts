/** The table of the exhibit `valuation` in a prompt: values by method. */
import { type ExhibitTable, rowLines } from './table.ts'

export const valuation: ExhibitTable<'valuation'> = {
  note: 'Values by method, at the stated cost of equity.',
  lines: rowLines,
}
