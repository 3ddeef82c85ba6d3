/** Facts of a made-up market for tests of frames. */
import type { NewFact } from '../model/provider.ts'
import type { BatchAbout, CompanyFact } from './store.ts'

export const aFact = (change: Partial<NewFact> = {}): NewFact => ({
  concept: 'revenue',
  period: 'FY2009',
  period_label: null,
  start: '2009-01-01',
  end: '2009-12-31',
  value: '500',
  unit: 'USD',
  basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
  provider: 'sec',
  provider_field: 'us-gaap:Revenues',
  provider_record: '0000000011-10-000001',
  form: '10-K',
  source_url:
    'https://www.sec.gov/Archives/edgar/data/11/000000001110000001/0000000011-10-000001-index.htm',
  filed_at: '2010-02-10',
  known_at: '2010-02-10T21:35:00.000Z',
  quality: 'ok',
  source: 0,
  ...change,
})

export const aFrameFact = (
  change: Partial<NewFact> = {},
  company = 'CIK0000000011',
): CompanyFact => ({
  company,
  fact: aFact(change),
})

export const aBatch = (change: Partial<BatchAbout> = {}): BatchAbout => ({
  market: 'US',
  provider: 'sec',
  batch: '2010q1',
  part: 0,
  parts: 1,
  source: 'a',
  recorded: null,
  newestOnly: false,
  ...change,
})
