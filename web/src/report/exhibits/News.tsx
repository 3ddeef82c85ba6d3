/** The exhibit `news` on the page of a report. */
import { PassageList } from './PassageList.tsx'
import type { ExhibitViewProps } from './view.ts'

export const News = ({ exhibit }: ExhibitViewProps<'news'>) => (
  <PassageList passages={exhibit.passages} />
)
