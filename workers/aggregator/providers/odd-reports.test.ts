/**
 * One odd report does not cost a company all others: it is left out and named; an answer of which
 * nothing can be read, or that is about another company, is none.
 */
import { describe, expect, test } from 'vitest'
import type { NewFact, ProviderResult } from '../model/provider.ts'
import { aShareFacts } from './eastmoney/a-share.ts'
import { hkFacts, hkReports } from './eastmoney/hk-statements.ts'
import { statementFacts } from './sina/statements.ts'
import { mainlandFacts } from './tushare/statements.ts'

const KNOWN = '2026-04-01T00:00:00.000Z'
/** Assets of the years 2025, 2024, …; text that is no number makes a report odd. */
type Assets = readonly (number | string)[]
const years = (assets: Assets): [year: number, assets: number | string][] =>
  assets.map((value, at) => [2025 - at, value])

const eastmoney = (assets: Assets, symbol = '600801.SH'): ProviderResult<NewFact[]> =>
  aShareFacts({
    symbol: '600801.SH',
    report: 'R',
    rows: years(assets).map(([year, TOTAL_ASSETS]) => ({
      SECUCODE: symbol,
      REPORT_DATE: `${year}-12-31`,
      TOTAL_ASSETS,
    })),
    knownBy: KNOWN,
  })
const tushare = (assets: Assets, symbol = '600801.SH'): ProviderResult<NewFact[]> =>
  mainlandFacts(
    '600801.SH',
    'balancesheet',
    years(assets).map(([year, total_assets]) => ({
      ts_code: symbol,
      end_date: `${year}1231`,
      f_ann_date: `${year + 1}0401`,
      report_type: '1',
      comp_type: '1',
      total_assets,
    })),
  )
const sina = (assets: Assets): ProviderResult<NewFact[]> =>
  statementFacts(
    '600801.SH',
    'fzb',
    {
      result: {
        data: {
          report_list: Object.fromEntries(
            years(assets).map(([year, item_value]) => [
              `${year}1231`,
              {
                rType: '合并期末',
                rCurrency: 'CNY',
                data: [{ item_title: '资产总计', item_value }],
              },
            ]),
          ),
        },
      },
    },
    KNOWN,
  )
const hongKong = (assets: Assets, symbol = '09801'): ProviderResult<NewFact[]> => {
  const reports = hkReports(
    '09801',
    years(assets).map(([year]) => ({
      SECURITY_CODE: '09801',
      START_DATE: `${year}-01-01`,
      REPORT_DATE: `${year}-12-31`,
      CURRENCY: '港元',
    })),
  )
  if (!reports.ok) return reports
  const rows = years(assets).map(([year, AMOUNT]) => ({
    SECURITY_CODE: symbol,
    REPORT_DATE: `${year}-12-31`,
    STD_ITEM_CODE: '004009999',
    AMOUNT,
  }))
  return hkFacts('09801', 'balance', rows, reports.data, KNOWN)
}

describe.each([
  ['eastmoney', eastmoney],
  ['tushare', tushare],
  ['sina', sina],
  ['eastmoney HK', hongKong],
] as const)('%s', (_, read) => {
  test('an odd report between sound ones is left out, counted and named', () => {
    const facts = read([3, 'many', 1])
    expect(facts.ok && facts.data.map(({ end, value }) => `${end} ${value}`).sort()).toEqual([
      '2023-12-31 1',
      '2025-12-31 3',
    ])
    expect(facts.ok && facts.unread?.length).toBe(1)
    expect(facts.ok && facts.unread?.[0]).toMatch(/2024/)
  })
  test('sound reports leave nothing out', () => {
    const facts = read([3, 2])
    expect(facts.ok && facts.unread).toBeUndefined()
  })
  test('an odd newest report is the failure of the answer: another provider may have it', () => {
    expect(read(['many', 2, 1])).toMatchObject({ ok: false, reason: 'malformed' })
  })
  test('an answer of odd reports alone is malformed', () => {
    expect(read(['many', 'few'])).toMatchObject({ ok: false, reason: 'malformed' })
  })
})

// An answer of Sina does not name its company.
test.each([
  ['eastmoney', eastmoney],
  ['tushare', tushare],
  ['eastmoney HK', hongKong],
] as const)('an answer of %s about another company is refused', (_, read) => {
  expect(read([3, 2], '600802.SH')).toMatchObject({ ok: false, reason: 'wrong_instrument' })
})

test('a Hong Kong report in a currency that is not known is left out', () => {
  const reports = ['港元', '古币'].map((CURRENCY, at) => ({
    SECURITY_CODE: '09801',
    START_DATE: `${2025 - at}-01-01`,
    REPORT_DATE: `${2025 - at}-12-31`,
    CURRENCY,
  }))
  const rows = reports.map(({ SECURITY_CODE, REPORT_DATE }) => ({
    SECURITY_CODE,
    REPORT_DATE,
    STD_ITEM_CODE: '004009999',
    AMOUNT: 5,
  }))
  const list = hkReports('09801', [...reports, { SECURITY_CODE: 9801 }])
  if (!list.ok) throw new Error(list.detail)
  expect(list.unread?.length).toBe(1)
  const facts = hkFacts('09801', 'balance', rows, list.data, KNOWN)
  expect(facts.ok && facts.data.map(({ end }) => end)).toEqual(['2025-12-31'])
  expect(facts.ok && facts.unread?.[0]).toContain('CURRENCY')
})
