import { expect, test } from 'vitest'
import { deriveFrom, year } from '../hand-built.fixture.ts'

test.each([
  [
    'revenue_growth',
    { revenue: 0 },
    { revenue: 10 },
    'refused: revenue the year before FY2024 is not positive',
  ],
  [
    'net_income_growth',
    { net_income: -5 },
    { net_income: 10 },
    'refused: net_income the year before FY2024 is not positive',
  ],
  [
    'roe',
    { equity_parent: 100 },
    { equity_parent: -1, net_income: 10 },
    'refused: equity_parent of FY2024 is not positive',
  ],
  [
    'roe',
    { equity_parent: -100 },
    { equity_parent: 1, net_income: 10 },
    'refused: equity_parent at the opening of FY2024 is not positive',
  ],
  [
    'roe',
    {},
    { equity_parent: 100, net_income: 10 },
    'refused: the opening balance of 2023-12-31 of equity_parent is not known',
  ],
  [
    'cash_conversion',
    {},
    { net_income: -1, operating_cash_flow: 5 },
    'refused: net_income of FY2024 is not positive',
  ],
  [
    'dividend_payout',
    {},
    { net_income: -1, dividends_paid: -5 },
    'refused: net_income of FY2024 is not positive',
  ],
  ['net_margin', {}, { net_income: 1, revenue: 0 }, 'refused: revenue of FY2024 is not positive'],
  [
    'effective_tax_rate',
    {},
    { pretax_income: -10, income_tax: 1 },
    'refused: pretax_income of FY2024 is not positive',
  ],
  [
    'nopat',
    {},
    { operating_income: 9, pretax_income: 10, income_tax: -1 },
    'refused: the effective tax rate is not between 0 and 1',
  ],
  [
    'interest_cover',
    {},
    { operating_income: 10 },
    'not_reported: interest_expense is not filed for FY2024',
  ],
  [
    'interest_cover',
    {},
    { operating_income: 10, interest_expense: 0 },
    'refused: interest_expense of FY2024 is not positive',
  ],
  [
    'net_debt_to_ebitda',
    {},
    { operating_income: -10, depreciation_amortization: 4, cash: 1, total_debt: 5 },
    'refused: ebitda of FY2024 is not positive',
  ],
  [
    'ebit',
    {},
    { pretax_income: 10 },
    'not_reported: ebit rests on income before tax and interest expense, which are not both filed',
  ],
  [
    'current_ratio',
    {},
    { current_assets: 10 },
    'not_reported: current_liabilities is not filed for FY2024',
  ],
  [
    'fcf_margin',
    {},
    { revenue: 10, operating_cash_flow: 5 },
    'not_reported: capex is not filed for FY2024',
  ],
  [
    'dividend_payout',
    {},
    { net_income: 10 },
    'not_reported: dividends_paid is not filed for FY2024',
  ],
])('%s from %j and %j is absent: %s', (name, before, now, expected) => {
  const answers = deriveFrom([
    ...year(2023, before),
    ...year(2024, { dividends_per_share: 1, ...now }),
  ])
  expect(answers.missing(`${name}@FY2024`)).toBe(expected)
  expect(answers.at(`${name}@FY2024`)).toBeUndefined()
})

test('what means nothing for a bank is not applicable, what does is computed', () => {
  const bank = [
    ...year(2023, { total_assets: 900, equity_parent: 90, deposits: 700 }),
    ...year(2024, {
      revenue: 50,
      net_income: 10,
      operating_cash_flow: 80,
      total_assets: 1100,
      equity_parent: 110,
      deposits: 800,
      loans: 600,
    }),
  ]
  const answers = deriveFrom(bank)
  for (const [name, why] of [
    ['gross_margin', 'Gross margin: the income'],
    ['free_cash_flow', 'Free cash flow: the operating cash flow'],
    ['current_ratio', 'Current ratio: the balance sheet'],
    ['inventory_days', 'Inventory days: the balance sheet'],
    ['roic', 'Return on invested capital: for a bank'],
    ['net_cash', 'Net cash: for a bank'],
    ['interest_cover', 'Interest cover: for a bank'],
  ] as const)
    expect(answers.missing(`${name}@FY2024`)?.startsWith(`not_applicable: ${why}`)).toBe(true)
  expect(answers.n('roe@FY2024')).toBeCloseTo(0.1, 10)
  expect(answers.n('net_margin@FY2024')).toBeCloseTo(0.2, 10)
})

test('a company with a finance subsidiary is not a bank', () => {
  const answers = deriveFrom(
    year(2024, {
      revenue: 50,
      deposits: 8,
      loans: 6,
      current_assets: 30,
      current_liabilities: 10,
      inventory: 5,
    }),
  )
  expect(answers.n('current_ratio@FY2024')).toBe(3)
})

test('money filed in another currency is refused, not converted', () => {
  const answers = deriveFrom([
    ...year(2024, { revenue: 100 }),
    ...year(2024, { net_income: 10 }, { unit: 'CNY' }),
  ])
  expect(answers.missing('net_margin@FY2024')).toBe(
    'refused: net_income is filed in CNY, not in USD',
  )
})

test('figures under different accounting standards are not set against each other', () => {
  const ifrs = { basis: { consolidation: 'consolidated', standard: 'IFRS' } } as const
  const answers = deriveFrom([
    ...year(2023, { revenue: 100 }),
    ...year(2024, { revenue: 120 }, ifrs),
  ])
  expect(answers.missing('revenue_growth@FY2024')).toBe(
    'refused: revenue is not comparable over FY2024: FY2024 and FY2023 stand on different bases: IFRS and US-GAAP',
  )
})

test("the parent's own accounts are left out where consolidated ones are filed", () => {
  const parent = { id: 'parent', basis: { consolidation: 'parent', standard: 'US-GAAP' } } as const
  const answers = deriveFrom([
    ...year(2024, { revenue: 100, net_income: 10 }),
    ...year(2024, { net_income: 99 }, parent),
  ])
  expect(answers.n('net_margin@FY2024')).toBe(0.1)
})
