/**
 * The tabs of a company beside its statements. The code of each is fetched when it is first opened,
 * its data too.
 */
import { type Signal, useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { lazily } from '../ui/lazily.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import type { PageProblem } from '../api.ts'
import { companyData } from './data/company-data.ts'
import { t } from './strings/index.ts'
import type { TabProps } from './data/tab-props.ts'

const DATA_TABS = {
  market: lazily<TabProps>(
    () => import('./market/MarketTab.tsx').then((m) => m.MarketTab),
    <Loading key="market" label="tab.loading" />,
  ),
  profile: lazily<TabProps>(
    () => import('./profile/ProfileTab.tsx').then((m) => m.ProfileTab),
    <Loading key="profile" label="tab.loading" />,
  ),
  news: lazily<TabProps>(
    () => import('./news/NewsTab.tsx').then((m) => m.NewsTab),
    <Loading key="news" label="tab.loading" />,
  ),
  ownership: lazily<TabProps>(
    () => import('./ownership/OwnershipTab.tsx').then((m) => m.OwnershipTab),
    <Loading key="ownership" label="tab.loading" />,
  ),
  estimates: lazily<TabProps>(
    () => import('./estimates/EstimatesTab.tsx').then((m) => m.EstimatesTab),
    <Loading key="estimates" label="tab.loading" />,
  ),
}
export type DataTab = keyof typeof DATA_TABS
export const DATA_TAB_NAMES = [
  'market',
  'profile',
  'news',
  'ownership',
  'estimates',
] as const satisfies readonly DataTab[]

export const isDataTab = (name: string): name is DataTab => name in DATA_TABS

/**
 * Whether a company whose statements could not be read may still be looked at: it is not that it
 * does not exist.
 */
export const hasOtherData = ({ reason }: PageProblem): boolean =>
  reason === 'no_data' || reason === 'providers_failed'

/** Whether there may be a price of it, whatever became of its statements. */
export const isListed = ({ reason }: PageProblem): boolean =>
  reason !== 'unknown_symbol' && reason !== 'malformed_symbol' && reason !== 'unknown_market'

/** `tab` alone: the panel of a bar of tabs that stands elsewhere. */
export const DataTabPanel = ({ tab, ...props }: TabProps & { tab: DataTab }) => {
  const Tab = DATA_TABS[tab]
  return <Tab {...props} />
}

/** These tabs by themselves: for a company whose statements could not be read. */
export const DataTabs = ({
  market,
  symbol,
  asOf,
}: {
  market: string
  symbol: string
  asOf: string | null
}) => {
  const data = useMemo(() => companyData(market, symbol), [market, symbol])
  const chosen: Signal<DataTab> = useSignal<DataTab>('market')
  return (
    <Tabs
      label={t('tab.label')}
      tabs={DATA_TAB_NAMES}
      words={(name) => t(`tab.${name}`)}
      chosen={chosen}
    >
      <DataTabPanel
        key={chosen.value}
        tab={chosen.value}
        data={data}
        company={`${market}:${symbol}`}
        asOf={asOf}
      />
    </Tabs>
  )
}
