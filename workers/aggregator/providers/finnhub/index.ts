/**
 * Finnhub with a free key: US listings. The free plan has no daily bars, standardised statements or
 * price targets.
 */
import type { Provider } from '../../model/provider.ts'
import { estimates } from './estimates.ts'
import { filings } from './filings.ts'
import { insiders } from './insiders.ts'
import { search } from './instrument.ts'
import { multiples } from './multiples.ts'
import { news } from './news.ts'
import { profile, shares } from './profile.ts'
import { quote } from './quote.ts'
import { statements } from './statements.ts'

const markets = ['US'] as const

export const finnhub: Provider = {
  id: 'finnhub',
  name: 'Finnhub',
  home: 'https://finnhub.io/',
  key: { variable: 'FINNHUB_API_KEY', signup: 'https://finnhub.io/register', free: true },
  budget: [
    { calls: 60, per_seconds: 60 },
    { calls: 30, per_seconds: 1 },
  ],
  delay: { US: { kind: 'realtime' } },
  terms: {
    kind: 'personal',
    store: true,
    redistribute: false,
    note: "Free keys are for their owner's own use; redistribution needs a paid licence.",
  },
  probe: { dataset: 'quote', market: 'US', symbol: 'AAPL' },
  datasets: {
    instrument: { markets, calls: 1, fetch: search },
    profile: { markets, calls: 1, fetch: profile },
    statements: {
      markets,
      calls: 2,
      parts: { US: ['income', 'balance', 'cash_flow'] },
      fetch: statements,
    },
    shares: { markets, calls: 1, fetch: shares },
    multiples: { markets, calls: 2, fetch: multiples },
    quote: { markets, calls: 1, fetch: quote },
    news: { markets, calls: 1, fetch: news },
    filings: { markets, calls: 1, fetch: filings },
    insiders: { markets, calls: 1, fetch: insiders },
    estimates: { markets, calls: 4, fetch: estimates },
  },
}
