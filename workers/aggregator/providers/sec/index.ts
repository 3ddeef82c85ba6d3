/**
 * SEC EDGAR, without a key: the filings of companies listed in the US, of their insiders, and of
 * others about them. There is no `actions` dataset here. A split is tagged with the month of its
 * approval, record or effect (NVIDIA's split of 2024-06-10 has 2024-05-31), and never with the day
 * from which the price is for new shares. The split is a fact of the statements, without that day.
 */
import type { Provider } from '../../model/provider.ts'
import { frames } from './bulk/frames.ts'
import { universe } from './bulk/universe.ts'
import { filings, MAX_OLDER_PAGES } from './filings.ts'
import { holders, MAX_SCHEDULES } from './holders.ts'
import { insiders, MAX_FORMS } from './insiders.ts'
import { profile } from './profile.ts'
import { search } from './search.ts'
import { shareCounts } from './share-counts.ts'
import { statements } from './statements.ts'

const MARKETS = ['US'] as const
/**
 * The submissions take one call. If a known CIK no longer has the ticker, the ticker list and a
 * second read of the submissions are added.
 */
const COMPANY_CALLS = 3
/**
 * As above, but each read of submissions also reads companyfacts. Usually two calls when the CIK is
 * known and three when it is not.
 */
const FILED_CALLS = 5

export const sec: Provider = {
  id: 'sec',
  name: 'SEC EDGAR',
  home: 'https://www.sec.gov/search-filings',
  key: null,
  // One client may send ten requests a second over all hosts, and is otherwise refused with 403 for
  // ten minutes. Five calls that refill within a second never exceed ten.
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
  bulk: { universe, frames },
}
