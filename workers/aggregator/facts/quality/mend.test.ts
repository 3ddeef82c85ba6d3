/** A sign or a scale is mended only where an identity leaves one reading. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { fact, year } from '../../metrics/hand-built.fixture.ts'
import { checkQuality } from './check-quality.ts'

const run = (facts: readonly Fact[]) => checkQuality({ facts, others: [] }).facts
const of = (facts: readonly Fact[], concept: string) => facts.find((f) => f.concept === concept)
const checksOf = (f: Fact | undefined): string[] =>
  !f || f.quality === 'ok' ? [] : f.quality.map(({ check }) => check)

const INCOME = {
  pretax_income: 237_500_000,
  income_tax: 50_000_000,
  net_income: 187_500_000,
  eps_diluted: 1.88,
  shares_diluted: 100_000_000,
}
const GROSS = { revenue: 1_250_000, cost_of_revenue: 750_000, gross_profit: 500_000 }
const CASH = {
  operating_cash_flow: 900,
  investing_cash_flow: -250,
  financing_cash_flow: -400,
  exchange_rate_effect_on_cash: -7,
  net_change_in_cash: 243,
}

describe('one reading is left', () => {
  test.each<[string, Parameters<typeof year>[1], string, string, string]>([
    [
      'net income in thousands',
      { ...INCOME, net_income: 187_500 },
      'net_income',
      '187500000',
      '187500',
    ],
    [
      'net income of the other sign',
      { ...INCOME, net_income: -187_500_000 },
      'net_income',
      '187500000',
      '-187500000',
    ],
    [
      'a cost filed as negative',
      { ...GROSS, cost_of_revenue: -750_000 },
      'cost_of_revenue',
      '750000',
      '-750000',
    ],
    ['a revenue in thousands', { ...GROSS, revenue: 1_250 }, 'revenue', '1250000', '1250'],
    [
      'an outflow filed as positive',
      { ...CASH, financing_cash_flow: 400 },
      'financing_cash_flow',
      '-400',
      '400',
    ],
    [
      'a rate effect of the other sign',
      { ...CASH, exchange_rate_effect_on_cash: 7 },
      'exchange_rate_effect_on_cash',
      '-7',
      '7',
    ],
    [
      'a negative equity filed as positive',
      { total_assets: 1_000_123, total_liabilities: 1_300_456, total_equity: 300_333 },
      'total_equity',
      '-300333',
      '300333',
    ],
  ])('%s', (_, amounts, concept, value, filed) => {
    const facts = run(year(2025, amounts))
    expect(of(facts, concept)).toMatchObject({ value, mended_from: { value: filed } })
    expect(checksOf(of(facts, concept))).toContain('mended')
    // What stood in the same sum is not to blame.
    for (const other of facts) if (other.concept !== concept) expect(checksOf(other)).toEqual([])
  })

  test('what failed for the filed value stays told', () => {
    const facts = run(year(2025, { ...INCOME, net_income: 187_500 }))
    expect(checksOf(of(facts, 'net_income'))).toEqual(
      expect.arrayContaining(['income_after_tax', 'eps', 'mended']),
    )
  })
})

describe('it stays as filed, and flagged,', () => {
  test('when no change makes the sum hold', () => {
    const facts = run(year(2025, { ...GROSS, gross_profit: 420_000 }))
    expect(of(facts, 'gross_profit')).toMatchObject({ value: '420000' })
    expect(of(facts, 'gross_profit')?.mended_from).toBeUndefined()
    expect(checksOf(of(facts, 'gross_profit'))).toEqual(['gross_profit'])
  })
  test('when the change only makes the figure disappear beside the others', () => {
    const amounts = { net_income_total: 214_154_321, net_income: 214_154_321 }
    const facts = run(year(2025, { ...amounts, minority_interest_income: 30_598_000 }))
    expect(of(facts, 'minority_interest_income')).toMatchObject({ value: '30598000' })
  })
  test('when two changes would', () => {
    const amounts = {
      total_assets: 1000,
      total_liabilities: 500,
      equity_parent: 300,
      total_equity: -500,
    }
    const facts = run(
      year(2025, {
        ...CASH,
        ...amounts,
        investing_cash_flow: 400,
        financing_cash_flow: 400,
        operating_cash_flow: 250,
      }),
    )
    expect(facts.filter((f) => f.mended_from && f.concept.endsWith('cash_flow'))).toEqual([])
  })
  test('when the change would break another sum', () => {
    const facts = run([
      ...year(2025, { total_assets: 1000, total_liabilities: 1300, total_equity: 300 }),
      fact('equity_parent', '@2025-12-31', null, '2025-12-31', 280),
      fact('minority_interest', '@2025-12-31', null, '2025-12-31', 20),
    ])
    expect(of(facts, 'total_equity')?.value).toBe('300')
  })
  test('when the one change that is left breaks another sum', () => {
    // Only the other sign of the total fits the sheet, and the parent's and the minority's fit it.
    const facts = run(
      year(2025, {
        total_assets: 1_000_123,
        total_liabilities: 1_300_456,
        total_equity: 300_333,
        equity_parent: 280_111,
        minority_interest: 20_222,
      }),
    )
    expect(facts.filter((f) => f.mended_from)).toEqual([])
    expect(checksOf(of(facts, 'total_equity'))).toEqual(['balance_sheet'])
  })
  test('when two figures of one sum would change, each for another sum', () => {
    const facts = run(
      year(2025, {
        total_assets: 1_000_123,
        total_liabilities: 1_300_456,
        total_equity: 300_333,
        equity_parent: -280_111,
        minority_interest: 20_222,
      }),
    )
    expect(facts.filter((f) => f.mended_from)).toEqual([])
  })
  test('when discontinued operations stand between', () => {
    const facts = run(year(2025, { ...INCOME, net_income: 140_000_000, eps_diluted: 1.4 }))
    expect(of(facts, 'net_income')).toMatchObject({ value: '140000000', quality: 'ok' })
  })
})

test('a statement that adds up is never changed', () => {
  const money = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 })
  fc.assert(
    fc.property(money, money, money, money, (revenue, cost, tax, rest) => {
      const facts = run(
        year(2025, {
          revenue,
          cost_of_revenue: cost,
          gross_profit: revenue - cost,
          pretax_income: rest,
          income_tax: tax,
          net_income: rest - tax,
        }),
      )
      expect(facts.filter((f) => f.mended_from)).toEqual([])
    }),
  )
})

describe('a count of shares', () => {
  const counted = (count: number, average: number) =>
    checksOf(
      of(
        run([
          ...year(2025, { shares_diluted: average }),
          fact('shares_outstanding', '@2026-02-10', null, '2026-02-10', count),
        ]),
        'shares_outstanding',
      ),
    )
  test.each([
    [100, 100_000_000],
    [1000, 85_000_000],
    [100_000, 100_000_000],
    [95_000_000_000, 95_000_000],
  ])('%d beside a weighted average of %d is none', (count, average) => {
    expect(counted(count, average)).toContain('share_count')
  })
  test.each([
    [98_000_000, 100_000_000],
    [30_000_000, 100_000_000],
    [2_000_000_000, 100_000_000],
  ])('%d beside %d may be one', (count, average) => {
    expect(counted(count, average)).toEqual([])
  })
})
