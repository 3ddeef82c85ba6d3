/** The table of the exhibit `actions` in a prompt: dividends and splits by day. */
import { cell, type ExhibitTable, rowLines } from './table.ts'

export const actions: ExhibitTable<'actions'> = {
  note: 'Dividends by the day on which they go ex, and splits. Other distributions are in the words of their provider.',
  lines: (reading, input) => [
    ...rowLines(reading, input),
    ...reading.unread.map(({ day, words }) => `${day} | ${cell(words)}`),
  ],
}
