/**
 * Yahoo Finance, undocumented. Charts, statements, search and news need no key; the other data
 * needs a cookie and a crumb. It covers all four markets.
 */
import type { Market } from '#shared/names.ts'
import type { Provider } from '../../model/provider.ts'
import { actions, BATCH, bars, batch, fx, quote } from './chart-datasets.ts'
import { ESTIMATES, estimatesOf } from './estimates.ts'
import { FILINGS, filingsOf } from './filings.ts'
import { HOLDERS, holdersOf } from './holders.ts'
import { INSIDERS, insidersOf } from './insiders.ts'
import { MULTIPLES, multiplesOf } from './multiples.ts'
import { DELAYS } from './quote.ts'
import { instrument, news, profile } from './search-datasets.ts'
import { SESSION_CALLS } from './session.ts'
import { shares, statements } from './statements.ts'
import { fromModules } from './summary.ts'

const MARKETS: readonly Market[] = ['US', 'HK', 'CN', 'JP']
const ALL = ['income', 'balance', 'cash_flow'] as const

export const yahoo: Provider = {
  id: 'yahoo',
  name: 'Yahoo Finance',
  home: 'https://finance.yahoo.com/',
  key: null,
  budget: [{ calls: 60, per_seconds: 60 }],
  delay: DELAYS,
  terms: {
    kind: 'personal',
    store: true,
    redistribute: false,
    note: 'Undocumented endpoints of a public site; its terms allow personal use, without any promise of service.',
  },
  probe: { dataset: 'quote', market: 'US', symbol: 'AAPL' },
  datasets: {
    instrument: { markets: MARKETS, calls: 1, fetch: instrument },
    profile: { markets: MARKETS, calls: 1 + SESSION_CALLS, fetch: profile },
    statements: {
      markets: MARKETS,
      calls: 1,
      parts: { US: ALL, HK: ALL, CN: ALL, JP: ALL },
      fetch: statements,
    },
    shares: { markets: MARKETS, calls: 1, fetch: shares },
    actions: { markets: MARKETS, calls: 1, fetch: actions },
    bars: { markets: MARKETS, calls: 1, fetch: bars },
    multiples: {
      markets: MARKETS,
      calls: SESSION_CALLS,
      fetch: fromModules<'multiples'>(MULTIPLES, multiplesOf),
    },
    quote: { markets: MARKETS, calls: 1, fetch: quote, batch: { size: BATCH, fetch: batch } },
    news: { markets: MARKETS, calls: 1, fetch: news },
    filings: {
      markets: ['US'],
      calls: SESSION_CALLS,
      fetch: fromModules<'filings'>(FILINGS, filingsOf),
    },
    insiders: {
      markets: ['US', 'HK', 'JP'],
      calls: SESSION_CALLS,
      fetch: fromModules<'insiders'>(INSIDERS, insidersOf),
    },
    holders: {
      markets: MARKETS,
      calls: SESSION_CALLS,
      fetch: fromModules<'holders'>(HOLDERS, holdersOf),
    },
    estimates: {
      markets: MARKETS,
      calls: SESSION_CALLS,
      fetch: fromModules<'estimates'>(ESTIMATES, estimatesOf),
    },
    fx: { markets: MARKETS, calls: 1, fetch: fx, history: true },
  },
}
