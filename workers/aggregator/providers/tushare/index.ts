/**
 * Tushare Pro: statements, prices, holders and estimates of mainland companies, and the tables for
 * Hong Kong and the US, which are bought separately.
 */
import type { Provider } from '../../model/provider.ts'
import { frames } from './bulk/frames.ts'
import { marketDay } from './bulk/market-day.ts'
import { universe } from './bulk/universe.ts'
import { instrument, profile, statements } from './company.ts'
import { actions, estimates, filings, holders, insiders, news } from './events.ts'
import { bars, batch, multiples, quote, shares } from './market.ts'

export const tushare: Provider = {
  id: 'tushare',
  name: 'Tushare Pro',
  home: 'https://tushare.pro/',
  key: { variable: 'TUSHARE_TOKEN', signup: 'https://tushare.pro/register', free: true },
  // The limit of a token with 2,000 points, which is the least that can read statements. A table
  // that allows fewer calls says so in its answer.
  budget: [{ calls: 200, per_seconds: 60 }],
  delay: { CN: { kind: 'realtime' }, HK: { kind: 'end_of_day' }, US: { kind: 'end_of_day' } },
  terms: {
    kind: 'personal',
    store: true,
    redistribute: false,
    note: "The token is personal; points decide which tables it opens. For its owner's use.",
  },
  probe: { dataset: 'actions', market: 'CN', symbol: '600519.SH' },
  datasets: {
    instrument: { markets: ['CN', 'HK'], calls: 1, fetch: instrument },
    profile: { markets: ['CN', 'HK'], calls: 4, fetch: profile },
    statements: {
      markets: ['CN', 'HK', 'US'],
      parts: {
        CN: ['income', 'balance', 'cash_flow'],
        HK: ['income', 'balance', 'cash_flow'],
        US: ['income'],
      },
      calls: 4,
      fetch: statements,
    },
    shares: { markets: ['CN'], calls: 1, fetch: shares },
    actions: { markets: ['CN'], calls: 1, fetch: actions },
    bars: { markets: ['CN', 'HK', 'US'], calls: 2, fetch: bars },
    multiples: { markets: ['CN'], calls: 1, fetch: multiples },
    quote: { markets: ['CN'], calls: 1, fetch: quote, batch },
    news: { markets: ['CN'], calls: 3, fetch: news },
    filings: { markets: ['CN'], calls: 1, fetch: filings },
    insiders: { markets: ['CN'], calls: 1, fetch: insiders },
    holders: { markets: ['CN', 'HK'], calls: 5, fetch: holders },
    estimates: { markets: ['CN'], calls: 3, fetch: estimates },
  },
  bulk: { universe, market_day: marketDay, frames },
}
