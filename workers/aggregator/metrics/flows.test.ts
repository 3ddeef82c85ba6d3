import { expect, test } from 'vitest'
import { deriveFrom, fact, quarter, toDate, year } from './hand-built.fixture.ts'

const BASE = year(2023, { revenue: 1 })

test('cash flows filed year to date give discrete quarters with their inputs', () => {
  // AAPL FY2025, in billions: 29.935, 53.887, 81.754 year to date, 111.482 for the year.
  const { at } = deriveFrom([
    ...BASE,
    ...quarter(2024, 1, { operating_cash_flow: '29.935' }),
    ...toDate(2024, 2, { operating_cash_flow: '53.887' }),
    ...toDate(2024, 3, { operating_cash_flow: '81.754' }),
    ...year(2024, { operating_cash_flow: '111.482' }),
  ])
  expect(at('operating_cash_flow@2024Q2')).toMatchObject({
    value: '23.952',
    formula: 'quarter_by_subtraction',
    start: '2024-04-01',
    end: '2024-06-30',
  })
  expect(at('operating_cash_flow@2024Q3')?.value).toBe('27.867')
  expect(at('operating_cash_flow@2024Q4')).toMatchObject({
    value: '29.728',
    inputs: [
      'f:operating_cash_flow:2024-01-01:2024-12-31',
      'f:operating_cash_flow:2024-01-01:2024-09-30',
    ],
  })
  expect(at('operating_cash_flow@2024Q1')).toBeUndefined()
})

test('differences of money are exact to the cent', () => {
  // 688256.SH 2025, as filed.
  const { at } = deriveFrom([
    ...BASE,
    ...quarter(2024, 1, { revenue: '1111398926.80' }),
    ...toDate(2024, 2, { revenue: '2880643471.09' }),
    ...toDate(2024, 3, { revenue: '4607424363.66' }),
    ...year(2024, { revenue: '6497196198.68' }),
  ])
  expect([2, 3, 4].map((q) => at(`revenue@2024Q${q}`)?.value)).toEqual([
    '1769244544.29',
    '1726780892.57',
    '1889771835.02',
  ])
})

test('a filed quarter is not derived again; a fourth quarter follows from three filed ones where nine months are not filed', () => {
  const { at } = deriveFrom([
    ...([1, 2, 3] as const).flatMap((q) => quarter(2024, q, { revenue: 10 * q })),
    ...year(2024, { revenue: 100 }),
  ])
  expect(at('revenue@2024Q2')).toBeUndefined()
  expect(at('revenue@2024Q4')).toMatchObject({ value: '40', formula: 'quarter_by_subtraction' })
  expect(at('revenue@2024Q4')?.inputs).toHaveLength(4)
})

test('quarters of different units, bases or restated on one side only are not subtracted', () => {
  const nine = { basis: { consolidation: 'consolidated', standard: 'IFRS' } } as const
  expect(
    deriveFrom([
      ...year(2024, { revenue: 100 }),
      ...quarter(2024, 3, { revenue: 9 }),
      ...toDate(2024, 3, { revenue: 70 }, nine),
    ]).missing('revenue@2024Q4'),
  ).toMatch(/^refused: .*different bases/)
  const former = (value: string) => ({
    former: { value, known_at: '2025-02-14T23:59:59.999Z', provider_field: 'revenue' },
  })
  const late = { known_at: '2026-02-14T23:59:59.999Z', ...former('90') }
  const restated = deriveFrom([
    ...year(2024, { revenue: 100 }, late),
    ...quarter(2024, 3, { revenue: 9 }),
    ...toDate(2024, 3, { revenue: 70 }),
  ])
  expect(restated.missing('revenue@2024Q4')).toMatch(
    /^refused: .*FY2024 was restated on 2026-02-14, 2024-9M was not/,
  )
  // A figure that is filed for the first time as a comparative is no restatement.
  const { former: _, ...first } = late
  expect(
    deriveFrom([
      ...year(2024, { revenue: 100 }, first),
      ...quarter(2024, 3, { revenue: 9 }),
      ...toDate(2024, 3, { revenue: 70 }),
    ]).at('revenue@2024Q4')?.value,
  ).toBe('30')
})

test('a value restated before the other was due to be filed again is subtracted once it was', () => {
  const restatedHalf = toDate(
    2024,
    2,
    { capex: -45 },
    {
      known_at: '2025-08-14T23:59:59.999Z',
      former: { value: '-40', known_at: '2024-08-14T23:59:59.999Z', provider_field: 'capex' },
    },
  )
  const facts = [
    ...year(2024, { capex: -100 }),
    ...toDate(2024, 3, { capex: -70 }),
    ...restatedHalf,
  ]
  expect(deriveFrom(facts).missing('capex@2024Q3')).toMatch(/^refused/)
  const nextYear = year(2025, { capex: -120 })
  expect(deriveFrom([...facts, ...nextYear]).at('capex@2024Q3')?.value).toBe('-25')
})

const eps = (shares: number, nineMonths: string, over = {}) => [
  ...year(2024, { eps_diluted: '4.1', shares_diluted: 1000 }),
  ...quarter(2024, 3, { eps_diluted: '1' }),
  ...toDate(2024, 3, { eps_diluted: nineMonths, shares_diluted: shares }, over),
]

test('fourth-quarter EPS is the difference where the share count has hardly changed', () => {
  expect(deriveFrom(eps(1009, '3')).at('eps_diluted@2024Q4')).toMatchObject({
    value: '1.1',
    formula: 'quarter_by_subtraction',
  })
  expect(deriveFrom(eps(1009, '3')).at('eps_diluted_adjusted@2024Q4')?.value).toBe('1.1')
})

