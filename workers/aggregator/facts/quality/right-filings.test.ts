/**
 * Checks that must not alarm on filings that are right, and must still find what is wrong in them.
 */
import { describe, expect, it } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { fact, year } from '../../metrics/hand-built.fixture.ts'
import { checkQuality } from './check-quality.ts'

const failedOf = (facts: readonly Fact[]): string[] =>
  checkQuality({ facts, others: [] }).checks.flatMap((check) =>
    check.failed > 0 ? [check.id] : [],
  )
const failed = (figures: Parameters<typeof year>[1]): string[] => failedOf(year(2024, figures))

describe('temporary equity', () => {
  const SHEET = { total_liabilities: 601, total_equity: 403, temporary_equity: 37 }
  it('stands between liabilities and equity', () => {
    expect(failed({ ...SHEET, total_assets: 1041 })).toEqual([])
  })
  it('may be counted among one of them', () => {
    expect(failed({ ...SHEET, total_assets: 1004 })).toEqual([])
  })
  it('does not hide another gap', () => {
    expect(failed({ ...SHEET, total_assets: 1061 })).toContain('balance_sheet')
  })
})

describe('the flow of discontinued operations', () => {
  const FLOWS = {
    operating_cash_flow: 600,
    investing_cash_flow: -400,
    financing_cash_flow: -100,
    discontinued_cash_flow: 70,
  }
  it('stands beside the three flows, or is part of them', () => {
    for (const rates of [{}, { exchange_rate_effect_on_cash: 0 }]) {
      expect(failed({ ...FLOWS, ...rates, net_change_in_cash: 170 })).toEqual([])
      expect(failed({ ...FLOWS, ...rates, net_change_in_cash: 100 })).toEqual([])
    }
  })
  it('does not hide another gap', () => {
    for (const rates of [{}, { exchange_rate_effect_on_cash: 0 }])
      expect(failed({ ...FLOWS, ...rates, net_change_in_cash: 240 })).toContain('cash_flows')
  })
})

describe('preferred dividends', () => {
  const SHARES = { shares_basic: 1_000_000, eps_basic: 1.5 }
  it('stand between net income and EPS', () => {
    expect(failed({ ...SHARES, net_income: 2_000_000, preferred_dividends: 500_000 })).toEqual([])
    expect(failed({ ...SHARES, net_income: 2_000_000, net_income_common: 1_500_000 })).toEqual([])
  })
  it('that are not there leave EPS that does not fit', () => {
    expect(failed({ ...SHARES, net_income: 2_000_000 })).toContain('eps')
    expect(failed({ ...SHARES, net_income: 9_000_000, preferred_dividends: 500_000 })).toContain(
      'eps',
    )
  })
})

describe('a diluted EPS', () => {
  const FILED = { net_income: 2_000_000, eps_basic: 2, shares_basic: 1_000_000 }
  // 150,000 of interest on convertible notes are added back.
  const DILUTED = { eps_diluted: 1.72, shares_diluted: 1_250_000 }
  it('may be made of what the converted securities cost as well', () => {
    expect(failed({ ...FILED, ...DILUTED, interest_expense: 200_000 })).toEqual([])
    expect(
      failed({
        ...FILED,
        ...DILUTED,
        eps_basic: 1.85,
        eps_diluted: 1.6,
        preferred_dividends: 150_000,
        interest_expense: 0,
      }),
    ).toEqual([])
  })
  it.each<[string, Parameters<typeof year>[1]]>([
    ['more than that', { ...FILED, ...DILUTED, interest_expense: 50_000 }],
    [
      'an EPS above the basic one',
      { ...FILED, eps_diluted: 2.15, shares_diluted: 1_000_000, interest_expense: 200_000 },
    ],
    ['less than the income', { ...FILED, ...DILUTED, eps_diluted: 1.4, interest_expense: 9e6 }],
    [
      'a loss that conversion would make smaller',
      {
        net_income: -2_000_000,
        eps_basic: -2,
        shares_basic: 1_000_000,
        eps_diluted: -2,
        shares_diluted: 741,
        interest_expense: 9e6,
      },
    ],
  ])('is found wrong: %s', (_, figures) => {
    expect(failed(figures)).toContain('eps')
  })
})

describe('income after tax', () => {
  const FILED = { pretax_income: 88_800_000, income_tax: 159_000_000, net_income: 71_900_000 }
  it('may differ in sign by discontinued operations, which EPS bears out', () => {
    expect(failed({ ...FILED, eps_basic: 0.73, shares_basic: 98_100_000 })).toEqual([])
  })
  it('is found wrong where EPS says otherwise, or is not known', () => {
    for (const eps of [{}, { eps_basic: -0.73, shares_basic: 98_100_000 }])
      expect(failed({ ...FILED, ...eps })).toContain('income_after_tax')
  })
})

describe('a sum of which a later filing restated a part', () => {
  const day = '2024-12-31'
  const [FIRST, LATER] = ['2025-02-10T23:59:59.999Z', '2025-05-05T23:59:59.999Z']
  const restated = (value: number, field: string) => ({
    known_at: LATER,
    former: { value: String(value), known_at: FIRST, provider_field: field },
  })
  const at = (concept: Parameters<typeof fact>[0], value: number, over: Partial<Fact> = {}) =>
    fact(concept, `@${day}`, null, day, value, { known_at: FIRST, ...over })
  const roll = (after: number, over: Partial<Fact>): Fact[] => [
    fact('end_cash', '@2023-12-31', null, '2023-12-31', 649, { known_at: FIRST }),
    fact('net_change_in_cash', 'FY2024', '2024-01-01', day, 408, { known_at: FIRST }),
    at('end_cash', after, over),
  ]

  it('held as first stated: cash that was restated for another date alone', () => {
    expect(failedOf(roll(1050, restated(1057, 'end_cash')))).toEqual([])
  })
  it('is found wrong where it did not hold as first stated', () => {
    expect(failedOf(roll(1050, restated(1099, 'end_cash')))).toEqual(['cash_roll'])
    expect(failedOf(roll(1050, {}))).toEqual(['cash_roll'])
  })
  it('is found wrong where a term was not known when the others were first stated', () => {
    expect(
      failedOf([
        fact('end_cash', '@2023-12-31', null, '2023-12-31', 1057, { known_at: FIRST }),
        fact('net_change_in_cash', 'FY2024', '2024-01-01', day, 408, { known_at: LATER }),
        at('end_cash', 1050, restated(1057, 'end_cash')),
      ]),
    ).toEqual(['cash_roll'])
  })
  it('held as first stated: two terms of a sheet of which the third is not stated again', () => {
    expect(
      failedOf([
        at('total_assets', 10_952, restated(10_965, 'total_assets')),
        at('total_liabilities', 4746),
        at('total_equity', 6214, restated(6219, 'total_equity')),
      ]),
    ).toEqual([])
  })
  it('held as first stated: equity that stands under another line since then', () => {
    const sheet = (field: string): Fact[] => [
      at('total_assets', 9004),
      at('total_liabilities', 2704),
      at('total_equity', 6304, restated(6300, field)),
    ]
    expect(failedOf(sheet('us-gaap:StockholdersEquity'))).toEqual([])
    // One term changed under its own line: the later filing contradicts itself.
    expect(failedOf(sheet('total_equity'))).toEqual(['balance_sheet'])
  })
})
