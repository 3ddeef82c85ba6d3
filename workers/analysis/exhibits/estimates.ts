/** The table of the exhibit `estimates` in a prompt: expectations and results against them. */
import { type ExhibitTable, rowLines } from './table.ts'

export const estimates: ExhibitTable<'estimates'> = {
  note: 'What analysts expect and what the company forecasts: expectations, no facts. Say whose they are.',
  lines: rowLines,
}
