/**
 * Answers of Eastmoney's data centre over whole markets, made in its documented form with invented
 * companies: pages of three rows, `result.pages` and `result.count`, `result: null` where there is
 * nothing, and code 9501 for a wrong report.
 */
import { type Answering, editJson } from '../../test/case.ts'
import type { BulkCase } from '../../test/bulk-case.ts'

type Row = Record<string, unknown>

/** Nothing was found: status 200, and no code that tells of a fault. */
export const NOTHING = JSON.stringify({
  version: null,
  result: null,
  success: true,
  message: 'ok',
  code: 0,
})
export const WRONG_REPORT = JSON.stringify({
  success: false,
  code: 9501,
  message: '报表配置不存在',
  result: null,
})

/** A text as a pattern that fits only it. */
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** The pages of a report, by the way it is asked for. */
export const pagesOf = (
  report: string,
  filter: string,
  rows: readonly Row[],
  pageRows: number,
): Answering[] => {
  const pages = Math.max(1, Math.ceil(rows.length / pageRows))
  return Array.from({ length: pages }, (_, at) => ({
    match: new RegExp(`reportName=${report}&.*${escaped(filter)}.*pageNumber=${at + 1}&`),
    body: () =>
      rows.length === 0
        ? NOTHING
        : JSON.stringify({
            version: 'invented',
            result: {
              pages,
              data: rows.slice(at * pageRows, (at + 1) * pageRows),
              count: rows.length,
            },
            success: true,
            message: 'ok',
            code: 0,
          }),
  }))
}

const CODES = ['600001', '600002', '000003', '300004', '688005', '920006', '600007']

export const valuations = (day: string): Row[] =>
  CODES.map((code, at) => ({
    SECURITY_CODE: code,
    SECUCODE: `${code}.XX`,
    SECURITY_NAME_ABBR: `例子${at}`,
    BOARD_NAME: '例业',
    TRADE_DATE: `${day} 00:00:00`,
    CLOSE_PRICE: 10.5 + at,
    TOTAL_SHARES: 1_000_000_000,
    FREE_SHARES_A: 900_000_000,
    TOTAL_MARKET_CAP: (10.5 + at) * 1_000_000_000,
    NOTLIMITED_MARKETCAP_A: (10.5 + at) * 900_000_000,
    PE_TTM: 12.34567,
    PE_LAR: -3.5,
    PB_MRQ: 1.5,
    PS_TTM: 2.25,
    PCF_OCF_TTM: null,
    PEG_CAR: 0.9,
  }))

const listed = (): Row[] =>
  CODES.map((code, at) => ({
    SECURITY_CODE: code,
    SECUCODE: `${code}.XX`,
    SECURITY_NAME_ABBR: at === 0 ? '例子Ａ' : `例子${at}`,
    ORG_NAME: `例子${at}股份有限公司`,
    EM2016: '信息技术-软件-应用软件',
    TRADE_MARKET: '上交所主板',
    LISTING_DATE: '2001-08-27 00:00:00',
  }))

const listedInHongKong = (): Row[] =>
  ['00001', '00002', '08003', '02004'].map((code, at) => ({
    SECURITY_CODE: code,
    SECUCODE: `${code}.HK`,
    ORG_NAME: `例子${at}有限公司`,
    ORG_EN_ABBR: `Example ${at} Limited`,
    BELONG_INDUSTRY: '软件服务',
  }))

const about = (code: string, period: string): Row => ({
  SECURITY_CODE: code,
  SECUCODE: `${code}.${code.startsWith('6') ? 'SH' : 'SZ'}`,
  SECURITY_NAME_ABBR: '例子',
  REPORT_DATE: `${period} 00:00:00`,
  NOTICE_DATE: '2026-04-03 00:00:00',
})

