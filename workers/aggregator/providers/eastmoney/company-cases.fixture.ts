/**
 * Cases for statements, profiles, actions, insiders, holders and estimates. They use recorded
 * answers where there are any, and otherwise fakes. Tests only.
 */
import { editJson, type ProviderCase, recordedBody, recordedText } from '../test/case.ts'
import * as fakes from './fakes.fixture.ts'
import { CN, cn, HK, hk, otherMoutai, otherTencent, spoiltReport, US, us } from './fakes.fixture.ts'

const F10 = 'eastmoney/f10_finance_600519_2025Q3.json'
const INCOME = 'eastmoney/cn_RPT_DMSK_FN_INCOME_600519_FY2024_trimmed.json'
const NOTHING = 'eastmoney/error_9201_empty.json'
const HK_CONTEXT = 'eastmoney/hk_RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY_00700_trimmed.json'
const HK_INCOME = 'eastmoney/hk_RPT_HKF10_FN_INCOME_PC_00700_FY2024_trimmed.json'
const RATING = 'eastmoney/analyst_rating_600519_2026-09-21.json'

const profiles = {
  CN: {
    SECUCODE: CN.symbol,
    SECURITY_CODE: CN.code,
    SECURITY_NAME_ABBR: CN.name,
    ORG_NAME: '示例股份有限公司',
    EM2016: '信息技术-软件-示例软件',
    TRADE_MARKET: '上交所科创板',
    LISTING_DATE: '2020-01-11 00:00:00',
    ORG_WEB: 'www.example.com',
    ADDRESS: '示例路1号',
    ORG_PROFIE: '  示例公司。',
    CHAIRMAN: '张三',
    PRESIDENT: '李四',
    SECRETARY: '--',
    TOTAL_NUM: '1111',
  },
  HK: {
    SECUCODE: '09998.HK',
    SECURITY_CODE: HK.code,
    ORG_NAME: '示例控股有限公司',
    ORG_EN_ABBR: 'Example Holdings Ltd',
    BELONG_INDUSTRY: '软件服务',
    ORG_PROFILE: '示例公司。',
    EMP_NUM: 1111,
    REG_PLACE: '开曼群岛',
    YEAR_SETTLE_DAY: '12-31',
    ORG_WEB: 'https://example.com',
    ADDRESS: '示例道1号',
    CHAIRMAN: '张三',
  },
  US: {
    SECUCODE: 'ZZZZ.O',
    SECURITY_CODE: US.code,
    ORG_NAME: 'Example Inc',
    ORG_EN_ABBR: 'Example Inc',
    BELONG_INDUSTRY: '软件',
    EMP_NUM: 1111,
    REG_PLACE: '美国',
    ORG_PROFILE: 'An example.',
    ORG_WEB: 'example.com',
    ADDRESS: '1 Example Way',
    CHAIRMAN: 'Jane Doe',
  },
}

const freeHolder = (
  END_DATE: string,
  HOLDER_RANK: number,
  HOLDER_NAME: string,
  HOLD_NUM_CHANGE: string,
) => ({
  SECUCODE: CN.symbol,
  SECURITY_CODE: CN.code,
  END_DATE: `${END_DATE} 00:00:00`,
  HOLDER_RANK,
  HOLDER_NAME,
  HOLDER_TYPE: '其它',
  HOLD_NUM: 11111111,
  FREE_HOLDNUM_RATIO: 11.11,
  HOLD_NUM_RATIO: 9.99,
  HOLD_NUM_CHANGE,
})
const holderRows = () =>
  fakes.report(
    freeHolder('2026-06-30', 1, '示例集团', '不变'),
    freeHolder('2026-06-30', 2, '示例基金', '新进'),
    freeHolder('2026-03-31', 1, '示例集团', '-1111'),
  )

