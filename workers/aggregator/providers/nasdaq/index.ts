/**
 * Nasdaq's stock screener, without a key: every security that is listed in the US, with its last
 * price and the market value of its company, in one call.
 */
import type { Provider } from '../../model/provider.ts'
import { marketDay } from './market-day.ts'
import { universe } from './universe.ts'

export const nasdaq: Provider = {
  id: 'nasdaq',
  name: 'Nasdaq',
  home: 'https://www.nasdaq.com/market-activity/stocks/screener',
  key: null,
  // No limit is published. One call brings all, and it is wanted once a day.
  budget: [{ calls: 6, per_seconds: 60 }],
  delay: {},
  terms: {
    kind: 'unstated',
    store: true,
    redistribute: false,
    note: 'Undocumented endpoint of a public page; for personal use.',
  },
  probe: null,
  datasets: {},
  bulk: { universe, market_day: marketDay },
}