export const PERIOD = '2025-12-31'
const TWO = ['600001', '000003']
export const statementRows = {
  income: TWO.map((code) => ({
    ...about(code, PERIOD),
    TOTAL_OPERATE_INCOME: 174144069958.25,
    OPERATE_COST: 100000000000,
    PARENT_NETPROFIT: 86228146421.62,
  })),
  balance: TWO.map((code) => ({ ...about(code, PERIOD), TOTAL_ASSETS: 304738184929.86 })),
  cashFlow: TWO.map((code) => ({ ...about(code, PERIOD), NETCASH_OPERATE: 92463692168.43 })),
  figures: TWO.map((code) => {
    const { REPORT_DATE, ...rest } = about(code, PERIOD)
    return {
      ...rest,
      REPORTDATE: REPORT_DATE,
      // Corrected after it was published.
      UPDATE_DATE: '2026-04-10 00:00:00',
      BASIC_EPS: 68.64,
      TOTAL_OPERATE_INCOME: 1,
      WEIGHTAVG_ROE: 36.02,
    }
  }),
  plans: {
    half: [{ ...about('600001', '2025-06-30'), PRETAX_BONUS_RMB: 23.5 }],
    year: [
      { ...about('600001', PERIOD), PRETAX_BONUS_RMB: 276.24 },
      { ...about('000003', PERIOD), PRETAX_BONUS_RMB: null },
    ],
  },
} as const

const DAY = '2026-11-20'
const inReport = (change: (row: Row) => void) =>
  editJson((json: { result: { data: Row[] } }) => {
    const [row] = json.result.data
    if (row) change(row)
  })
const nothing = () => NOTHING
const common = {
  provider: 'eastmoney',
  evidence: 'reference of whole-market sources, Eastmoney',
} as const

export const eastmoneyBulk: readonly BulkCase[] = [
  {
    ...common,
    kind: 'market_day',
    market: 'CN',
    target: DAY,
    answers: pagesOf('RPT_VALUEANALYSIS_DET', `(TRADE_DATE='${DAY}')`, valuations(DAY), 3),
    spoilt: {
      null_field: inReport((row) => {
        row.SECURITY_CODE = null
      }),
      wrong_type: inReport((row) => {
        row.CLOSE_PRICE = 'many'
      }),
      empty: nothing,
    },
  },
  {
    ...common,
    kind: 'universe',
    market: 'CN',
    target: DAY,
    answers: pagesOf('RPT_F10_ORG_BASICINFO', 'LISTING_STATE="0"', listed(), 3),
    spoilt: {
      null_field: inReport((row) => {
        row.SECURITY_NAME_ABBR = null
        row.ORG_NAME = null
      }),
      wrong_type: inReport((row) => {
        row.EM2016 = {}
      }),
      empty: nothing,
    },
  },
  {
    ...common,
    kind: 'universe',
    market: 'HK',
    target: DAY,
    answers: pagesOf('RPT_HKF10_INFO_ORGPROFILE', '', listedInHongKong(), 3),
    spoilt: {
      null_field: inReport((row) => {
        row.ORG_NAME = null
      }),
      wrong_type: inReport((row) => {
        row.SECURITY_CODE = 1
      }),
      empty: nothing,
    },
  },
  {
    ...common,
    kind: 'frames',
    market: 'CN',
    target: PERIOD,
    answers: [
      ...pagesOf('RPT_DMSK_FN_INCOME', `(REPORT_DATE='${PERIOD}')`, statementRows.income, 3),
      ...pagesOf('RPT_DMSK_FN_BALANCE', `(REPORT_DATE='${PERIOD}')`, statementRows.balance, 3),
      ...pagesOf('RPT_DMSK_FN_CASHFLOW', `(REPORT_DATE='${PERIOD}')`, statementRows.cashFlow, 3),
      ...pagesOf('RPT_LICO_FN_CPD', `(REPORTDATE='${PERIOD}')`, statementRows.figures, 3),
      ...pagesOf('RPT_SHAREBONUS_DET', `2025-03-31`, [], 3),
      ...pagesOf('RPT_SHAREBONUS_DET', `2025-06-30`, statementRows.plans.half, 3),
      ...pagesOf('RPT_SHAREBONUS_DET', `2025-09-30`, [], 3),
      ...pagesOf('RPT_SHAREBONUS_DET', PERIOD, statementRows.plans.year, 3),
    ],
    spoilt: {
      null_field: inReport((row) => {
        row.REPORT_DATE = null
      }),
      wrong_type: inReport((row) => {
        row.OPERATE_COST = 'many'
      }),
      empty: nothing,
    },
  },
]
