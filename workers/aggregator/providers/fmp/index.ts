/**
 * Financial Modeling Prep: US listings from the `stable` endpoints. The older endpoints answer new
 * keys with 403.
 */
import type { Provider } from '../../model/provider.ts'
import { actions } from './actions.ts'
import { bars } from './bars.ts'
import { estimates } from './estimates.ts'
import { filings } from './filings.ts'
import { holders } from './holders.ts'
import { insiders } from './insiders.ts'
import { search } from './instrument.ts'
import { multiples } from './multiples.ts'
import { news } from './news.ts'
import { profile } from './profile.ts'
import { DELAY, quote, quotes } from './quote.ts'
import { shares } from './shares.ts'
import { statements } from './statements.ts'

const markets = ['US'] as const

/** Most symbols of one batch call; proxies cut longer addresses. */
const BATCH = 50

export const fmp: Provider = {
  id: 'fmp',
  name: 'Financial Modeling Prep',
  home: 'https://site.financialmodelingprep.com/',
  key: {
    variable: 'FMP_API_KEY',
    signup: 'https://site.financialmodelingprep.com/register',
    free: true,
  },
  // The stated limit of a free key; paid plans have 300 calls a minute and more.
  budget: [{ calls: 250, per_seconds: 86_400 }],
  delay: { US: DELAY },
  terms: {
    kind: 'personal',
    store: true,
    redistribute: false,
    note: "For the key's owner; showing the data to others needs a licence of its own.",
  },
  probe: { dataset: 'quote', market: 'US', symbol: 'AAPL' },
  datasets: {
    instrument: { markets, calls: 2, fetch: search },
    profile: { markets, calls: 1, fetch: profile },
    statements: {
      markets,
      calls: 6,
      parts: { US: ['income', 'balance', 'cash_flow'] },
      fetch: statements,
    },
    shares: { markets, calls: 1, fetch: shares },
    actions: { markets, calls: 2, fetch: actions },
    bars: { markets, calls: 2, fetch: bars },
    multiples: { markets, calls: 4, fetch: multiples },
    quote: { markets, calls: 1, fetch: quote, batch: { size: BATCH, fetch: quotes } },
    news: { markets, calls: 1, fetch: news },
    filings: { markets, calls: 1, fetch: filings },
    insiders: { markets, calls: 1, fetch: insiders },
    holders: { markets, calls: 1, fetch: holders },
    estimates: { markets, calls: 5, fetch: estimates },
  },
}
