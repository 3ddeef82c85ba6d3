import { describe, expect, it } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { derive } from '../metrics/derive.ts'
import { fiscalYearsOfFacts } from '../time/periods.ts'
import { withSplits } from './split-facts.ts'
import { APPLE_REVENUE } from './facts.fixture.ts'

const { source: _, ...base } = APPLE_REVENUE
const eps = (year: number, value: string): Fact => ({
  ...base,
  id: `eps-${year}`,
  concept: 'eps_diluted',
  period: `FY${year}`,
  start: `${year - 1}-04-01`,
  end: `${year}-03-31`,
  value,
  unit: 'JPY/share',
  provider: 'jquants',
  filed_at: `${year}-05-10`,
  known_at: `${year}-05-10T14:59:59.999Z`,
  retrieved_at: '2026-11-22T00:00:00.000Z',
})
const revenue = (year: number): Fact => ({
  ...eps(year, '1000'),
  id: `revenue-${year}`,
  concept: 'revenue',
  unit: 'JPY',
})
const split = {
  id: 'split',
  key: '2021-09-29',
  provider: 'jquants',
  ex_date: '2021-09-29',
  ratio: '5',
  source_url: 'https://example.com/',
  retrieved_at: '2026-11-22T00:00:00.000Z',
}
const growth = (facts: Fact[]) => {
  const assumptions = {
    discount_rate: 0.09,
    terminal_growth_rate: 0.025,
    growth_cap: 0.15,
    projection_years: 10,
  }
  return derive({
    facts,
    fiscalYears: fiscalYearsOfFacts(facts),
    currency: 'JPY',
    assumptions,
    years: 10,
  }).derived.find((d) => d.id === 'eps_growth@FY2022')?.value
}

describe('EPS as disclosed, across a split of five for one', () => {
  const facts = [eps(2021, '803.00'), eps(2022, '205.00'), revenue(2021), revenue(2022)]
  it('stands on two bases until the split is known', () => {
    expect(Number(growth(withSplits(facts, null)))).toBeCloseTo(-0.745, 3)
    expect(Number(growth(withSplits(facts, [split])))).toBeCloseTo(205 / 160.6 - 1, 6)
  })
  it('nothing is added where the statements tell their splits, nor a split of one for one', () => {
    const told = {
      ...eps(2021, '4'),
      id: 'told',
      concept: 'stock_split_ratio',
      unit: 'x',
      start: null,
    }
    expect(withSplits([...facts, told], [split])).toHaveLength(5)
    expect(withSplits(facts, [{ ...split, ratio: '1' }])).toHaveLength(4)
  })
})
