/** The exhibit `filings` on the page of a report. */
import { PassageList } from './PassageList.tsx'
import type { ExhibitViewProps } from './view.ts'

export const Filings = ({ exhibit }: ExhibitViewProps<'filings'>) => (
  <PassageList passages={exhibit.passages} />
)
