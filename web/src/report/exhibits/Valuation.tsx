/** The exhibit `valuation` on the page of a report. */
import { RowTable } from './RowTable.tsx'
import type { ExhibitViewProps } from './view.ts'

export const Valuation = ({ exhibit, figures }: ExhibitViewProps<'valuation'>) => (
  <RowTable rows={exhibit.rows} figures={figures} />
)
