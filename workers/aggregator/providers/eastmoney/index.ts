/**
 * Eastmoney (东方财富), without a key and undocumented. It covers mainland China fully, and Hong Kong
 * and the US in part.
 */
import type { Market } from '#shared/names.ts'
import type { Provider } from '../../model/provider.ts'
import { actions } from './actions.ts'
import { bars } from './bars.ts'
import { frames } from './bulk/frames.ts'
import { marketDay } from './bulk/market-day.ts'
import { universe } from './bulk/universe.ts'
import { estimates } from './estimates.ts'
import { filings } from './filings.ts'
import { holders } from './holders.ts'
import { insiders } from './insiders.ts'
import { news } from './news.ts'
import { profile } from './profile.ts'
import { batch, multiples, quote, shares } from './quotes.ts'
import { statements } from './statements.ts'
import { search } from './suggest.ts'

const ALL: readonly Market[] = ['CN', 'HK', 'US']
const ALL_THREE = ['income', 'balance', 'cash_flow'] as const

export const eastmoney: Provider = {
  id: 'eastmoney',
  name: 'Eastmoney 东方财富',
  home: 'https://www.eastmoney.com/',
  key: null,
  // No limit is published. Callers that ask more often than about once a second are blocked for a
  // while.
  budget: [{ calls: 60, per_seconds: 60 }],
  delay: {
    CN: { kind: 'realtime' },
    HK: { kind: 'delayed', minutes: null },
    US: { kind: 'delayed', minutes: null },
  },
  terms: {
    kind: 'unstated',
    store: true,
    redistribute: false,
    note: 'Undocumented endpoints of public pages; for personal use.',
  },
  probe: { dataset: 'quote', market: 'CN', symbol: '600519.SH' },
  datasets: {
    instrument: { markets: ALL, calls: 1, fetch: search },
    profile: { markets: ALL, calls: 1, fetch: profile },
    statements: {
      markets: ALL,
      calls: 4,
      parts: { CN: ALL_THREE, HK: ALL_THREE, US: ALL_THREE },
      fetch: statements,
    },
    shares: { markets: ['CN', 'HK'], calls: 1, fetch: shares },
    actions: { markets: ['CN', 'HK'], calls: 1, fetch: actions },
    bars: { markets: ALL, calls: 3, fetch: bars },
    multiples: { markets: ['CN', 'HK'], calls: 1, fetch: multiples },
    // A US symbol is listed on one of three exchanges, and all three are asked: a batch of thirty
    // symbols asks for ninety ids.
    quote: { markets: ALL, calls: 1, fetch: quote, batch: { size: 30, fetch: batch } },
    news: { markets: ['CN', 'HK'], calls: 1, fetch: news },
    filings: { markets: ['CN', 'HK'], calls: 1, fetch: filings },
    insiders: { markets: ['CN'], calls: 1, fetch: insiders },
    holders: { markets: ['CN'], calls: 3, fetch: holders },
    estimates: { markets: ['CN'], calls: 1, fetch: estimates },
  },
  bulk: { universe, market_day: marketDay, frames },
}
