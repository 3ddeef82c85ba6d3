/**
 * The tabs of a company beside its statements. The code and the data of each are fetched when it is
 * first opened.
 */
import type { ComponentType } from 'preact'
import { COMPANY_TABS, type CompanyTab } from '../router.ts'
import { Loading } from '../ui/Loading.tsx'
import { lazily } from '../ui/lazily.tsx'
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
} satisfies Partial<Record<CompanyTab, ComponentType<TabProps>>>
export type DataTab = keyof typeof DATA_TABS

export const isDataTab = (name: CompanyTab): name is DataTab => name in DATA_TABS
export const DATA_TAB_NAMES: readonly DataTab[] = COMPANY_TABS.filter(isDataTab)

/** What one of these tabs shows. The bar of tabs stands elsewhere. */
export const DataTabPanel = ({ tab, ...props }: TabProps & { tab: DataTab }) => {
  const Tab = DATA_TABS[tab]
  return <Tab {...props} />
}
