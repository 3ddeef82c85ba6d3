/** No growth, average or compound rate leads across a restated base or a change of basis. */
import { describe, expect, test } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { deriveFrom, year, quarter } from './hand-built.fixture.ts'

/** A year that a later report states otherwise than its own report did. */
const restated = (
  y: number,
  in_: number,
  values: Record<string, [was: number, is: number]>,
  field?: string,
): Fact[] =>
  Object.entries(values).flatMap(([concept, [was, is]]) =>
    year(y, { [concept]: is }, { known_at: `${in_ + 1}-02-14T23:59:59.999Z` }).map((fact) => ({
      ...fact,
      former: {
        value: String(was),
        known_at: `${y + 1}-02-14T23:59:59.999Z`,
        provider_field: field ?? fact.provider_field,
      },
    })),
  )
const years = (from: number, values: number[], concept = 'revenue'): Fact[] =>
  values.flatMap((value, i) => year(from + i, { [concept]: value }))

/** A division sold in 2025: the report of that year states three years without it. */
const SPUN_OFF = [
  ...years(2020, [1000, 1050, 1100]),
  ...restated(2023, 2025, { revenue: [1150, 920] }),
  ...restated(2024, 2025, { revenue: [1200, 960] }),
  ...years(2025, [1000]),
]

describe('a base that was restated', () => {
  const answers = deriveFrom(SPUN_OFF)
  test('is no base for growth, nor for a rate over years that leads across it', () => {
    for (const id of ['revenue_growth@FY2023', 'revenue_cagr_3y@FY2025', 'revenue_cagr_5y@FY2025'])
      expect(answers.missing(id)).toContain('FY2023 was restated on 2026-02-14, FY2022 was not')
  })
  test('is one among the years that stand on it, and among those before', () => {
    expect(answers.n('revenue_growth@FY2025')).toBeCloseTo(1000 / 960 - 1, 9)
    expect(answers.n('revenue_growth@FY2024')).toBeCloseTo(960 / 920 - 1, 9)
    expect(answers.n('revenue_growth@FY2022')).toBeCloseTo(1100 / 1050 - 1, 9)
  })
  test('is told as a break of every figure that rests on it', () => {
    expect(answers.breaks).toContainEqual({
      name: 'revenue',
      from: 'FY2022',
      to: 'FY2023',
      reason: 'restated',
      detail: 'FY2023 was restated on 2026-02-14, FY2022 was not',
    })
    expect(answers.breaks.every(({ to }) => to === 'FY2023')).toBe(true)
  })
  test('an average of balances leads not across it', () => {
    const { missing } = deriveFrom([
      ...years(2022, [100, 110, 120, 130], 'net_income'),
      ...years(2022, [800], 'equity_parent'),
      ...restated(2023, 2025, { equity_parent: [850, 600] }),
      ...restated(2024, 2025, { equity_parent: [900, 650] }),
      ...years(2025, [700], 'equity_parent'),
    ])
    expect(missing('roe@FY2023')).toContain('2023-12-31 was restated')
    expect(missing('roe@FY2025')).toBeUndefined()
  })
})

test('a rounded mention and a small correction are no break', () => {
  const rounded = [
    ...years(2021, [1_098_765_432, 1_150_000_000]),
    ...restated(2023, 2025, { revenue: [1_234_567_890, 1_234_600_000] }),
    ...restated(2024, 2025, { revenue: [1_300_000_000, 1_300_900_000] }),
  ]
  expect(deriveFrom(rounded).missing('revenue_growth@FY2023')).toBeUndefined()
  expect(deriveFrom(rounded).breaks).toEqual([])
})

test('another value under another line is a change of line and not a restatement', () => {
  const facts = [
    ...years(2021, [1100, 1150]),
    ...restated(2023, 2025, { revenue: [1250, 1000] }, 'another_line'),
    ...restated(2024, 2025, { revenue: [1300, 1050] }, 'another_line'),
  ]
  const { missing, breaks } = deriveFrom(facts)
  expect(missing('revenue_growth@FY2023')).toContain('is filed under another line since 2026-02-14')
  expect(missing('revenue_growth@FY2023')).not.toContain('restated')
  expect(breaks[0]?.reason).toBe('line')
})

test('a restated year beside one that was filed again without a change is comparable', () => {
  const facts = [
    ...years(2022, [1000]),
    ...restated(2023, 2024, { revenue: [1100, 1050] }),
    ...years(2024, [1200]),
  ]
  // The report of 2024 shows 2023; 2022 was shown again in the report of 2023 only.
  expect(deriveFrom(facts).missing('revenue_growth@FY2023')).toContain('restated')
  expect(deriveFrom(facts).n('revenue_growth@FY2024')).toBeCloseTo(1200 / 1050 - 1, 9)
})

test.each([
  ['currency', { unit: 'EUR' }],
  ['standard', { basis: { consolidation: 'consolidated', standard: 'J-GAAP' } as const }],
] as const)('a change of %s is a break', (reason, over) => {
  const facts = [...year(2023, { revenue: 100 }, over), ...year(2024, { revenue: 120 })]
  const { breaks, at } = deriveFrom(facts)
  expect(breaks).toContainEqual(expect.objectContaining({ name: 'revenue', to: 'FY2024', reason }))
  expect(at('revenue_growth@FY2024')).toBeUndefined()
})

test('a trailing year is not made of a restated year and a quarter that was not', () => {
  const trailing = (restatedOn: string) => {
    const { at, absences } = deriveFrom([
      ...year(
        2024,
        { revenue: 1300 },
        {
          known_at: `${restatedOn}T23:59:59.999Z`,
          former: {
            value: '1000',
            known_at: '2025-02-14T23:59:59.999Z',
            provider_field: 'revenue',
          },
        },
      ),
      ...quarter(2024, 1, { revenue: 250 }),
      ...quarter(2025, 1, { revenue: 260 }),
    ])
    return (
      at('revenue@TTM@2025-03-31')?.value ??
      absences.find(({ name, period }) => name === 'revenue' && period.startsWith('TTM'))?.detail
    )
  }
  // Long after the report in which the quarter would have been stated again.
  expect(trailing('2025-10-01')).toContain('FY2024 was restated on 2025-10-01, 2024Q1 was not')
  expect(trailing('2025-03-01')).toBe('1310')
})

test('the same value in more digits is no restatement', () => {
  const growth = (value: number) =>
    deriveFrom([
      ...year(2023, { revenue: 1_000_000_000 }),
      ...year(
        2024,
        { revenue: value },
        {
          known_at: '2025-12-01T23:59:59.999Z',
          former: {
            value: '1200000000',
            known_at: '2025-02-14T23:59:59.999Z',
            provider_field: 'revenue',
          },
        },
      ),
    ]).at('revenue_growth@FY2024')?.value
  expect(growth(1_234_567_890)).toBe('0.23456789')
  expect(growth(1_334_567_890)).toBeUndefined()
})
