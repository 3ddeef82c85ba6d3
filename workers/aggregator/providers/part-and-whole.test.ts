/**
 * A part is never the whole: a sum of a statement's lines is had when every part is filed or known
 * to be nil, and is absent otherwise. One small balance sheet in each provider's own form.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveFrom } from '../metrics/hand-built.fixture.ts'
import type { NewFact, ProviderResult } from '../model/provider.ts'
import { aShareFacts } from './eastmoney/a-share.ts'
import { hkFacts, hkReports } from './eastmoney/hk-statements.ts'
import type { SinaStatement } from './sina/client.ts'
import { statementFacts } from './sina/statements.ts'
import { type Lines, rowFacts } from './statement-row.ts'
import { hkFacts as tushareHkFacts } from './tushare/hk-statements.ts'
import { mainlandFacts, type TushareApi } from './tushare/statements.ts'

type Row = Record<string, number | string | null>
const bn = (amount: number): number => amount * 1_000_000_000
const KNOWN = '2026-04-01T00:00:00.000Z'

const factsIn = (read: ProviderResult<NewFact[]>): NewFact[] => {
  if (!read.ok) throw new Error(read.detail)
  return read.data
}
const amountOf = (facts: readonly NewFact[], concept: string): string | undefined =>
  facts.find((fact) => fact.concept === concept)?.value

const eastmoney = (report: string, row: Row): NewFact[] =>
  factsIn(
    aShareFacts({
      symbol: '600801.SH',
      report,
      rows: [
        { SECUCODE: '600801.SH', REPORT_DATE: '2025-12-31', NOTICE_DATE: '2026-04-01', ...row },
      ],
      knownBy: KNOWN,
    }),
  )
const tushare = (api: TushareApi, row: Row, comp_type = '1'): NewFact[] =>
  factsIn(
    mainlandFacts('600801.SH', api, [
      {
        ts_code: '600801.SH',
        end_date: '20251231',
        f_ann_date: '20260401',
        report_type: '1',
        comp_type,
        update_flag: '1',
        ...row,
      },
    ]),
  )
const sina = (statement: SinaStatement, row: Row): NewFact[] => {
  const data = Object.entries(row).map(([item_title, item_value]) => ({ item_title, item_value }))
  const report = { rType: '合并期末', rCurrency: 'CNY', publish_date: '20260401', data }
  const answer = { result: { data: { report_list: { '20251231': report } } } }
  return factsIn(statementFacts('600801.SH', statement, answer, KNOWN))
}
const hongKong = (codes: Record<string, number>): NewFact[] => {
  const reports = factsOfReports()
  const rows = Object.entries(codes).map(([STD_ITEM_CODE, AMOUNT]) => ({
    SECURITY_CODE: '09801',
    REPORT_DATE: '2025-12-31 00:00:00',
    STD_ITEM_CODE,
    AMOUNT,
  }))
  return factsIn(hkFacts('09801', 'balance', rows, reports, KNOWN))
}
const factsOfReports = () => {
  const read = hkReports('09801', [
    {
      SECURITY_CODE: '09801',
      START_DATE: '2025-01-01 00:00:00',
      REPORT_DATE: '2025-12-31 00:00:00',
      CURRENCY: '港元',
    },
  ])
  if (!read.ok) throw new Error(read.detail)
  return read.data
}
const tushareHongKong = (items: Record<string, number>): NewFact[] =>
  factsIn(
    tushareHkFacts(
      '09801',
      'hk_balancesheet',
      Object.entries(items).map(([ind_name, ind_value]) => ({
        ts_code: '09801.HK',
        end_date: '20251231',
        ind_name,
        ind_value,
      })),
      [{ end: '2025-12-31', start: '2025-01-01', currency: 'CNY', form: 'Q4' }],
      KNOWN,
    ),
  )

const EASTMONEY = {
  TOTAL_ASSETS: bn(20),
  TOTAL_LIABILITIES: bn(12),
  TOTAL_PARENT_EQUITY: bn(8),
  TOTAL_EQUITY: bn(8),
  TOTAL_CURRENT_LIAB: bn(4),
  MONETARYFUNDS: bn(2),
  SHORT_LOAN: bn(0.4),
  SHORT_BOND_PAYABLE: null,
  NONCURRENT_LIAB_1YEAR: bn(0.6),
  LONG_LOAN: bn(7),
  BOND_PAYABLE: null,
}
const TUSHARE = {
  total_assets: bn(20),
  total_liab: bn(12),
  total_hldr_eqy_exc_min_int: bn(8),
  total_hldr_eqy_inc_min_int: bn(8),
  total_cur_liab: bn(4),
  money_cap: bn(2),
  st_borr: bn(0.4),
  st_bonds_payable: null,
  non_cur_liab_due_1y: bn(0.6),
  lt_borr: bn(7),
  bond_payable: null,
}
const SINA = {
  资产总计: '20000000000',
  负债合计: '12000000000',
  归属于母公司股东权益合计: '8000000000',
  '所有者权益(或股东权益)合计': '8000000000',
  流动负债合计: '4000000000',
  货币资金: '2000000000',
  短期借款: '400000000',
  一年内到期的非流动负债: '600000000',
  长期借款: '7000000000',
  应付债券: '',
}

test.each([
  ['eastmoney', () => eastmoney('RPT_F10_FINANCE_GBALANCE', EASTMONEY)],
  ['tushare', () => tushare('balancesheet', TUSHARE)],
  ['sina', () => sina('fzb', SINA)],
])('%s: a long-term loan and no bonds: debt and what follows from it are whole', (_, read) => {
  const facts = read()
  expect(amountOf(facts, 'long_term_debt')).toBe('7000000000')
  expect(amountOf(facts, 'short_term_debt')).toBe('1000000000')
  const filed = facts.map((fact, at) => ({ ...fact, id: `f${at}`, retrieved_at: KNOWN }))
  const flow = { ...filed[0], concept: 'revenue', start: '2025-01-01', period: 'FY2025', id: 'r' }
  const { n } = deriveFrom([...filed, flow as (typeof filed)[number]], {}, 10, 'CNY')
  expect(n('total_debt@FY2025')).toBe(bn(8))
  expect(n('net_cash@FY2025')).toBe(bn(-6))
  expect(n('debt_to_equity@FY2025')).toBe(1)
  expect(n('debt_to_assets@FY2025')).toBe(0.4)
  expect(n('invested_capital@FY2025')).toBe(bn(14))
})

test.each([
  ['eastmoney', () => eastmoney('RPT_F10_FINANCE_GBALANCE', { ...EASTMONEY, LONG_LOAN: null })],
  ['tushare', () => tushare('balancesheet', { ...TUSHARE, lt_borr: null })],
  ['sina', () => sina('fzb', { ...SINA, 长期借款: '--' })],
  ['eastmoney HK', () => hongKong({ '004009999': bn(20), '004025999': bn(5), '004011010': 1 })],
  ['tushare HK', () => tushareHongKong({ 总资产: bn(20), 总负债: bn(5), 短期贷款: 1 })],
])(
  '%s: no long-term debt in a whole balance sheet is nil, and says which lines were empty',
  (_, read) => {
    const debt = read().find(({ concept }) => concept === 'long_term_debt')
    expect(debt?.value).toBe('0')
    expect(debt?.provider_field.match(/\(nil\)/g)?.length).toBeGreaterThan(1)
  },
)

test.each([
  [
    'eastmoney: without the totals of the statement',
    () => eastmoney('RPT_F10_FINANCE_GBALANCE', { ...EASTMONEY, TOTAL_LIABILITIES: null }),
  ],
  [
    'eastmoney: a report that has no line of debt',
    () =>
      eastmoney('RPT_DMSK_FN_BALANCE', {
        TOTAL_ASSETS: 1,
        TOTAL_LIABILITIES: 1,
        TOTAL_CURRENT_LIAB: 1,
      }),
  ],
  ['tushare: a bank', () => tushare('balancesheet', { ...TUSHARE, lt_borr: null }, '2')],
  ['sina: without the totals', () => sina('fzb', { ...SINA, 负债合计: '' })],
  [
    'sina: a form without the lines',
    () => sina('fzb', { 资产总计: '2', 负债合计: '1', 流动负债合计: '1' }),
  ],
  ['eastmoney HK: without the totals', () => hongKong({ '004011010': 1 })],
  [
    'eastmoney HK: financial liabilities that may be loans',
    () => hongKong({ '004009999': bn(20), '004025999': bn(5), '004020019': bn(2) }),
  ],
  ['tushare HK: without the totals', () => tushareHongKong({ 短期贷款: 1 })],
])('%s: an empty line is unknown, and so is the sum', (_, read) => {
  expect(amountOf(read(), 'long_term_debt')).toBeUndefined()
})

test.each([
  [
    'eastmoney',
    (third: number | null, first: number | null) =>
      eastmoney('RPT_F10_FINANCE_GCASHFLOW', {
        NETCASH_OPERATE: bn(1),
        FA_IR_DEPR: first,
        USERIGHT_ASSET_AMORTIZE: null,
        IA_AMORTIZE: bn(0.05),
        LPE_AMORTIZE: third,
      }),
  ],
  [
    'tushare',
    (third: number | null, first: number | null) =>
      tushare('cashflow', {
        n_cashflow_act: bn(1),
        depr_fa_coga_dpba: first,
        use_right_asset_dep: null,
        amort_intang_assets: bn(0.05),
        lt_amort_deferred_exp: third,
      }),
  ],
])('%s: depreciation is the sum of its parts, and unknown without the supplement', (_, read) => {
  expect(amountOf(read(null, bn(0.6)), 'depreciation_amortization')).toBe('650000000')
  expect(amountOf(read(bn(0.01), bn(0.6)), 'depreciation_amortization')).toBe('660000000')
  expect(amountOf(read(bn(0.01), null), 'depreciation_amortization')).toBeUndefined()
})

test.each([
  [
    'eastmoney',
    (sale: number | null, manage: number | null) =>
      eastmoney('RPT_F10_FINANCE_GINCOME', {
        OPERATE_PROFIT: 9,
        TOTAL_PROFIT: 9,
        SALE_EXPENSE: sale,
        MANAGE_EXPENSE: manage,
      }),
  ],
  [
    'tushare',
    (sale: number | null, manage: number | null) =>
      tushare('income', { operate_profit: 9, total_profit: 9, sell_exp: sale, admin_exp: manage }),
  ],
  [
    'sina',
    (sale: number | null, manage: number | null) =>
      sina('lrb', { 营业利润: 9, 利润总额: 9, 销售费用: sale, 管理费用: manage }),
  ],
])(
  '%s: a company that sells nothing has its administration alone; one without administration is unknown',
  (_, read) => {
    const concept = 'selling_general_administrative'
    expect(amountOf(read(null, 5), concept)).toBe('5')
    expect(amountOf(read(2, 5), concept)).toBe('7')
    expect(amountOf(read(2, null), concept)).toBeUndefined()
  },
)

test('a sum is exact or absent, whatever is empty', () => {
  const lines: Lines = { short_term_debt: [['?a', '?b', 'c', '-d']] }
  const amount = fc.option(fc.integer({ min: 0, max: 1e9 }))
  const cells = fc.record({ a: amount, b: amount, c: amount, d: amount, whole: fc.boolean() })
  fc.assert(
    fc.property(cells, (row) => {
      const read = factsIn(
        rowFacts(
          row,
          lines,
          {
            provider: 'p',
            record: 'r',
            form: null,
            currency: 'CNY',
            start: '2025-01-01',
            end: '2025-12-31',
            label: 'FY2025',
            basis: { consolidation: 'consolidated', standard: 'CAS' },
            sourceUrl: 'https://example.com',
            filedAt: null,
            knownAt: KNOWN,
          },
          () => row.whole,
        ),
      )
      const { a, b, c, d } = row
      const isKnown = c !== null && d !== null && (row.whole || (a !== null && b !== null))
      expect(read.map(({ value }) => Number(value))).toEqual(
        isKnown ? [(a ?? 0) + (b ?? 0) + c - d] : [],
      )
    }),
  )
})
