/** The exhibit `market` on the page of a report. */
import { RowTable } from './RowTable.tsx'
import type { ExhibitViewProps } from './view.ts'

export const Market = ({ exhibit, figures }: ExhibitViewProps<'market'>) => (
  <RowTable rows={exhibit.rows} figures={figures} />
)
