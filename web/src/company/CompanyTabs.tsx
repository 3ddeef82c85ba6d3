/** The tabs of a company whose statements are here, and what the open one shows. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { useSignal } from '@preact/signals'
import { Charts } from '../figures/charts/Charts.tsx'
import { KeyFigures } from '../figures/KeyFigures.tsx'
import { StatementSection, type TableChoices } from '../figures/tables/StatementSection.tsx'
import type { Frequency } from '../figures/tables/tables.ts'
import { COMPANY_TABS, type CompanyPlace, type CompanyTab } from '../router.ts'
import { Loading } from '../ui/Loading.tsx'
import { lazily } from '../ui/lazily.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import type { CompanyData } from './data/company-data.ts'
import { DataTabPanel, isDataTab } from './data-tabs.tsx'
import { t } from './strings/index.ts'

const Restatements = lazily(
  () => import('./Restatements.tsx').then((m) => m.Restatements),
  <Loading key="restatements" label="restate.loading" />,
)

interface CompanyTabsProps {
  place: CompanyPlace
  /** The company's name. */
  company: string
  figures: FigureIndex
  data: CompanyData
  choose: (tab: CompanyTab) => void
}

export const CompanyTabs = ({ place, company, figures, data, choose }: CompanyTabsProps) => {
  const { tab, as_of } = place
  /** The choices stay when another statement is opened. */
  const choices: TableChoices = {
    frequency: useSignal<Frequency | null>(null),
    order: useSignal('newest_first'),
  }
  return (
    <Tabs
      label={t('tab.label')}
      tabs={COMPANY_TABS}
      words={(name) => t(`tab.${name}`)}
      chosen={tab}
      choose={choose}
    >
      {tab === 'overview' ? (
        <>
          <KeyFigures figures={figures} />
          <Charts figures={figures} />
        </>
      ) : isDataTab(tab) ? (
        <DataTabPanel key={tab} tab={tab} data={data} company={company} asOf={as_of} />
      ) : tab === 'restatements' ? (
        <Restatements key={as_of ?? ''} figures={figures} asOf={as_of} />
      ) : (
        <StatementSection key={tab} figures={figures} part={tab} choices={choices} />
      )}
    </Tabs>
  )
}
