/** The table of the exhibit `market` in a prompt: the price, multiples and their own history. */
import { type ExhibitTable, rowLines } from './table.ts'

export const market: ExhibitTable<'market'> = {
  note: 'The price and what it is held against. A token named price is live; last_close is of its day.',
  lines: rowLines,
}
