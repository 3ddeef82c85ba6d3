/** The table of the exhibit `holders` in a prompt: figures, and the names that they are of. */
import { cell, type ExhibitTable, rowLines } from './table.ts'

export const holders: ExhibitTable<'holders'> = {
  note: 'The largest holders. holder_1 and so on are the holders named below the figures.',
  lines: (reading, input) => [
    ...rowLines(reading, input),
    `list: ${reading.scope ?? 'none'}`,
    ...reading.holders.map(
      ({ place, name, kind }) =>
        `holder_${place} | ${cell(name)}${kind === null ? '' : ` | ${cell(kind)}`}`,
    ),
  ],
}
