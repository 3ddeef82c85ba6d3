import { expect, test } from 'vitest'
import { deriveFrom, year } from '../hand-built.fixture.ts'

const company = [
  ...year(2023, {
    revenue: 800,
    net_income: 80,
    eps_diluted: '1.6',
    shares_diluted: 50,
    operating_cash_flow: 90,
    capex: -30,
    total_assets: 900,
    equity_parent: 400,
    total_equity: 400,
    cash: 100,
    short_term_investments: 50,
    short_term_debt: 50,
    long_term_debt: 200,
    receivables: 80,
    inventory: 40,
    payables: 60,
  }),
  ...year(2024, {
    revenue: 1000,
    cost_of_revenue: 600,
    operating_income: 200,
    interest_expense: 10,
    pretax_income: 190,
    income_tax: 38,
    net_income: 120,
    eps_diluted: '2.5',
    shares_diluted: 48,
    research_and_development: 50,
    selling_general_administrative: 150,
    operating_cash_flow: 150,
    capex: -50,
    depreciation_amortization: 40,
    stock_based_compensation: 20,
    dividends_paid: -30,
    buybacks: -60,
    total_assets: 1100,
    equity_parent: 600,
    total_equity: 600,
    total_liabilities: 500,
    cash: 120,
    short_term_investments: 30,
    long_term_investments: 70,
    short_term_debt: 50,
    long_term_debt: 250,
    current_assets: 400,
    current_liabilities: 200,
    receivables: 120,
    inventory: 60,
    payables: 60,
    shares_outstanding: 50,
  }),
]
const answers = deriveFrom(company)

test.each([
  // growth
  ['revenue_growth', 0.25, 'ratio'],
  ['net_income_growth', 0.5, 'ratio'],
  ['eps_growth', 0.5625, 'ratio'],
  ['free_cash_flow_growth', 100 / 60 - 1, 'ratio'],
  // profitability
  ['gross_profit', 400, 'USD'],
  ['gross_margin', 0.4, 'ratio'],
  ['operating_margin', 0.2, 'ratio'],
  ['net_margin', 0.12, 'ratio'],
  ['ebit', 200, 'USD'],
  ['ebitda', 240, 'USD'],
  ['effective_tax_rate', 0.2, 'ratio'],
  ['roe', 120 / 500, 'ratio'],
  ['roa', 120 / 1000, 'ratio'],
  ['equity_multiplier', 2, 'x'],
  ['nopat', 160, 'USD'],
  ['invested_capital', 300 + 600 - 150, 'USD'],
  ['roic', 160 / ((750 + 500) / 2), 'ratio'],
  ['rd_to_revenue', 0.05, 'ratio'],
  ['sga_to_revenue', 0.15, 'ratio'],
  ['sbc_to_revenue', 0.02, 'ratio'],
  // cash
  ['free_cash_flow', 100, 'USD'],
  ['fcf_margin', 0.1, 'ratio'],
  ['cash_conversion', 1.25, 'x'],
  ['fcf_conversion', 100 / 120, 'x'],
  ['accruals_ratio', -0.03, 'ratio'],
  ['capex_to_revenue', 0.05, 'ratio'],
  ['dividend_payout', 0.25, 'ratio'],
  ['total_payout', 0.75, 'ratio'],
  // leverage
  ['total_debt', 300, 'USD'],
  ['net_cash', 120 + 30 + 70 - 300, 'USD'],
  ['debt_to_equity', 0.5, 'x'],
  ['debt_to_assets', 300 / 1100, 'ratio'],
  ['liabilities_to_assets', 500 / 1100, 'ratio'],
  ['net_debt_to_ebitda', 80 / 240, 'x'],
  ['interest_cover', 20, 'x'],
  // liquidity
  ['current_ratio', 2, 'x'],
  ['quick_ratio', 1.7, 'x'],
  ['cash_ratio', 0.75, 'x'],
  // efficiency
  ['asset_turnover', 1, 'x'],
  ['receivable_days', 36.5, 'days'],
  ['inventory_days', (50 / 600) * 365, 'days'],
  ['payable_days', 36.5, 'days'],
  ['cash_conversion_cycle', (50 / 600) * 365, 'days'],
  // per share
  ['eps_diluted_adjusted', 2.5, 'USD/share'],
  ['shares_diluted_adjusted', 48, 'shares'],
  ['revenue_per_share', 1000 / 48, 'USD/share'],
  ['fcf_per_share', 100 / 48, 'USD/share'],
  ['cash_per_share', 2.5, 'USD/share'],
  ['book_value_per_share', 12, 'USD/share'],
  ['share_count_change', -0.04, 'ratio'],
  // valuation
  ['sustainable_growth', 0.24 * 0.75, 'ratio'],
])('%s of a company small enough to check by hand is %d %s', (name, expected, unit) => {
  expect(answers.n(`${name}@FY2024`)).toBeCloseTo(expected, 9)
  expect(answers.at(`${name}@FY2024`)?.unit).toBe(unit)
})

