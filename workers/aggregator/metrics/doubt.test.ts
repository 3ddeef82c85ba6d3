/** Doubt travels from a fact that failed a check to everything that is computed from it. */
import { describe, expect, test } from 'vitest'
import type { Derived, Fact } from '#shared/contracts/facts.ts'
import { derive } from './derive.ts'
import { ASSUMPTIONS, deriveFrom, quarter, toDate, year } from './hand-built.fixture.ts'

const amounts = (scale: number) => ({
  revenue: 1000 * scale,
  cost_of_revenue: 600 * scale,
  operating_income: 200 * scale,
  pretax_income: 190 * scale,
  income_tax: 40 * scale,
  interest_expense: 10 * scale,
  net_income: 150 * scale,
  operating_cash_flow: 180 * scale,
  capex: -50 * scale,
  depreciation_amortization: 40 * scale,
  eps_diluted: 1.5 * scale,
  shares_diluted: 100,
})
const balances = (scale: number) => ({
  total_assets: 2000 * scale,
  total_liabilities: 1200 * scale,
  equity_parent: 800 * scale,
  cash: 150 * scale,
  long_term_debt: 300 * scale,
  receivables: 100 * scale,
})
const COMPANY: Fact[] = [
  ...[2020, 2021, 2022, 2023, 2024].flatMap((y, i) =>
    year(y, { ...amounts(1 + i / 10), ...balances(1 + i / 10) }),
  ),
  ...([1, 2, 3] as const).flatMap((q) => quarter(2024, q, { revenue: 350 })),
  ...toDate(2024, 3, { revenue: 1050, net_income: 160 }),
  ...quarter(2025, 1, { ...amounts(0.4), ...balances(1.5) }),
  ...quarter(2024, 1, { net_income: 50, operating_cash_flow: 60 }),
]

const flagged = (at: number): Fact[] =>
  COMPANY.map((fact, i) =>
    i === at ? { ...fact, quality: [{ check: 'jump', detail: 'x', other_values: [] }] } : fact,
  )

/** Whether a derived figure rests on the fact, through all steps. */
const restsOn = (derived: readonly Derived[], figure: Derived, id: string): boolean =>
  figure.inputs.some((input) => {
    const next = derived.find((d) => d.id === input)
    return input === id || (next !== undefined && restsOn(derived, next, id))
  })

describe('a fact that failed a check', () => {
  test.each(COMPANY.map((fact, at) => [`${fact.concept} ${fact.period}`, at] as const))(
    '%s: all that rests on it carries the doubt, and nothing else does',
    (_, at) => {
      const facts = flagged(at)
      const id = facts[at]?.id ?? ''
      const { derived } = deriveFrom(facts)
      for (const figure of derived)
        expect({ id: figure.id, doubts: figure.doubts }).toEqual({
          id: figure.id,
          doubts: restsOn(derived, figure, id) ? [{ check: 'jump', figure: id }] : undefined,
        })
    },
  )

  test('a quarter by subtraction, a trailing sum and a ratio of both are in doubt', () => {
    const { at } = deriveFrom(
      flagged(COMPANY.findIndex((f) => f.concept === 'revenue' && f.period === 'FY2024')),
    )
    for (const id of ['revenue@2024Q4', 'revenue_growth@FY2024', 'net_margin@FY2024'])
      expect(at(id)?.doubts).toHaveLength(1)
  })

  test('that it could not be compared in another currency casts no doubt', () => {
    const quality = [{ check: 'providers_currency', detail: 'x', other_values: [] }]
    const { at } = deriveFrom(COMPANY.map((fact) => ({ ...fact, quality })))
    expect(at('net_margin@FY2024')?.doubts).toBeUndefined()
  })
})

describe('a figure derived from two providers', () => {
  const revenue = (provider: string) =>
    year(2024, { revenue: 1000 }, { provider, id: `${provider}-revenue` })
  const gross = year(2024, { gross_profit: 86_200 }, { provider: 'b' })
  const derived = (comparisons: Parameters<typeof derive>[0]['comparisons']) => {
    const found = derive({
      facts: [...revenue('a'), ...gross],
      fiscalYears: [],
      currency: 'USD',
      assumptions: ASSUMPTIONS,
      years: 5,
      ...(comparisons && { comparisons }),
    })
    return {
      margin: found.derived.find(({ id }) => id === 'gross_margin@FY2024')?.value,
      why: found.absences.find(({ name, period }) => `${name}@${period}` === 'gross_margin@FY2024')
        ?.detail,
    }
  }
  const end = Math.floor(Date.parse('2024-12-31') / 86_400_000)
  const compared = (agree: boolean, at = end) => ({
    providers: ['b', 'a'] as const,
    end: at,
    agree,
  })

  test('is refused with the reason when they have no figure in common', () => {
    expect(derived(undefined)).toEqual({
      margin: undefined,
      why: 'gross_margin for FY2024: its inputs come from a and b, which do not agree on a figure that both have',
    })
  })
  test('is refused when they differ on what both have, and given when they agree', () => {
    expect(derived([compared(false), compared(false), compared(true)]).margin).toBeUndefined()
    expect(derived([compared(true)]).margin).toBe('86.2')
  })
  test('figures of the same date decide over those of other years', () => {
    expect(derived([compared(false), compared(true, end - 366)]).margin).toBeUndefined()
    expect(derived([compared(true, end - 366)]).margin).toBe('86.2')
  })
})
