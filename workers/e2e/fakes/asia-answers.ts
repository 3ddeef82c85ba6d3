/**
 * Answers of providers about shares of China and Hong Kong that do not exist: every figure and
 * every name is invented. Tests only.
 */
import { type Answering, gbk, type ProviderCase } from '../../aggregator/providers/test/case.ts'
import { table } from '../../aggregator/providers/tushare/made.fixture.ts'
import type { Dataset, Market, ProviderId } from '#shared/names.ts'

const same = (body: string): string => body
/** One provider's answers about one dataset; nothing of it is spoilt. */
export const asks = (
  provider: ProviderId,
  dataset: Dataset,
  market: Market,
  symbol: string,
  answers: readonly Answering[],
): ProviderCase => ({
  provider,
  dataset,
  market,
  symbol,
  proof: 'fake',
  evidence: ['invented for this test'],
  answers,
  spoilt: { other_company: same, null_field: same, wrong_type: same, empty: same },
})

/** The day so many days ago, as the tests' clock and the Workers' clock have it. */
export const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

const bn = (amount: number): number => amount * 1_000_000_000
const YEARS = [2025, 2024, 2023]

/** An answer of Eastmoney's data centre. */
const dataCentre = (report: string, rows: readonly object[]): Answering => ({
  match: `reportName=${report}`,
  body: () =>
    JSON.stringify({
      version: 'x',
      result: { pages: 1, count: rows.length, data: rows },
      success: true,
      message: 'ok',
      code: 0,
    }),
})
const yearly = (row: object): object[] =>
  YEARS.map((year) => ({
    SECUCODE: '600801.SH',
    SECURITY_CODE: '600801',
    SECURITY_NAME_ABBR: '样本股份',
    ORG_TYPE: '通用',
    ORG_CODE: '10000001',
    REPORT_DATE: `${year}-12-31 00:00:00`,
    REPORT_TYPE: '年报',
    NOTICE_DATE: `${year + 1}-04-01 00:00:00`,
    CURRENCY: 'CNY',
    ...row,
  }))

/** A company with a long-term loan of 7 bn and no bonds: it owes 8 bn, of an equity of 8 bn. */
const EASTMONEY_BALANCE = {
  TOTAL_ASSETS: bn(20),
  TOTAL_LIABILITIES: bn(12),
  TOTAL_EQUITY: bn(8),
  TOTAL_PARENT_EQUITY: bn(8),
  MINORITY_EQUITY: null,
  UNASSIGN_RPOFIT: bn(3),
  MONETARYFUNDS: bn(2),
  TRADE_FINASSET: null,
  TOTAL_CURRENT_ASSETS: bn(9),
  TOTAL_CURRENT_LIAB: bn(4),
  SHORT_LOAN: bn(0.4),
  NONCURRENT_LIAB_1YEAR: bn(0.6),
  LONG_LOAN: bn(7),
  BOND_PAYABLE: null,
  LEASE_LIAB: null,
  ACCOUNTS_RECE: bn(1),
  INVENTORY: bn(1),
  FIXED_ASSET: bn(8),
}
const EASTMONEY_INCOME = {
  TOTAL_OPERATE_INCOME: bn(10),
  OPERATE_INCOME: bn(10),
  OPERATE_COST: bn(7),
  OPERATE_PROFIT: bn(1.3),
  TOTAL_PROFIT: bn(1.3),
  INCOME_TAX: bn(0.3),
  NETPROFIT: bn(1),
  PARENT_NETPROFIT: bn(1),
  MINORITY_INTEREST: null,
  BASIC_EPS: 1,
  DILUTED_EPS: 1,
  FE_INTEREST_EXPENSE: bn(0.2),
  RESEARCH_EXPENSE: null,
  SALE_EXPENSE: bn(0.5),
  MANAGE_EXPENSE: bn(0.4),
}
const EASTMONEY_CASH = {
  NETCASH_OPERATE: bn(1.5),
  NETCASH_INVEST: -bn(0.9),
  NETCASH_FINANCE: -bn(0.4),
  CONSTRUCT_LONG_ASSET: bn(0.9),
  RATE_CHANGE_EFFECT: null,
  CCE_ADD: bn(0.2),
  END_CCE: bn(2),
  FA_IR_DEPR: bn(0.6),
  IA_AMORTIZE: bn(0.05),
  LPE_AMORTIZE: null,
}
const MAIN = { EPSJB: 1, TOTALOPERATEREVE: bn(10), MLR: bn(3), PARENTNETPROFIT: bn(1) }

