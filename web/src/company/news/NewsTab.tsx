/**
 * The tab of news and filings. A title is always shown as text, also when a provider puts HTML into
 * it.
 */
import { dayOf, lookBack } from '../data/company-data.ts'
import { DatasetSection } from '../data/DatasetSection.tsx'
import type { TabProps } from '../data/tab-props.ts'
import { FilingList } from './FilingList.tsx'
import { NewsList } from './NewsList.tsx'
import { t } from './strings/index.ts'

const MOST_NEWS = 60
const MOST_FILINGS = 300

export const NewsTab = ({ data, company, asOf }: TabProps) => (
  <div class="side-by-side">
    <DatasetSection
      dataset="filings"
      title={t('filings.title')}
      reading={data.of('filings', { asOf, limit: MOST_FILINGS })}
      company={company}
      asOf={asOf}
    >
      {(answer) => <FilingList answer={answer} />}
    </DatasetSection>
    <DatasetSection
      dataset="news"
      title={t('news.title')}
      reading={data.of('news', { asOf, from: lookBack('news', dayOf(asOf)), limit: MOST_NEWS })}
      company={company}
      asOf={asOf}
    >
      {(answer) => <NewsList answer={answer} />}
    </DatasetSection>
  </div>
)
