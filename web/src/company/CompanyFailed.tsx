/**
 * A company whose statements could not be read: the problem, and what may be there all the same, a
 * live price and the tabs of other data.
 */
import type { ComponentChildren } from 'preact'
import type { PageProblem } from '../page-problem.ts'
import type { CompanyPlace } from '../router.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import type { CompanyData } from './data/company-data.ts'
import { DATA_TAB_NAMES, type DataTab, DataTabPanel, isDataTab } from './data-tabs.tsx'
import { LivePrice } from './lazy-live-price.tsx'
import { t } from './strings/index.ts'

/** The company may exist and have other data, although it has no statements here. */
const hasOtherData = ({ reason }: PageProblem): boolean =>
  reason === 'no_data' || reason === 'providers_failed'

/** The company may have a live price, even when its statements could not be read. */
const isListed = ({ reason }: PageProblem): boolean =>
  reason !== 'unknown_symbol' && reason !== 'malformed_symbol' && reason !== 'unknown_market'

interface CompanyFailedProps {
  place: CompanyPlace
  problem: PageProblem
  data: CompanyData
  retry: () => void
  choose: (tab: DataTab) => void
  /** The choice of the day as of which the company is read. */
  picker: ComponentChildren
}

export const CompanyFailed = ({
  place,
  problem,
  data,
  retry,
  choose,
  picker,
}: CompanyFailedProps) => {
  const { market, symbol, as_of } = place
  const tab = isDataTab(place.tab) ? place.tab : 'market'
  const name = `${market}:${symbol}`
  return (
    <div class="company">
      <h1>{name}</h1>
      {as_of && picker}
      {!as_of && isListed(problem) && <LivePrice market={market} symbol={symbol} />}
      <ProblemPanel problem={problem} retry={retry} />
      {hasOtherData(problem) && (
        <Tabs
          label={t('tab.label')}
          tabs={DATA_TAB_NAMES}
          words={(one) => t(`tab.${one}`)}
          chosen={tab}
          choose={choose}
        >
          <DataTabPanel key={tab} tab={tab} data={data} company={name} asOf={as_of} />
        </Tabs>
      )}
    </div>
  )
}
