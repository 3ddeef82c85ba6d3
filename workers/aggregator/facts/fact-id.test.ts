import { describe, expect, it } from 'vitest'
import type { NewFact } from '../model/provider.ts'
import { factId } from '#shared/book/fact-id.ts'
import { APPLE_REVENUE } from './facts.fixture.ts'

const fact = APPLE_REVENUE
const id = factId('US:AAPL', fact)

/** What the id does not depend on. */
const OTHERWISE_READ = {
  source: null,
  quality: [],
  period_label: 'Q4',
  source_url: 'https://example.com/',
}

describe('factId', () => {
  it('is twenty hexadecimal digits and stays the same from release to release', () => {
    expect(id).toBe('0a1bad2d295355e3f53b')
  })

  it('does not depend on how the fact was read or labelled', () => {
    expect(
      factId('US:AAPL', {
        ...fact,
        ...OTHERWISE_READ,
      }),
    ).toBe(id)
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
    expect(factId('US:AAPL', { ...fact, value: '10' })).not.toBe(
      factId('US:AAPL', { ...fact, value: '1' }),
    )
  })
})
