/** Checks that must not alarm on filings that are right, and must still find what is wrong in them. */
import { describe, expect, it } from 'vitest'
import { year } from '../../metrics/hand-built.fixture.ts'
import { checkQuality } from './check-quality.ts'

const failed = (figures: Parameters<typeof year>[1]): string[] =>
  checkQuality({ facts: year(2024, figures), others: [] }).checks.flatMap((check) =>
    check.failed > 0 ? [check.id] : [],
  )

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
