/** SEC EDGAR, keyless: what companies listed in the US have filed. */
import type { Provider } from '../provider.ts'
import { statements } from './statements.ts'

export const sec: Provider = {
  id: 'sec',
  name: 'SEC EDGAR',
  home: 'https://www.sec.gov/edgar',
  key: null,
  // Ten requests a second over all hosts, for one client; two are left to whoever shares its address.
  budget: [{ calls: 8, per_seconds: 1 }],
  delay: {},
  terms: {
    kind: 'public_disclosure',
    store: true,
    redistribute: true,
    note: 'Public filings; sec.gov asks for a User-Agent with a contact and at most ten requests a second.',
  },
  probe: { dataset: 'profile', market: 'US', symbol: 'AAPL' },
  datasets: {
    statements: { markets: ['US'], calls: 5, parts: { US: ['income', 'balance', 'cash_flow'] }, fetch: statements },
  },
}
