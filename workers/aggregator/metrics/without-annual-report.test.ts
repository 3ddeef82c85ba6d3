/**
 * A company that has not filed an annual report yet: what can be had from its quarters or halves,
 * and what is absent with which reason.
 */
import { describe, expect, test } from 'vitest'
import { deriveFrom, quarter, toDate } from './hand-built.fixture.ts'

const of = (revenue: number) => ({
  revenue,
  net_income: revenue / 10,
  operating_income: revenue / 5,
  operating_cash_flow: revenue / 8,
  capex: -revenue / 16,
  shares_diluted: 100,
  eps_diluted: revenue / 1000,
})
const balance = {
  current_assets: 300,
  current_liabilities: 150,
  total_assets: 900,
  total_liabilities: 400,
  equity_parent: 500,
}

describe('four quarters and the year before', () => {
  const answers = deriveFrom([
    ...([1, 2, 3, 4] as const).flatMap((q) => quarter(2024, q, of(100 + q))),
    ...([1, 2] as const).flatMap((q) => quarter(2025, q, { ...of(130 + q), ...balance })),
  ])
  test('twelve months are the sum of four quarters', () => {
    expect(answers.at('revenue@TTM@2025-06-30')).toMatchObject({
      formula: 'trailing_twelve_months',
      start: '2024-07-01',
    })
    expect(answers.n('revenue@TTM@2025-06-30')).toBe(103 + 104 + 131 + 132)
    expect(answers.n('revenue@TTM@2024-12-31')).toBeNaN()
    expect(answers.n('net_margin@TTM@2025-06-30')).toBeCloseTo(0.1, 10)
    expect(answers.n('eps_diluted_adjusted@TTM@2025-06-30')).toBeCloseTo(0.47, 10)
    expect(answers.n('free_cash_flow@TTM@2025-06-30')).toBeCloseTo(470 / 16, 10)
  })
  test('growth is against the same quarter of the year before', () => {
    expect(answers.n('revenue_growth@2025Q2')).toBeCloseTo(132 / 102 - 1, 10)
    expect(answers.n('revenue_growth@2024Q2')).toBeNaN()
    expect(answers.n('eps_growth@2025Q1')).toBeCloseTo(131 / 101 - 1, 10)
  })
  test('ratios of the newest balance are there', () => {
    expect(answers.n('current_ratio@TTM@2025-06-30')).toBe(2)
    expect(answers.n('liabilities_to_assets@TTM@2025-06-30')).toBeCloseTo(4 / 9, 10)
  })
  test('what needs fiscal years is absent because none is filed', () => {
    expect(answers.missing('normalised_ebit_margin@TTM@2025-06-30')).toBe(
      'not_reported: ebit_margin of the newest fiscal year is not filed',
    )
    expect(answers.derived.filter(({ period }) => period.startsWith('FY'))).toEqual([])
  })
})

test('three quarters are no year: there is no sum, and the reason says how many are known', () => {
  const answers = deriveFrom(([1, 2, 3] as const).flatMap((q) => quarter(2025, q, of(100))))
  expect(answers.at('revenue@TTM@2025-09-30')).toBeUndefined()
  expect(answers.missing('revenue@TTM@2025-09-30')).toBe(
    'not_reported: revenue for TTM@2025-09-30: no fiscal year is filed yet, and 3 of its four quarters are known',
  )
  expect(answers.absences.find(({ name }) => name === 'revenue')?.detail_zh).toContain('尚无年报')
})

test('a year whose first filed quarter is the third has its quarters in their place', () => {
  const answers = deriveFrom([
    ...([3, 4] as const).flatMap((q) => quarter(2024, q, of(100))),
    ...([1, 2, 3] as const).flatMap((q) => quarter(2025, q, of(125))),
  ])
  expect(answers.n('revenue@TTM@2025-06-30')).toBeNaN()
  expect(answers.n('revenue@TTM@2025-09-30')).toBe(100 + 3 * 125)
  expect(answers.n('revenue_growth@2025Q3')).toBeCloseTo(0.25, 10)
})

describe('half years only', () => {
  const answers = deriveFrom([
    ...toDate(2024, 2, of(400)),
    ...toDate(2025, 2, of(500)),
    ...quarter(2025, 2, balance),
  ])
  test('growth is against the same half, margins are those of the half', () => {
    expect(answers.n('revenue_growth@2025H1')).toBeCloseTo(0.25, 10)
    expect(answers.n('net_margin@2025H1')).toBeCloseTo(0.1, 10)
    expect(answers.n('free_cash_flow@2025H1')).toBeCloseTo(500 / 16, 10)
    expect(answers.n('current_ratio@2025H1')).toBe(2)
  })
  test('two halves of two years are no twelve months', () => {
    expect(answers.at('revenue@TTM@2025-06-30')).toBeUndefined()
    expect(answers.missing('revenue@TTM@2025-06-30')).toContain('0 of its four quarters are known')
  })
})

test('quarters of a restated base are not added to quarters of the base before', () => {
  const restated = ([1, 2] as const).flatMap((q) =>
    quarter(2025, q, { revenue: 80 }, { known_at: '2025-11-10T23:59:59.999Z' }).map((fact) => ({
      ...fact,
      former: { value: '100', known_at: '2025-08-10T23:59:59.999Z', provider_field: 'revenue' },
    })),
  )
  const answers = deriveFrom([
    ...([3, 4] as const).flatMap((q) => quarter(2024, q, { revenue: 100 })),
    ...restated,
  ])
  expect(answers.at('revenue@TTM@2025-06-30')).toBeUndefined()
  expect(answers.missing('revenue@TTM@2025-06-30')).toMatch(
    /^refused: revenue for TTM@2025-06-30: 2025Q1 was restated on 2025-11-10/,
  )
})
