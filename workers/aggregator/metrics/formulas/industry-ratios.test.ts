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

test('a bank spends so much of its income, before any provision', () => {
  const facts = year(2024, {
    total_assets: 100,
    deposits: 80,
    net_interest_income: 60,
    noninterest_income: 40,
    noninterest_expense: 55,
    provision_for_credit_losses: 30,
  })
  expect(figures(facts, 'bank').of('efficiency_ratio@FY2024')).toBeCloseTo(0.55, 10)
  const withoutFees = facts.filter(({ concept }) => concept !== 'noninterest_income')
  expect(figures(withoutFees, 'bank').of('efficiency_ratio@FY2024')).toBeNaN()
})

const underwriter = year(2024, {
  revenue: 110,
  premiums_earned: 100,
  claims_incurred: 64,
  policy_acquisition_costs: 18,
  underwriting_expenses: 13,
  pretax_income: 11,
})

test('a property insurer: claims and expenses of the premiums', () => {
  const { of } = figures(underwriter, 'property_insurer')
  expect(of('loss_ratio@FY2024')).toBeCloseTo(0.64, 10)
  expect(of('expense_ratio@FY2024')).toBeCloseTo(0.31, 10)
  expect(of('combined_ratio@FY2024')).toBeCloseTo(0.95, 10)
  const part = underwriter.filter(({ concept }) => concept !== 'underwriting_expenses')
  expect(figures(part, 'property_insurer').of('combined_ratio@FY2024')).toBeNaN()
})

test('a life business beside it: what insuring costs cannot be told, and both languages say why', () => {
  const mixed = [...underwriter, ...year(2024, { interest_credited: 9 })]
  for (const [facts, stated, word] of [
    [mixed, 'property_insurer', '无法区分'],
    [underwriter, 'life_insurer', '数十年'],
  ] as const) {
    const { of, absences } = figures(facts, stated)
    expect(of('combined_ratio@FY2024')).toBeNaN()
    const why = absences.find(({ name }) => name === 'combined_ratio')
    expect(why?.absent).toBe('not_applicable')
    expect(why?.detail_zh).toContain(word)
  }
})

describe('a property trust', () => {
  const facts = year(2024, {
    net_income: 30,
    depreciation_amortization: 45,
    revenue: 100,
    dividends_paid: -60,
  })
  test('has its funds from operations, and no ratio of banks', () => {
    const { of, names, absences } = figures(facts, 'reit')
    expect(of('funds_from_operations@FY2024')).toBe(75)
    expect(of('ffo_payout@FY2024')).toBeCloseTo(0.8, 10)
    expect(names.has('loans_to_deposits')).toBe(false)
    expect(absences).toContainEqual(
      expect.objectContaining({ name: 'dividend_payout', absent: 'not_applicable' }),
    )
    expect(figures(facts, 'general').names.has('funds_from_operations')).toBe(false)
  })
  test('gains on sales are no funds from operations, and a gain of either sign is refused', () => {
    const withGains = (gains: number) =>
      figures([...facts, ...year(2024, { property_sale_gains: gains })], 'reit')
    expect(withGains(12).of('funds_from_operations@FY2024')).toBe(63)
    const doubtful = withGains(-12)
    expect(doubtful.of('funds_from_operations@FY2024')).toBeNaN()
    expect(doubtful.absences).toContainEqual(
      expect.objectContaining({ name: 'funds_from_operations', absent: 'refused' }),
    )
  })
})

test('a utility: its debt of its capital, and what it builds', () => {
  const { of } = figures(
    year(2024, {
      total_debt: 60,
      total_equity: 40,
      capex: -24,
      depreciation_amortization: 16,
      current_assets: 5,
    }),
    'utility',
  )
  expect(of('debt_to_capital@FY2024')).toBeCloseTo(0.6, 10)
  expect(of('capex_to_depreciation@FY2024')).toBeCloseTo(1.5, 10)
})

test.each([
  ['bank', 'current_ratio', '不划分流动与非流动'],
  ['broker', 'total_debt', '不是业务之外的有息负债'],
  ['life_insurer', 'free_cash_flow', '经营现金流随'],
  ['health_insurer', 'gross_margin', '赔付率代替毛利率'],
  ['fund', 'net_margin', '基金没有销售'],
  ['holding', 'operating_margin', '没有销售与经营业务'],
  ['reit', 'sustainable_growth', 'FFO'],
] as const)('%s: %s is refused with the reason in both languages', (kind, name, zh) => {
  const { absences } = figures(
    year(2024, { net_income: 3, pretax_income: 4, revenue: 20, total_assets: 90 }),
    kind,
  )
  const why = absences.find((absence) => absence.name === name && absence.period === 'FY2024')
  expect(why?.absent).toBe('not_applicable')
  expect(why?.detail).toMatch(/^[A-Z].*: [a-z]/)
  expect(why?.detail_zh).toContain(zh)
})

describe('the kind is the industry together with what is filed', () => {
  test.each([
    ['bank', { loans: 5, deposits: 6 }, 'bank'],
    ['bank', { inventory: 5, current_assets: 6 }, 'general'],
    ['bank', { inventory: 5, deposits: 60, total_assets: 100 }, 'bank'],
    ['bank', { inventory: 5, deposits: 6, total_assets: 100 }, 'general'],
    ['general', { loans: 5 }, 'general'],
    ['general', { loans: 5, deposits: 6, net_interest_income: 2 }, 'bank'],
    ['general', { loans: 5, deposits: 6, net_interest_income: 2, inventory: 3 }, 'general'],
    ['health_insurer', { premiums_earned: 5, cost_of_revenue: 4 }, 'general'],
    ['health_insurer', { premiums_earned: 5, revenue: 6, current_assets: 4 }, 'health_insurer'],
    ['property_insurer', { premiums_earned: 2, revenue: 8, inventory: 1 }, 'general'],
    ['property_insurer', { premiums_earned: 7, revenue: 8 }, 'property_insurer'],
    ['property_insurer', { premiums_earned: 7, interest_credited: 2 }, 'insurer'],
    ['life_insurer', { premiums_earned: 5 }, 'life_insurer'],
    ['broker', { current_assets: 5 }, 'general'],
    ['broker', { revenue: 5 }, 'broker'],
    ['utility', { current_assets: 5 }, 'utility'],
    ['holding', { cost_of_revenue: 5 }, 'general'],
    ['holding', { total_assets: 5 }, 'holding'],
    ['reit', { revenue: 5 }, 'reit'],
    [null, { loans: 5, current_assets: 6 }, 'general'],
    [null, { loans: 5 }, 'general'],
    [null, { deposits: 50, total_assets: 100 }, 'bank'],
    [null, { premiums_earned: 5 }, 'general'],
    [null, { premiums_earned: 5, revenue: 7 }, 'insurer'],
    [null, { premiums_earned: 5, claims_incurred: 4 }, 'insurer'],
    [null, { revenue: 5 }, 'general'],
  ] as const)('%s that files %j is %s', (stated, amounts, kind) => {
    expect(companyKind(indexFacts(year(2024, amounts)), stated)).toBe(kind)
    expect(isFinancial(kind)).toBe(/bank|insurer|broker/.test(kind))
  })
})
