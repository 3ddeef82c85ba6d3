import { describe, expect, it } from 'vitest'
import type { NewFact } from '../providers/provider.ts'
import { factId } from './fact-id.ts'

const fact: NewFact = {
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
const id = factId('US:AAPL', fact)

describe('factId', () => {
  it('is twenty hexadecimal digits and stays the same from release to release', () => {
    expect(id).toBe('0a1bad2d295355e3f53b')
  })

  it('does not depend on how the fact was read or labelled', () => {
    expect(factId('US:AAPL', { ...fact, source: null, quality: [], period_label: 'Q4', source_url: 'https://example.com/' })).toBe(id)
    expect(factId('US:AAPL', { ...fact, value: '416161000000.00' })).toBe(id)
  })

  it.each<[string, Partial<NewFact>]>([
    ['concept', { concept: 'net_income' }],
    ['start', { start: null }],
    ['end', { end: '2025-09-28' }],
    ['unit', { unit: 'CNY' }],
    ['consolidation', { basis: { consolidation: 'parent', standard: 'US-GAAP' } }],
    ['standard', { basis: { consolidation: 'consolidated', standard: 'IFRS' } }],
    ['provider', { provider: 'fmp' }],
    ['field', { provider_field: 'us-gaap:Revenues' }],
    ['record', { provider_record: '0000320193-26-000001' }],
    ['value', { value: '4161610000000' }],
  ])('changes with the %s', (_, change) => {
    expect(factId('US:AAPL', { ...fact, ...change })).not.toBe(id)
  })

  it('changes with the instrument, and tells 10 from 1', () => {
    expect(factId('US:MSFT', fact)).not.toBe(id)
    expect(factId('US:AAPL', { ...fact, value: '10' })).not.toBe(factId('US:AAPL', { ...fact, value: '1' }))
  })
})