export const companyCases: ProviderCase[] = [
  {
    provider: 'eastmoney',
    dataset: 'statements',
    market: 'CN',
    symbol: '600519.SH',
    proof: 'recorded',
    evidence: [F10, INCOME, NOTHING],
    answers: [
      { match: 'RPT_F10_FINANCE_MAINFINADATA', body: () => recordedBody(F10) },
      { match: 'RPT_F10_FINANCE_GINCOME', body: () => recordedBody(INCOME) },
      { match: /RPT_F10_FINANCE_G(BALANCE|CASHFLOW)/, body: () => recordedText(NOTHING) },
    ],
    spoilt: { ...spoiltReport('REPORT_DATE', 'TOTAL_ASSETS'), other_company: otherMoutai },
  },
  {
    provider: 'eastmoney',
    dataset: 'statements',
    market: 'HK',
    symbol: '00700',
    proof: 'recorded',
    evidence: [HK_CONTEXT, HK_INCOME, NOTHING],
    answers: [
      { match: 'RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY', body: () => recordedBody(HK_CONTEXT) },
      { match: 'RPT_HKF10_FN_INCOME_PC', body: () => recordedBody(HK_INCOME) },
      { match: /RPT_HKF10_FN_(BALANCE|CASHFLOW)_PC/, body: () => recordedText(NOTHING) },
    ],
    spoilt: {
      other_company: otherTencent,
      empty: () => recordedText(NOTHING),
      null_field: editJson((json) => {
        json.result.data[0].REPORT_LIST[0].CURRENCY = null
      }),
      wrong_type: editJson((json) => {
        json.result.data[0].REPORT_LIST = 'none'
      }),
    },
  },
  {
    ...us,
    dataset: 'statements',
    answers: [
      { match: 'RPT_USF10_FN_INCOME', body: fakes.usStatements.income },
      { match: 'RPT_USF10_FN_BALANCE', body: fakes.usStatements.balance },
      { match: 'RPT_USSK_FN_CASHFLOW', body: fakes.usStatements.cashFlow },
    ],
    spoilt: spoiltReport('REPORT_DATE', 'AMOUNT'),
  },
  ...[cn, hk, us].map((about) => ({
    ...about,
    dataset: 'profile' as const,
    spoilt: spoiltReport('ORG_NAME', about.market === 'CN' ? 'TOTAL_NUM' : 'EMP_NUM'),
    answers: [
      {
        match: /RPT_(F10_ORG_BASICINFO|(HK|US)F10_INFO_ORGPROFILE)/,
        body: () => fakes.report(profiles[about.market]),
      },
    ],
  })),
  {
    ...cn,
    dataset: 'actions',
    spoilt: spoiltReport('IMPL_PLAN_PROFILE', 'NOTICE_DATE'),
    answers: [
      {
        match: 'RPT_F10_DIVIDEND_MAIN',
        body: () =>
          fakes.report(
            {
              SECUCODE: CN.symbol,
              SECURITY_CODE: CN.code,
              NOTICE_DATE: '2026-06-11 00:00:00',
              IMPL_PLAN_PROFILE: '10送1.00转2.00派11.11元(含税,扣税后9.99元)',
              ASSIGN_PROGRESS: '实施方案',
              EQUITY_RECORD_DATE: '2026-06-17 00:00:00',
              EX_DIVIDEND_DATE: '2026-06-18 00:00:00',
              PAY_CASH_DATE: '2026-06-18 00:00:00',
            },
            {
              SECUCODE: CN.symbol,
              SECURITY_CODE: CN.code,
              NOTICE_DATE: '2025-08-11 00:00:00',
              IMPL_PLAN_PROFILE: '不分配不转增',
              ASSIGN_PROGRESS: '董事会预案',
              EQUITY_RECORD_DATE: null,
              EX_DIVIDEND_DATE: null,
              PAY_CASH_DATE: null,
            },
          ),
      },
    ],
  },
  {
    ...hk,
    dataset: 'actions',
    spoilt: spoiltReport('PLAN_EXPLAIN', 'NOTICE_DATE'),
    answers: [
      {
        match: 'RPT_HKF10_MAIN_DIVBASIC',
        body: () =>
          fakes.report(
            {
              SECURITY_CODE: HK.code,
              NOTICE_DATE: '2026/03/11',
              REPORT_TYPE: '年度分配',
              EX_DIVIDEND_DATE: '2026/05/11',
              DIVIDEND_DATE: '2026/06/01',
              PLAN_EXPLAIN:
                '每股派人民币1.11元(相当于港币1.2元(计算值)),每10股派送8股,每10股转12股',
              IS_BFP: '0',
            },
            {
              SECURITY_CODE: HK.code,
              NOTICE_DATE: '2025/03/11',
              REPORT_TYPE: '特别分配',
              EX_DIVIDEND_DATE: '2025/05/11',
              DIVIDEND_DATE: '-',
              PLAN_EXPLAIN: '特殊说明:每10股分派1股示例B类普通股股份(相当于每股派1.11港元)',
              IS_BFP: '0',
            },
          ),
      },
    ],
  },
  {
    ...cn,
    dataset: 'insiders',
    spoilt: spoiltReport('CHANGE_DATE', 'CHANGE_SHARES'),
    answers: [
      {
        match: 'RPT_EXECUTIVE_HOLD_DETAILS',
        body: () =>
          fakes.report(
            {
              SECURITY_CODE: CN.code,
              SECURITY_NAME: CN.name,
              CHANGE_DATE: '2026-08-03 00:00:00',
              PERSON_NAME: '王五',
              CHANGE_SHARES: -1111,
              AVERAGE_PRICE: 11.11,
              CHANGE_REASON: '竞价交易',
              CHANGE_AFTER_HOLDNUM: 0,
              HOLD_TYPE: 'A股',
              DSE_PERSON_NAME: '张三',
              POSITION_NAME: '董事',
              PERSON_DSE_RELATION: '配偶',
            },
            {
              SECURITY_CODE: CN.code,
              SECURITY_NAME: CN.name,
              CHANGE_DATE: '2026-07-03 00:00:00',
              PERSON_NAME: '张三',
              CHANGE_SHARES: 1111,
              AVERAGE_PRICE: 0,
              CHANGE_REASON: '股权激励实施',
              CHANGE_AFTER_HOLDNUM: 2222,
              HOLD_TYPE: 'A股',
              DSE_PERSON_NAME: '张三',
              POSITION_NAME: '董事',
              PERSON_DSE_RELATION: '本人',
            },
          ),
      },
    ],
  },
  {
    ...cn,
    dataset: 'holders',
    spoilt: spoiltReport('HOLDER_NAME', 'HOLD_NUM'),
    answers: [
      { match: 'RPT_F10_EH_FREEHOLDERS', body: holderRows },
      {
        match: 'RPT_F10_EH_HOLDERNUM',
        body: () =>
          fakes.report({
            SECUCODE: CN.symbol,
            SECURITY_CODE: CN.code,
            END_DATE: '2026-06-30 00:00:00',
            HOLDER_TOTAL_NUM: 11111,
          }),
      },
      { match: 'RPT_F10_EH_HOLDERS', body: holderRows },
    ],
  },
  {
    provider: 'eastmoney',
    dataset: 'estimates',
    market: 'CN',
    symbol: '600519.SH',
    proof: 'recorded',
    evidence: [RATING],
    answers: [{ match: 'RPT_WEB_RESPREDICT', body: () => recordedBody(RATING) }],
    spoilt: { ...spoiltReport('RATING_BUY_NUM', 'RATING_ADD_NUM'), other_company: otherMoutai },
  },
]
