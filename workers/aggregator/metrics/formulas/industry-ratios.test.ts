import { describe, expect, test } from 'vitest'
import type { IndustryKind } from '#shared/industry.ts'
import { indexFacts } from '../fact-index.ts'
import { companyKind, isFinancial } from '../company-kind.ts'
import { derive } from '../derive.ts'
import { ASSUMPTIONS, year } from '../hand-built.fixture.ts'

const figures = (facts: ReturnType<typeof year>, industry: IndustryKind | null) => {
  const { derived, absences } = derive({
    facts,
    fiscalYears: [],
    currency: 'USD',
    assumptions: ASSUMPTIONS,
    years: 10,
    industry,
  })
  const of = (id: string) => Number(derived.find((d) => d.id === id)?.value)
  return { of, names: new Set([...derived, ...absences].map(({ name }) => name)), absences }
}

const bank = [
  ...year(2023, { total_assets: 900, loans: 500, deposits: 600, net_income: 8 }),
  ...year(2024, {
    total_assets: 1100,
    loans: 700,
    deposits: 800,
    net_interest_income: 30,
    provision_for_credit_losses: 6,
    net_income: 10,
    revenue: 50,
    cash: 40,
    long_term_debt: 20,
    short_term_debt: 10,
  }),
]

test('a bank has its own ratios, and none of an industrial balance sheet', () => {
  for (const stated of ['bank', null] as const) {
    const { of, absences } = figures(bank, stated)
    expect(of('net_interest_margin@FY2024')).toBeCloseTo(30 / 1000, 10)
    expect(of('provision_ratio@FY2024')).toBeCloseTo(6 / 600, 10)
    expect(of('loans_to_deposits@FY2024')).toBeCloseTo(700 / 800, 10)
    expect(absences).toContainEqual(
      expect.objectContaining({ name: 'net_cash', period: 'FY2024', absent: 'not_applicable' }),
    )
  }
})

test('a property trust has its funds from operations, and no ratio of banks', () => {
  const facts = year(2024, { net_income: 30, depreciation_amortization: 45, revenue: 100 })
  const { of, names } = figures(facts, 'reit')
  expect(of('funds_from_operations@FY2024')).toBe(75)
  expect(names.has('loans_to_deposits')).toBe(false)
  expect(figures(facts, 'general').names.has('funds_from_operations')).toBe(false)
})

describe('the kind is the industry together with what is filed', () => {
  test.each([
    ['bank', { loans: 5, deposits: 6 }, 'bank'],
    ['bank', { inventory: 5, current_assets: 6 }, 'general'],
    ['general', { loans: 5 }, 'general'],
    ['health_insurer', { premiums_earned: 5, cost_of_revenue: 4 }, 'general'],
    ['life_insurer', { premiums_earned: 5 }, 'life_insurer'],
    ['utility', { current_assets: 5 }, 'utility'],
    ['reit', { revenue: 5 }, 'reit'],
    [null, { loans: 5, current_assets: 6 }, 'general'],
    [null, { premiums_earned: 5 }, 'insurer'],
    [null, { revenue: 5 }, 'general'],
  ] as const)('%s that files %j is %s', (stated, amounts, kind) => {
    expect(companyKind(indexFacts(year(2024, amounts)), stated)).toBe(kind)
    expect(isFinancial(kind)).toBe(/bank|insurer/.test(kind))
  })
})
