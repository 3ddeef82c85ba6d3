/**
 * SEC EDGAR, keyless: what companies listed in the US, their insiders and others have filed about
 * them. Not here: `actions`, since a split is tagged with the month of its approval, record or
 * effect (NVIDIA's of 2024-06-10 with 2024-05-31) and never with the day from which the price is of
 * new shares; it is a fact of the statements, without that day.
 */
import type { Provider } from '../../model/provider.ts'
import { filings, MAX_OLDER_PAGES } from './filings.ts'
import { holders, MAX_SCHEDULES } from './holders.ts'
import { insiders, MAX_FORMS } from './insiders.ts'
import { profile } from './profile.ts'
import { search } from './search.ts'
import { shareCounts } from './share-counts.ts'
import { statements } from './statements.ts'

const MARKETS = ['US'] as const
/**
 * Submissions alone; with the ticker list and submissions again where a known CIK has lost the
 * ticker.
 */
const COMPANY_CALLS = 3
/** The same, each time with companyfacts. Two where the CIK is known, three where it is not. */
const FILED_CALLS = 5

export const sec: Provider = {
  id: 'sec',
  name: 'SEC EDGAR',
  home: 'https://www.sec.gov/search-filings',
  key: null,
  // Ten requests a second over all hosts for one client, or 403 for ten minutes: a bucket of five
  // that fills in a second never lets more through.
  budget: [{ calls: 5, per_seconds: 1 }],
  delay: {},
  terms: {
    kind: 'public_disclosure',
    store: true,
    redistribute: true,
    note: 'Public filings. sec.gov asks callers to say who they are and to make at most ten requests a second.',
  },
  probe: { dataset: 'profile', market: 'US', symbol: 'AAPL' },
  datasets: {
    instrument: { markets: MARKETS, calls: 1, fetch: search },
    profile: { markets: MARKETS, calls: COMPANY_CALLS, fetch: profile },
    statements: {
      markets: MARKETS,
      calls: FILED_CALLS,
      parts: { US: ['income', 'balance', 'cash_flow'] },
      fetch: statements,
    },
    shares: { markets: MARKETS, calls: FILED_CALLS, fetch: shareCounts },
    filings: { markets: MARKETS, calls: COMPANY_CALLS + MAX_OLDER_PAGES, fetch: filings },
    insiders: { markets: MARKETS, calls: COMPANY_CALLS + MAX_FORMS, fetch: insiders },
    holders: { markets: MARKETS, calls: COMPANY_CALLS + MAX_SCHEDULES, fetch: holders },
  },
}
