/** The exhibit `estimates` on the page of a report. */
import { RowTable } from './RowTable.tsx'
import type { ExhibitViewProps } from './view.ts'

export const Estimates = ({ exhibit, figures }: ExhibitViewProps<'estimates'>) => (
  <RowTable rows={exhibit.rows} figures={figures} />
)