const eastmoneyOwes = asks('eastmoney', 'statements', 'CN', '600801.SH', [
  dataCentre('RPT_F10_FINANCE_MAINFINADATA', yearly(MAIN)),
  dataCentre('RPT_F10_FINANCE_GINCOME', yearly(EASTMONEY_INCOME)),
  dataCentre('RPT_F10_FINANCE_GBALANCE', yearly(EASTMONEY_BALANCE)),
  dataCentre('RPT_F10_FINANCE_GCASHFLOW', yearly(EASTMONEY_CASH)),
])

const tushareRows = (row: Record<string, number | null>) =>
  table(
    YEARS.map((year) => ({
      ts_code: '600801.SH',
      ann_date: `${year + 1}0401`,
      f_ann_date: `${year + 1}0401`,
      end_date: `${year}1231`,
      report_type: '1',
      comp_type: '1',
      update_flag: '1',
      ...row,
    })),
  )
const tushareTable = (api: string, row: Record<string, number | null>): Answering => ({
  match: `"api_name":"${api}"`,
  body: () => tushareRows(row),
})
const tushareOwes = asks('tushare', 'statements', 'CN', '600801.SH', [
  tushareTable('income', {
    total_revenue: bn(10),
    revenue: bn(10),
    oper_cost: bn(7),
    operate_profit: bn(1.3),
    total_profit: bn(1.3),
    income_tax: bn(0.3),
    n_income: bn(1),
    n_income_attr_p: bn(1),
    fin_exp_int_exp: bn(0.2),
  }),
  tushareTable('balancesheet', {
    money_cap: bn(2),
    total_assets: bn(20),
    total_cur_assets: bn(9),
    total_cur_liab: bn(4),
    total_liab: bn(12),
    st_borr: bn(0.4),
    non_cur_liab_due_1y: bn(0.6),
    lt_borr: bn(7),
    bond_payable: null,
    total_hldr_eqy_exc_min_int: bn(8),
    total_hldr_eqy_inc_min_int: bn(8),
  }),
  tushareTable('cashflow', {
    n_cashflow_act: bn(1.5),
    n_cashflow_inv_act: -bn(0.9),
    n_cash_flows_fnc_act: -bn(0.4),
    c_pay_acq_const_fiolta: bn(0.9),
  }),
])

const sinaReports = (source: string, lines: Record<string, number | ''>): Answering => ({
  match: `source=${source}`,
  body: () =>
    JSON.stringify({
      result: {
        data: {
          report_list: Object.fromEntries(
            YEARS.map((year) => [
              `${year}1231`,
              {
                rType: '合并期末',
                rCurrency: 'CNY',
                publish_date: `${year + 1}0401`,
                data: Object.entries(lines).map(([item_title, value]) => ({
                  item_title,
                  item_value: String(value),
                })),
              },
            ]),
          ),
        },
      },
    }),
})
const sinaOwes = asks('sina', 'statements', 'CN', '600801.SH', [
  sinaReports('lrb', {
    营业总收入: bn(10),
    营业收入: bn(10),
    营业成本: bn(7),
    营业利润: bn(1.3),
    利润总额: bn(1.3),
    所得税费用: bn(0.3),
    净利润: bn(1),
    归属于母公司所有者的净利润: bn(1),
  }),
  sinaReports('fzb', {
    货币资金: bn(2),
    流动资产合计: bn(9),
    资产总计: bn(20),
    短期借款: bn(0.4),
    一年内到期的非流动负债: bn(0.6),
    流动负债合计: bn(4),
    长期借款: bn(7),
    应付债券: '',
    负债合计: bn(12),
    归属于母公司股东权益合计: bn(8),
    '所有者权益(或股东权益)合计': bn(8),
  }),
  sinaReports('llb', {
    经营活动产生的现金流量净额: bn(1.5),
    投资活动产生的现金流量净额: -bn(0.9),
    筹资活动产生的现金流量净额: -bn(0.4),
  }),
])

