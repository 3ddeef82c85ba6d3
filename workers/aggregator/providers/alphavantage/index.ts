/**
 * Alpha Vantage: a free key has 25 calls a day. Fundamentals, news and insiders of US companies,
 * and daily bars of the US and mainland China.
 */
import { MARKETS } from '#shared/names.ts'
import type { Provider } from '../../model/provider.ts'
import { estimates, holders, multiples, profile, statements } from './fundamentals.ts'
import { actions, bars, fx, insiders, instrument, news, quote, shares } from './listings.ts'

export const alphavantage: Provider = {
  id: 'alphavantage',
  name: 'Alpha Vantage',
  home: 'https://www.alphavantage.co/documentation/',
  key: {
    variable: 'ALPHAVANTAGE_API_KEY',
    signup: 'https://www.alphavantage.co/support/#api-key',
    free: true,
  },
  budget: [
    { calls: 25, per_seconds: 86_400 },
    { calls: 1, per_seconds: 1 },
  ],
  delay: { US: { kind: 'end_of_day' }, CN: { kind: 'end_of_day' } },
  terms: {
    kind: 'personal',
    store: true,
    redistribute: false,
    note: "For the key's owner; professional use and redistribution need a licence.",
  },
  probe: { dataset: 'quote', market: 'US', symbol: 'IBM' },
  datasets: {
    instrument: { markets: ['US', 'CN'], calls: 1, fetch: instrument },
    profile: { markets: ['US'], calls: 1, fetch: profile },
    statements: {
      markets: ['US'],
      parts: { US: ['income', 'balance', 'cash_flow'] },
      calls: 3,
      fetch: statements,
    },
    shares: { markets: ['US'], calls: 1, fetch: shares },
    actions: { markets: ['US'], calls: 2, fetch: actions },
    bars: { markets: ['US', 'CN'], calls: 1, fetch: bars },
    multiples: { markets: ['US'], calls: 2, fetch: multiples },
    quote: { markets: ['US'], calls: 1, fetch: quote },
    news: { markets: ['US'], calls: 1, fetch: news },
    insiders: { markets: ['US'], calls: 1, fetch: insiders },
    holders: { markets: ['US'], calls: 1, fetch: holders },
    estimates: { markets: ['US'], calls: 3, fetch: estimates },
    fx: { markets: MARKETS, calls: 1, fetch: fx },
  },
}
