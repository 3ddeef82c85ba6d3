/** A fact as Apple filed it, for tests. */
import type { NewFact } from '../model/provider.ts'

export const APPLE_REVENUE: NewFact = {
  concept: 'revenue',
  period: 'FY2025',
  period_label: null,
  start: '2024-09-29',
  end: '2025-09-27',
  value: '416161000000',
  unit: 'USD',
  basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
  provider: 'sec',
  provider_field: 'us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax',
  provider_record: '0000320193-25-000079',
  form: '10-K',
  source_url: 'https://www.sec.gov/Archives/edgar/data/320193/000032019325000079/aapl-20250927.htm',
  filed_at: '2025-10-31',
  known_at: '2025-11-01T03:59:59.999Z',
  quality: 'ok',
  source: 0,
}
