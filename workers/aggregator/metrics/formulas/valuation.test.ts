import { expect, test } from 'vitest'
import { deriveFrom, year } from '../hand-built.fixture.ts'

const income = {
  operating_income: 200,
  pretax_income: 200,
  income_tax: 40,
  net_income: 160,
  eps_diluted: '1.6',
  shares_diluted: 100,
}
const flat = [2022, 2023, 2024].flatMap((y) =>
  year(y, {
    revenue: 1000,
    ...income,
    operating_cash_flow: 130,
    capex: -30,
    cash: 150,
    total_debt: 50,
  }),
)
const flatFive = [2019, 2020, 2021]
  .flatMap((y) => year(y, { revenue: 1000, ...income, operating_cash_flow: 130, capex: -30 }))
  .concat(flat)

test('earnings power is the normal margin on the newest revenue, taxed, capitalised at the discount rate, plus net cash', () => {
  const answers = deriveFrom(flat)
  expect(answers.n('epv_per_share@TTM@2024-12-31')).toBeCloseTo((160 / 0.1 + 100) / 100, 9)
})

test('the normal margin needs three years and takes five', () => {
  expect(
    deriveFrom(flat.filter((f) => f.end > '2023')).missing('normalised_ebit_margin@TTM@2024-12-31'),
  ).toMatch(/^not_reported/)
  expect(deriveFrom(flatFive).at('normalised_ebit_margin@TTM@2024-12-31')?.inputs).toHaveLength(5)
})

test('assumed growth is the five-year rate of total free cash flow, never below zero, never above the cap', () => {
  const growing = (factor: number) =>
    [2019, 2020, 2021, 2022, 2023, 2024].flatMap((y, i) =>
      year(y, {
        revenue: 1000,
        operating_cash_flow: 130 * factor ** i,
        capex: -30 * factor ** i,
        shares_diluted: 100,
      }),
    )
  expect(deriveFrom(growing(1.08)).n('dcf_growth@TTM@2024-12-31')).toBeCloseTo(0.08, 9)
  expect(deriveFrom(growing(1.5)).n('dcf_growth@TTM@2024-12-31')).toBe(0.15)
  expect(deriveFrom(growing(0.9)).n('dcf_growth@TTM@2024-12-31')).toBe(0)
  expect(deriveFrom(growing(1.08)).at('dcf_growth@TTM@2024-12-31')?.inputs).toEqual([
    'free_cash_flow_cagr_5y@FY2024',
  ])
})

test('buybacks do not raise the assumed growth, and pay in shares lowers the flow', () => {
  const shrinking = [2019, 2020, 2021, 2022, 2023, 2024].flatMap((y, i) =>
    year(y, {
      revenue: 1000,
      operating_cash_flow: 130,
      capex: -30,
      shares_diluted: 200 - 20 * i,
    }),
  )
  const answers = deriveFrom(shrinking)
  expect(answers.n('dcf_growth@TTM@2024-12-31')).toBe(0)
  const paid = deriveFrom([...shrinking, ...year(2024, { stock_based_compensation: 25 })])
  const [whole, less] = [answers, paid].map(({ n }) => n('dcf_per_share@TTM@2024-12-31'))
  expect((less ?? 0) / (whole ?? 0)).toBeCloseTo(0.75, 9)
})

test('where free cash flow has no five years, revenue growth stands in', () => {
  const late = flatFive.filter((f) => f.concept !== 'capex' || f.end > '2022')
  expect(deriveFrom(late).at('dcf_growth@TTM@2024-12-31')?.inputs).toEqual([
    'revenue_cagr_5y@FY2024',
  ])
})

test('prices at multiples of earnings', () => {
  const answers = deriveFrom(flat)
  expect([10, 15, 20, 25].map((m) => answers.n(`pe_${m}_price@TTM@2024-12-31`))).toEqual([
    16, 24, 32, 40,
  ])
})

test.each([
  ['dcf_per_share', { capex: -200 }, {}, /^refused: free_cash_flow .* is not positive$/],
  [
    'pe_10_price',
    { eps_diluted: '-0.1' },
    {},
    /^refused: eps_diluted_adjusted .* is not positive$/,
  ],
  [
    'dcf_per_share',
    {},
    { discount_rate: 0.02, terminal_growth_rate: 0.02 },
    /^refused: growth without end is at or over the discount rate$/,
  ],
  [
    'epv_per_share',
    { total_debt: 5000 },
    {},
    /^refused: net debt is more than the value of the earnings$/,
  ],
  [
    'epv_per_share',
    { operating_income: -1000 },
    {},
    /^refused: normalised_ebit_margin .* is not positive$/,
  ],
])('%s with %j and assumptions %j is refused', (name, changed, assumptions, expected) => {
  const facts = flatFive
    .filter((f) => !(f.end === '2024-12-31' && f.concept in changed))
    .concat(year(2024, changed))
  const answers = deriveFrom(facts, assumptions)
  expect(answers.missing(`${name}@TTM@2024-12-31`)).toMatch(expected)
  expect(answers.derived.some((d) => d.name === name)).toBe(false)
})