test('net margin, asset turnover and equity multiplier multiply to return on equity', () => {
  const product =
    answers.n('net_margin@FY2024') *
    answers.n('asset_turnover@FY2024') *
    answers.n('equity_multiplier@FY2024')
  expect(product).toBeCloseTo(answers.n('roe@FY2024'), 10)
})

test('a derived figure names the facts and derived figures it was computed from', () => {
  expect(answers.at('roe@FY2024')).toMatchObject({
    formula: 'roe',
    period: 'FY2024',
    start: '2024-01-01',
    end: '2024-12-31',
    inputs: [
      'f:net_income:2024-01-01:2024-12-31',
      'f:equity_parent::2024-12-31',
      'f:equity_parent::2023-12-31',
    ],
  })
  expect(answers.at('fcf_margin@FY2024')?.inputs).toEqual([
    'free_cash_flow@FY2024',
    'f:revenue:2024-01-01:2024-12-31',
  ])
  expect(answers.at('roic@FY2024')?.inputs).toEqual([
    'nopat@FY2024',
    'invested_capital@FY2024',
    'invested_capital@FY2023',
  ])
})

test.each([
  ['long_term_debt', 'short_term_debt'],
  ['short_term_debt', 'long_term_debt'],
])('%s alone is no total debt: %s is not known to be nil', (filed, lacking) => {
  const { at, missing } = deriveFrom(year(2024, { revenue: 1, cash: 5, [filed]: 70 }))
  expect(at('total_debt@FY2024')).toBeUndefined()
  expect(missing('total_debt@FY2024')).toBe(`not_reported: ${lacking} is not filed for FY2024`)
  expect(at('net_cash@FY2024')).toBeUndefined()
})

test('both parts make total debt, and a filed total comes before their sum', () => {
  const parts = { revenue: 1, cash: 5, long_term_debt: 70, short_term_debt: 0 }
  expect(deriveFrom(year(2024, parts)).at('total_debt@FY2024')).toMatchObject({
    value: '70',
    inputs: ['f:long_term_debt::2024-12-31', 'f:short_term_debt::2024-12-31'],
  })
  const filed = deriveFrom(year(2024, { ...parts, total_debt: 90 }))
  expect(filed.at('net_cash@FY2024')).toMatchObject({
    value: '-85',
    inputs: ['f:cash::2024-12-31', 'f:total_debt::2024-12-31'],
  })
})

test('under Chinese standards EBIT is income before tax plus interest, since operating profit is after finance costs', () => {
  const cas = { basis: { consolidation: 'consolidated', standard: 'CAS' } } as const
  const { at } = deriveFrom(
    year(2024, { operating_income: 95, pretax_income: 100, interest_expense: 8 }, cas),
  )
  expect(at('ebit@FY2024')).toMatchObject({
    value: '108',
    inputs: ['f:pretax_income:2024-01-01:2024-12-31', 'f:interest_expense:2024-01-01:2024-12-31'],
  })
})

test('under Chinese standards the gross margin is of sales: total operating revenue also holds interest', () => {
  // 600519.SH, nine months of 2025: its own margin is 91.29 %.
  const filed = {
    revenue: '130903889634.88',
    cost_of_revenue: '11183972073.77',
    gross_profit: '117269735582.09',
  }
  const cas = { basis: { consolidation: 'consolidated', standard: 'CAS' } } as const
  const { n, at } = deriveFrom(year(2024, filed, cas))
  expect(n('gross_margin@FY2024')).toBeCloseTo(0.91293383213404, 10)
  expect(at('gross_margin@FY2024')?.inputs).toEqual([
    'f:gross_profit:2024-01-01:2024-12-31',
    'f:cost_of_revenue:2024-01-01:2024-12-31',
  ])
  // Without its cost, and under other standards, it is of revenue.
  const { cost_of_revenue: _, ...alone } = filed
  expect(deriveFrom(year(2024, alone, cas)).n('gross_margin@FY2024')).toBeCloseTo(0.8958, 4)
  expect(deriveFrom(year(2024, filed)).n('gross_margin@FY2024')).toBeCloseTo(0.8958, 4)
})

test('compound growth over three and five years', () => {
  const series = [100, 110, 121, 133.1, 146.41, 161.051].flatMap((revenue, i) =>
    year(2019 + i, { revenue, net_income: 32 * 2 ** (i - 5) }),
  )
  const grown = deriveFrom(series)
  expect(grown.n('revenue_cagr_5y@FY2024')).toBeCloseTo(0.1, 10)
  expect(grown.n('revenue_cagr_3y@FY2024')).toBeCloseTo(0.1, 10)
  expect(grown.n('net_income_cagr_5y@FY2024')).toBeCloseTo(1, 10)
  expect(grown.missing('revenue_cagr_10y@FY2024')).toBe(
    'not_reported: revenue is not known 10 years before FY2024',
  )
})