/** One company's statements in the forms of three providers. */
export const owesEight: readonly ProviderCase[] = [eastmoneyOwes, tushareOwes, sinaOwes]

/** A line of Tencent's quotes from its positions; the time is some days ago, after the close. */
export const tencentLine = (code: string, given: Record<number, string>, days = 1): Answering => {
  const day = daysAgo(days)
  const time = code.startsWith('hk')
    ? `${day.replaceAll('-', '/')} 16:08:23`
    : `${day.replaceAll('-', '')}150003`
  const fields: Record<number, string> = { 0: '1', 1: '样本', 2: code.slice(2), 30: time, ...given }
  return {
    match: `qt.gtimg.cn/q=${code}`,
    body: () =>
      `v_${code}="${Array.from({ length: 90 }, (_, at) => fields[at] ?? '').join('~')}";\n`,
    encode: gbk,
  }
}

/** A Hong Kong share at 100 dollars with these prices to earnings at positions 39, 57 and 71. */
export const hongKongMultiples = (fiscal: string, trailing: string, dynamic: string): Answering =>
  tencentLine('hk09888', {
    3: '100.000',
    4: '100.000',
    5: '100.000',
    6: '1000000.0',
    37: '100000000.000',
    39: fiscal,
    44: '1000.0000',
    45: '1000.0000',
    57: trailing,
    58: '2.00',
    69: '1000000000.00',
    70: '1000000000.00',
    71: dynamic,
    75: 'HKD',
  })

/**
 * A mainland share that rose from 100 to 400 and went to 340 as it paid 60: as traded, and with the
 * dividend subtracted.
 */
export const barsWithDividend = (code: string, lot: string): Answering => {
  const row = (days: number, price: string) => [daysAgo(days), price, price, price, price, lot]
  return {
    match: 'fqkline',
    body: () =>
      JSON.stringify({
        code: 0,
        msg: '',
        data: {
          [code]: {
            qfqday: [row(200, '40'), row(10, '340'), row(1, '340')],
            day: [row(200, '100'), row(10, '400'), row(1, '340')],
          },
        },
      }),
  }
}
/** The distribution of 60 yuan a share of that share. */
export const paysSixty = (symbol: string): Answering =>
  dataCentre('RPT_F10_DIVIDEND_MAIN', [
    {
      SECUCODE: symbol,
      SECURITY_CODE: symbol.slice(0, 6),
      SECURITY_NAME_ABBR: '样本股份',
      NOTICE_DATE: `${daysAgo(30)} 00:00:00`,
      IMPL_PLAN_PROFILE: '10派600元(含税)',
      ASSIGN_PROGRESS: '实施方案',
      EQUITY_RECORD_DATE: `${daysAgo(2)} 00:00:00`,
      EX_DIVIDEND_DATE: `${daysAgo(1)} 00:00:00`,
      PAY_CASH_DATE: `${daysAgo(1)} 00:00:00`,
    },
  ])

/** Eastmoney's snapshot of a share that is suspended. */
export const suspended: Answering = {
  match: 'api/qt/stock/get',
  body: () => {
    const dashes = Object.fromEntries(
      [
        'f43',
        'f44',
        'f45',
        'f46',
        'f47',
        'f48',
        'f116',
        'f117',
        'f163',
        'f164',
        'f167',
        'f169',
        'f170',
      ].map((field) => [field, '-']),
    )
    const known = { f57: '600000', f58: '样本股份', f59: 2, f60: 10, f84: 1e9, f85: 1e9, f107: 1 }
    return JSON.stringify({
      rc: 0,
      data: { ...dashes, ...known, f86: Math.floor(Date.now() / 1_000) },
    })
  },
}

/** Yahoo's search that finds one company of Hong Kong. */
export const yahooFinds = (query: string, symbol: string, longname: string): Answering => ({
  match: `search?q=${query}`,
  body: () =>
    JSON.stringify({
      quotes: [
        {
          exchange: 'HKG',
          shortname: longname.toUpperCase().slice(0, 20),
          longname,
          quoteType: 'EQUITY',
          symbol,
          isYahooFinance: true,
          exchDisp: 'Hong Kong',
        },
      ],
      news: [],
    }),
})