test('fourth-quarter EPS is refused where the share count has changed by more than 1%', () => {
  const answers = deriveFrom(eps(1012, '3'))
  expect(answers.missing('eps_diluted@2024Q4')).toMatch(/^refused: .*differ by more than 1%/)
  expect(answers.at('eps_diluted@2024Q4')).toBeUndefined()
})

test('fourth-quarter EPS is refused across a split', () => {
  const split = fact('stock_split_ratio', '@2024-12-01', null, '2024-12-01', 10, {
    known_at: '2025-02-14T00:00:00.000Z',
  })
  const answers = deriveFrom([...eps(100, '30'), split])
  expect(answers.missing('eps_diluted@2024Q4')).toMatch(/^refused: .*a split lies between/)
  expect(answers.at('eps_diluted@2024Q4')).toBeUndefined()
})

test('weighted share counts are never had by subtraction', () => {
  expect(deriveFrom(eps(1000, '3')).at('shares_diluted@2024Q4')).toBeUndefined()
})

const twoYears = [
  ...quarter(2023, 1, { revenue: 20, operating_cash_flow: 2 }),
  ...year(2023, { revenue: 100, operating_cash_flow: 10, receivables: 5 }),
  ...quarter(2023, 1, { receivables: 7 }),
]

test('twelve months are the fiscal year plus this year to date less that of the year before', () => {
  const { at, n } = deriveFrom([
    ...twoYears,
    ...quarter(2024, 1, { revenue: 30, operating_cash_flow: 4, receivables: 13 }),
  ])
  expect(at('revenue@TTM@2024-03-31')).toMatchObject({
    value: '110',
    formula: 'trailing_twelve_months',
    start: '2023-04-01',
    end: '2024-03-31',
    period: 'TTM@2024-03-31',
  })
  expect(at('revenue@TTM@2024-03-31')?.inputs).toEqual([
    'f:revenue:2023-01-01:2023-12-31',
    'f:revenue:2024-01-01:2024-03-31',
    'f:revenue:2023-01-01:2023-03-31',
  ])
  // Balances at the end of the twelve months and a year before it.
  expect(n('receivable_days@TTM@2024-03-31')).toBeCloseTo((10 / 110) * 365, 9)
})

test('twelve months that end with a fiscal year are that year', () => {
  expect(deriveFrom(twoYears).at('revenue@TTM@2023-12-31')).toMatchObject({
    value: '100',
    inputs: ['f:revenue:2023-01-01:2023-12-31'],
  })
})

test('a company that files half years has twelve months too', () => {
  const { at } = deriveFrom([
    ...year(2023, { revenue: 100 }),
    ...toDate(2023, 2, { revenue: 40 }),
    ...toDate(2024, 2, { revenue: 55 }),
  ])
  expect(at('revenue@TTM@2024-06-30')?.value).toBe('115')
})

test('EPS over twelve months is the sum of four quarters, never a difference', () => {
  const q = ([1, 2, 3] as const).flatMap((n) => quarter(2023, n, { eps_diluted: '1' }))
  const facts = [
    ...q,
    ...toDate(2023, 3, { eps_diluted: '3', shares_diluted: 10 }),
    ...year(2023, { eps_diluted: '4', shares_diluted: 10 }),
    ...quarter(2024, 1, { eps_diluted: '1.5' }),
  ]
  expect(deriveFrom(facts).at('eps_diluted_adjusted@TTM@2024-03-31')).toMatchObject({
    value: '4.5',
    inputs: [
      'eps_diluted_adjusted@2023Q2',
      'eps_diluted_adjusted@2023Q3',
      'eps_diluted_adjusted@2023Q4',
      'eps_diluted_adjusted@2024Q1',
    ],
  })
})

test('twelve months that cannot be put together are absent with what is missing', () => {
  const answers = deriveFrom([
    ...year(2023, { revenue: 100 }),
    ...quarter(2024, 1, { revenue: 30 }),
  ])
  expect(answers.missing('revenue@TTM@2024-03-31')).toBe(
    'not_reported: revenue is not filed for TTM@2024-03-31: its year to date a year before is missing',
  )
})

test('a 53-week year and its 14-week quarter are a year and a quarter', () => {
  const weeks = [
    fact('revenue', 'FY2022', '2021-09-26', '2022-09-24', 90),
    fact('revenue', 'FY2023', '2022-09-25', '2023-09-30', 100),
    fact('revenue', '2023-9M', '2022-09-25', '2023-07-01', 70),
    fact('net_income', '2023Q3', '2023-04-02', '2023-07-01', 1),
  ]
  const answers = deriveFrom(weeks)
  expect(answers.at('revenue@2023Q4')).toMatchObject({
    value: '30',
    start: '2023-07-02',
    end: '2023-09-30',
  })
  expect(answers.n('revenue_growth@FY2023')).toBeCloseTo(1 / 9, 10)
})

test('a transition period is no base for growth', () => {
  const changed = [
    fact('revenue', 'FY2022', '2022-01-01', '2022-12-31', 90),
    fact('revenue', 'FY2024', '2023-04-01', '2024-03-31', 100),
  ]
  const answers = deriveFrom(changed)
  expect(answers.missing('revenue_growth@FY2024')).toBe(
    'refused: a transition period lies between FY2024 and the year before: the fiscal year changed',
  )
  const skipped = [
    fact('revenue', 'FY2022', '2022-01-01', '2022-12-31', 90),
    fact('revenue', 'FY2024', '2024-01-01', '2024-12-31', 100),
  ]
  expect(deriveFrom(skipped).missing('revenue_growth@FY2024')).toBe(
    'not_reported: revenue is not known the year before FY2024',
  )
})
