/**
 * A whole balance sheet and cash flow statement of companies that do not exist, because there are
 * no recorded answers for these. Tests only.
 */
import { editJson, type ProviderCase } from '../test/case.ts'
import { CN, cn, HK, hk, NOTHING, report, spoiltReport } from './fakes.fixture.ts'

const YEAR = {
  SECUCODE: CN.symbol,
  SECURITY_CODE: CN.code,
  SECURITY_NAME_ABBR: CN.name,
  ORG_TYPE: '通用',
  ORG_CODE: '11111111',
  REPORT_DATE: '2025-12-31 00:00:00',
  REPORT_TYPE: '年报',
  NOTICE_DATE: '2026-03-31 00:00:00',
  CURRENCY: 'CNY',
}
const cnRows = {
  MAINFINADATA: {
    EPSJB: 1.11,
    TOTALOPERATEREVE: 111111111.11,
    MLR: 55555555.55,
    PARENTNETPROFIT: 11111111.11,
  },
  GINCOME: {
    TOTAL_OPERATE_INCOME: 111111111.11,
    NETPROFIT: 12222222.22,
    PARENT_NETPROFIT: 11111111.11,
  },
  GBALANCE: {
    MONETARYFUNDS: 22222222.22,
    INVENTORY: 1111111.11,
    TOTAL_CURRENT_ASSETS: 44444444.44,
    TOTAL_ASSETS: 99999999.99,
    SHORT_LOAN: 1111.11,
    NONCURRENT_LIAB_1YEAR: 2222.22,
    TOTAL_LIABILITIES: 33333333.33,
    TOTAL_PARENT_EQUITY: 55555555.55,
    MINORITY_EQUITY: 11111111.11,
    TOTAL_EQUITY: 66666666.66,
  },
  GCASHFLOW: {
    NETCASH_OPERATE: 22222222.22,
    NETCASH_INVEST: -11111111.11,
    NETCASH_FINANCE: -5555555.55,
    CONSTRUCT_LONG_ASSET: 3333333.33,
    FA_IR_DEPR: 1111111.11,
    IA_AMORTIZE: 222222.22,
    LPE_AMORTIZE: 33333.33,
    CCE_ADD: 5555555.56,
    END_CCE: 22222222.22,
  },
}

const HK_YEAR = {
  SECUCODE: `${HK.code}.HK`,
  SECURITY_CODE: HK.code,
  SECURITY_NAME_ABBR: HK.name,
  REPORT_DATE: '2025-12-31 00:00:00',
}
const hkContext = {
  ...HK_YEAR,
  START_DATE: '2025-01-01 00:00:00',
  FISCAL_YEAR: '12-31',
  CURRENCY: '人民币',
  ACCOUNT_STANDARD: '香港会计准则',
  REPORT_TYPE: '年报',
}
const hkRows = (dated: Record<string, string>, items: Record<string, number>): string =>
  report(
    ...Object.entries(items).map(([STD_ITEM_CODE, AMOUNT]) => ({
      ...HK_YEAR,
      ...dated,
      STD_ITEM_CODE,
      AMOUNT,
    })),
  )
const FLOW = { START_DATE: '2025-01-01 00:00:00' }
const INSTANT = { STD_REPORT_DATE: '2025-12-31 00:00:00' }

export const statementCases: ProviderCase[] = [
  {
    ...cn,
    dataset: 'statements',
    spoilt: spoiltReport('REPORT_DATE', 'PARENTNETPROFIT'),
    answers: Object.entries(cnRows).map(([name, columns]) => ({
      match: `RPT_F10_FINANCE_${name}`,
      body: () => report({ ...YEAR, ...columns }),
    })),
  },
  {
    ...hk,
    dataset: 'statements',
    answers: [
      {
        match: 'RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY',
        body: () => report({ REPORT_LIST: [hkContext] }),
      },
      {
        match: 'RPT_HKF10_FN_INCOME_PC',
        body: () => hkRows(FLOW, { '004001999': 111111000, '004025002': 11111000 }),
      },
      {
        match: 'RPT_HKF10_FN_BALANCE_PC',
        body: () =>
          hkRows(INSTANT, {
            '004002010': 22222000,
            '004009999': 99999000,
            '004025999': 33333000,
            '004030999': 55555000,
            '004036999': 66666000,
          }),
      },
      {
        match: 'RPT_HKF10_FN_CASHFLOW_PC',
        body: () =>
          hkRows(FLOW, {
            '003999': 22222000,
            '005999': -11111000,
            '005005': -3333000,
            '007999': -5555000,
            '007004': -1111000,
            '011999': 22222000,
          }),
      },
    ],
    spoilt: {
      ...spoiltReport('', ''),
      empty: () => NOTHING,
      null_field: editJson((json) => {
        json.result.data[0].REPORT_LIST[0].CURRENCY = null
      }),
      wrong_type: editJson((json) => {
        json.result.data[0].REPORT_LIST = 'none'
      }),
    },
  },
]
