/**
 * Twelve Data: needs a key, which is free for prices (8 credits a minute, 800 a day); statements,
 * estimates and ownership need a paid plan.
 */
import { MARKETS } from '#shared/names.ts'
import type { Provider } from '../../model/provider.ts'
import { estimates } from './company-estimates.ts'
import { multiples, profile } from './company.ts'
import { statements } from './company-statements.ts'
import { filings, holders, insiders } from './owners.ts'
import { actions, BATCH, bars, batch, fx, instrument, quote } from './prices.ts'
import { DELAYS } from './quote.ts'

const ALL_STATEMENTS = ['income', 'balance', 'cash_flow'] as const

export const twelvedata: Provider = {
  id: 'twelvedata',
  name: 'Twelve Data',
  home: 'https://twelvedata.com/docs',
  key: { variable: 'TWELVEDATA_API_KEY', signup: 'https://twelvedata.com/pricing', free: true },
  // In credits: a price costs one, 750 bars about eight, a statement a hundred, holders more.
  budget: [
    { calls: 8, per_seconds: 60 },
    { calls: 800, per_seconds: 86_400 },
  ],
  delay: DELAYS,
  terms: {
    kind: 'personal',
    store: true,
    redistribute: false,
    note: "For the key's owner; showing the data to others needs a business plan.",
  },
  probe: { dataset: 'quote', market: 'US', symbol: 'AAPL' },
  datasets: {
    instrument: { markets: MARKETS, calls: 1, fetch: instrument },
    profile: { markets: MARKETS, calls: 1, fetch: profile },
    // Hong Kong's companies report in several currencies, and no answer says in which.
    statements: {
      markets: ['US', 'CN', 'JP'],
      parts: { US: ALL_STATEMENTS, CN: ALL_STATEMENTS, JP: ALL_STATEMENTS },
      calls: 7,
      fetch: statements,
    },
    // A Hong Kong company may declare a dividend in any currency, and the answer does not name it.
    actions: { markets: ['US', 'CN', 'JP'], calls: 2, fetch: actions },
    bars: { markets: MARKETS, calls: 1, fetch: bars },
    multiples: { markets: MARKETS, calls: 2, fetch: multiples },
    quote: {
      markets: MARKETS,
      calls: 1,
      fetch: quote,
      batch: { size: BATCH, cost: (symbols) => symbols, fetch: batch },
    },
    filings: { markets: ['US'], calls: 1, fetch: filings },
    insiders: { markets: ['US'], calls: 1, fetch: insiders },
    holders: { markets: ['US'], calls: 1, fetch: holders },
    estimates: { markets: ['US'], calls: 5, fetch: estimates },
    fx: { markets: MARKETS, calls: 1, fetch: fx },
  },
}
