/** The table of the exhibit `peers` in a prompt: standing and medians, and who the peers are. */
import { cell, type ExhibitTable, rowLines } from './table.ts'

export const peers: ExhibitTable<'peers'> = {
  note: "Where the company stands among its peers. peers_median is the peers' figure and not the company's; peers_own is the company's, measured as theirs are. A rank of 1 is the highest value.",
  lines: (reading, input) => {
    const { group, peers } = reading
    const industry = cell(group.industry)
    return [
      `group: ${group.level}${industry === '' ? '' : ` ${industry}`}, as of ${group.day}`,
      ...rowLines(reading, input),
      `nearest in size: ${peers.map(({ name }) => cell(name)).join(', ') || 'nobody'}`,
    ]
  },
}
