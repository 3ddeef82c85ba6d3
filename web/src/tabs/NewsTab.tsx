/** News, and what the company filed. Titles are text, whatever a provider puts into them. */
import { dayOf, lookBack } from '../models/company-data.ts'
import { d } from '../strings/tabs/index.ts'
import { FilingList } from './news/FilingList.tsx'
import { NewsList } from './news/NewsList.tsx'
import { DatasetSection } from './parts/DatasetSection.tsx'
import type { TabProps } from './tab-props.ts'

const MOST_NEWS = 60
const MOST_FILINGS = 300

export const NewsTab = ({ data, company, asOf }: TabProps) => (
  <div class="side-by-side">
    <DatasetSection
      dataset="filings"
      title={d('filings.title')}
      reading={data.of('filings', { asOf, limit: MOST_FILINGS })}
      company={company}
      asOf={asOf}
    >
      {(answer) => <FilingList answer={answer} />}
    </DatasetSection>
    <DatasetSection
      dataset="news"
      title={d('news.title')}
      reading={data.of('news', { asOf, from: lookBack('news', dayOf(asOf)), limit: MOST_NEWS })}
      company={company}
      asOf={asOf}
    >
      {(answer) => <NewsList answer={answer} />}
    </DatasetSection>
  </div>
)
