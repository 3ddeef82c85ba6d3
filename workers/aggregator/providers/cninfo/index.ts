/**
 * CNInfo 巨潮资讯, without a key: statements of five years, profile, dividends, holders and
 * announcements of mainland companies.
 */
import type { Provider } from '../../model/provider.ts'
import { MAX_PAGES, searchList, theFilings } from './announced.ts'
import { theActions, theHolders, theProfile, theStatements } from './tables.ts'

const MARKETS = ['CN'] as const

export const cninfo: Provider = {
  id: 'cninfo',
  name: 'CNInfo 巨潮资讯',
  home: 'https://www.cninfo.com.cn/',
  key: null,
  // CNInfo publishes no limit. A human reader makes about one call every two seconds.
  budget: [{ calls: 30, per_seconds: 60 }],
  delay: {},
  terms: {
    kind: 'public_disclosure',
    store: true,
    redistribute: false,
    note: 'Disclosure site appointed by the regulator; its tables are those of its own public pages. The filings are public, the site reserves its rights in the tables.',
  },
  probe: { dataset: 'profile', market: 'CN', symbol: '000002.SZ' },
  datasets: {
    instrument: { markets: MARKETS, calls: 1, fetch: searchList },
    profile: { markets: MARKETS, calls: 2, fetch: theProfile },
    statements: {
      markets: MARKETS,
      calls: 4,
      parts: { CN: ['income', 'balance', 'cash_flow'] },
      fetch: theStatements,
    },
    actions: { markets: MARKETS, calls: 1, fetch: theActions },
    filings: { markets: MARKETS, calls: 1 + MAX_PAGES, fetch: theFilings },
    holders: { markets: MARKETS, calls: 2, fetch: theHolders },
  },
}
