import { describe, expect, test } from 'vitest'
import type { ProviderFigure } from './datasets/elements.ts'
import { depositaryReason } from './depositary.ts'
import { type PricedBy, withoutJoins } from './price-joins.ts'

const figure = (concept: string, unit: string): ProviderFigure => ({
  concept,
  value: '2',
  unit,
  provider_field: concept,
})
const STATED = [
  figure('price', 'USD/share'),
  figure('market_cap', 'USD'),
  figure('pe_ttm', 'x'),
  figure('pb', 'x'),
  figure('dividend_yield_ttm', 'ratio'),
  figure('beta', 'x'),
  figure('high_52w', 'USD/share'),
]
const US: PricedBy = {
  market: 'US',
  provider: 'fmp',
  quoted: 'USD',
  reporting: 'USD',
  depositary: null,
}
const left = (given: Partial<PricedBy>, figures = STATED) =>
  withoutJoins(figures, { ...US, ...given }).figures.map(({ concept }) => concept)

describe('a filer of 20-F or 40-F', () => {
  const unknown = depositaryReason('20-F', null)
  const eight = depositaryReason('20-F/A', {
    shares: 8,
    traded: 1,
    as_of: '2026-02-13',
    source: 'a list',
  })
  test('whose traded share may stand for several has no join of its price', () => {
    expect(left({ depositary: unknown })).toEqual(['price', 'beta', 'high_52w'])
    const { refused } = withoutJoins(STATED, { ...US, depositary: unknown })
    expect(refused.map(({ concept }) => concept)).toEqual([
      'market_cap',
      'pe_ttm',
      'pb',
      'dividend_yield_ttm',
    ])
    expect(refused[0]?.detail).toContain('files 20-F')
    expect(refused[0]?.detail_zh).toContain('20-F')
  })
  test('with a ratio that is known: the reason tells it', () => {
    expect(eight?.en).toBe(
      '1 traded depositary share stands for 8 ordinary shares (a list, 2026-02-13)',
    )
  })
  test('whose ordinary shares are traded has all', () => {
    const ordinary = { shares: 1, traded: 1, as_of: '2026-02-13', source: 'a list' }
    expect(depositaryReason('40-F', ordinary)).toBeNull()
    expect(depositaryReason('10-K', null)).toBeNull()
    expect(depositaryReason(null, null)).toBeNull()
  })
})

describe('a price in another currency than the statements', () => {
  test('is in no ratio with them, and what the company costs stands', () => {
    expect(left({ reporting: 'CNY' })).toEqual(['price', 'market_cap', 'beta', 'high_52w'])
  })
  test('is in their ratio where the provider is known to convert', () => {
    const hong = STATED.map((one) => ({ ...one, unit: one.unit.replace('USD', 'HKD') }))
    const given = { market: 'HK', quoted: 'HKD', reporting: 'CNY' } as const
    expect(left({ ...given, provider: 'tencent' }, hong)).toHaveLength(STATED.length)
    expect(left({ ...given, provider: 'eastmoney' }, hong)).toHaveLength(STATED.length)
    expect(left({ ...given, provider: 'twelvedata' }, hong)).not.toContain('pe_ttm')
  })
  test('as a B share has it, also of a provider that converts in Hong Kong', () => {
    const given = { market: 'CN', provider: 'tencent', quoted: 'HKD', reporting: 'CNY' } as const
    expect(left(given, [figure('pe_ttm', 'x'), figure('beta', 'x')])).toEqual(['beta'])
  })
  test('the currency of the answer counts, and without any the usual one of the market', () => {
    expect(left({ quoted: 'CNY' })).toHaveLength(STATED.length)
    expect(left({ quoted: 'CNY' }, [figure('pe_ttm', 'x')])).toEqual([])
    expect(left({ reporting: null })).toHaveLength(STATED.length)
  })
})
