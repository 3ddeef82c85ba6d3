/** The table of the exhibit `insiders` in a prompt: net trades in windows, and who traded. */
import { cell, type ExhibitTable, rowLines } from './table.ts'

export const insiders: ExhibitTable<'insiders'> = {
  note: 'What insiders bought and sold in the market. 3m, 6m and 12m are the months up to the day of the report. Awards, exercises and taxes are not in it.',
  lines: (reading, input) => [
    ...rowLines(reading, input),
    'day | person | role | trade',
    ...reading.trades.map(
      ({ day, person, role, action }) => `${day} | ${cell(person)} | ${cell(role)} | ${action}`,
    ),
  ],
}
