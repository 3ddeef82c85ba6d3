/**
 * What the adapters of CNInfo, Eastmoney, Sina, Tencent, J-Quants and EDINET read from each of
 * their recorded answers. Tests only.
 */
import { expect } from 'vitest'
import { z } from 'zod'
import { CASE_TIME, recordedBody, recordedText } from '../case.ts'
import { otherDays } from '../../edinet/cases.fixture.ts'
import { aShareFacts } from '../../eastmoney/a-share.ts'
import { report } from '../../eastmoney/fakes.fixture.ts'
import * as jquants from '../../jquants/made.fixture.ts'
import { brief } from './brief.ts'
import { type CompanyDataset, inCase, phrases, readAs, refused, type Row, yields } from './table.ts'

const cn = (dataset: CompanyDataset[0], symbol: string): CompanyDataset => [dataset, 'CN', symbol]

const ci = (name: string): string => `cninfo/${name}.json`
const cninfo: Row[] = [
  inCase(ci('income_statement'), 'statements', 'CN', [
    'revenue FY2024 343176440700 CNY',
    'net_income FY2024 -49478429200 CNY',
  ]),
  inCase(ci('balance_sheets'), 'statements', 'CN', ['total_assets @2024-12-31 1286259859800 CNY']),
  inCase(ci('cash_flow_statement'), 'statements', 'CN', [
    'operating_cash_flow 2025H1 -3038704600 CNY',
  ]),
  inCase(ci('main_indicators'), 'statements', 'CN', ['eps_basic FY2024 -4.1734 CNY/share']),
  inCase(ci('company_introduction'), 'profile', 'CN', [
    '万科A; 深交所主板; 房地产业; null persons; http://www.vanke.com; books null; ',
  ]),
  inCase(ci('company_executives'), 'profile', 'CN', ['董事长: 黄力平']),
  inCase(ci('company_his_dividend'), 'actions', 'CN', [
    'dividend 2023-08-25 0.68 CNY/share',
    'split 1993-04-05 1.5',
  ]),
  inCase(ci('top_ten_stockholders'), 'holders', 'CN', [
    '2025-09-30 total 深圳市地铁集团有限公司: 3242810800 shares, 0.2718 ratio, null null',
  ]),
  inCase(ci('stockholder_num'), 'holders', 'CN', ['2025-09-30 holder_count 493176 persons']),
]

const em = (name: string): string => `eastmoney/${name}.json`
const rowsIn = (text: string): unknown[] =>
  z.object({ result: z.object({ data: z.array(z.unknown()) }) }).parse(JSON.parse(text)).result.data
/** Rows in the columns of an A-share statement, as the adapter reads them. */
const aShares = (symbol: string, rows: readonly unknown[]): string[] => {
  const read = aShareFacts({
    symbol,
    report: 'RPT_F10_FINANCE',
    rows,
    knownBy: CASE_TIME.toISOString(),
  })
  if (!read.ok) throw new Error(read.detail)
  return brief('statements', read.data)
}
const valuesSchema = z.record(z.string(), z.unknown())
const eastmoney: Row[] = [
  inCase(em('f10_finance_600519_2025Q3'), 'statements', 'CN', [
    'revenue 2025-9M 130903889634.88 CNY',
    'total_assets @2025-09-30 304738184929.86 CNY',
    'eps_basic 2025-9M 51.53 CNY/share',
  ]),
  inCase(em('cn_RPT_DMSK_FN_INCOME_600519_FY2024_trimmed'), 'statements', 'CN', [
    'revenue FY2024 174144069958.25 CNY',
    'net_income FY2024 86228146421.62 CNY',
  ]),
  readAs(
    em('cn_ytd_688256_2025_values'),
    'one column of four periods: cumulative, as filed',
    (text) => {
      const { TOTAL_OPERATE_INCOME: years } = z
        .object({ TOTAL_OPERATE_INCOME: z.record(z.string(), z.number()) })
        .parse(JSON.parse(text))
      const rows = Object.entries(years).map(([REPORT_DATE, TOTAL_OPERATE_INCOME]) => ({
        SECUCODE: '688256.SH',
        REPORT_DATE,
        TOTAL_OPERATE_INCOME,
      }))
      expect(aShares('688256.SH', rows)).toEqual([
        'revenue 2025Q1 1111398926.8 CNY',
        'revenue 2025H1 2880643471.09 CNY',
        'revenue 2025-9M 4607424363.66 CNY',
        'revenue FY2025 6497196198.68 CNY',
      ])
    },
  ),
  readAs(
    em('cn_par_value_601899_FY2025'),
    'SHARE_CAPITAL is money, the par value, and gives no count of shares',
    (text) => {
      const row = { ...valuesSchema.parse(JSON.parse(text)), REPORT_DATE: '2025-12-31' }
      expect(row).toMatchObject({ SHARE_CAPITAL: 2658973314 })
      expect(aShares('601899.SH', [row])).toEqual([])
    },
  ),
  readAs(
    em('mainfinadata_600519_2026Q1_trimmed'),
    'indicators without the statements beside them: amounts in yuan are taken, ratios are computed',
    (text) => {
      expect(aShares('600519.SH', rowsIn(text))).toEqual([
        'revenue 2026Q1 54702912385.23 CNY',
        'net_income 2026Q1 27242512886.45 CNY',
        'eps_basic 2026Q1 21.76 CNY/share',
      ])
    },
  ),
  inCase(em('hk_RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY_00700_trimmed'), 'statements', 'HK', [
    'net_income FY2024 194073000000 CNY',
  ]),
  inCase(em('hk_RPT_HKF10_FN_INCOME_PC_00700_FY2024_trimmed'), 'statements', 'HK', [
    'net_income FY2024 194073000000 CNY',
  ]),
  readAs(
    em('hk_currency_trap_03918'),
    'values of two reports: the statement is in dollars, and the indicators that call them HKD are never asked for',
    (text) => {
      const values = valuesSchema.parse(JSON.parse(text))
      expect(values['RPT_HKF10_FN_INCOME.004001999']).toBe(709673000)
    },
  ),
  yields(
    em('hk_currency_trap_03918'),
    ['statements', 'HK', '03918'],
    ['revenue FY2025 709673000 USD'],
    {
      answers: [
        {
          match: 'RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY',
          body: () =>
            report({
              REPORT_LIST: [
                {
                  SECURITY_CODE: '03918',
                  START_DATE: '2025-01-01',
                  REPORT_DATE: '2025-12-31',
                  FISCAL_YEAR: '12-31',
                  CURRENCY: '美元',
                },
              ],
            }),
        },
        {
          match: 'RPT_HKF10_FN_INCOME_PC',
          body: () => {
            const values = valuesSchema.parse(
              z
                .object({ body: z.unknown() })
                .parse(JSON.parse(recordedText(em('hk_currency_trap_03918')))).body,
            )
            const item = {
              STD_ITEM_CODE: '004001999',
              AMOUNT: values['RPT_HKF10_FN_INCOME.004001999'],
            }
            return report({
              SECURITY_CODE: '03918',
              START_DATE: '2025-01-01',
              REPORT_DATE: '2025-12-31',
              ...item,
            })
          },
        },
        {
          match: /RPT_HKF10_FN_(BALANCE|CASHFLOW)_PC/,
          body: () => recordedText(em('error_9201_empty')),
        },
      ],
    },
  ),
  inCase(em('analyst_rating_600519_2026-09-21'), 'estimates', 'CN', [
    'rating 2026-11-23 36/9/0/0/0',
  ]),
  inCase(em('quote_116.00700_2026-08-07'), 'multiples', 'HK', [
    `${CASE_TIME.toISOString()} price 478.8 HKD/share`,
    `${CASE_TIME.toISOString()} market_cap 4348807144693.2 HKD`,
    `${CASE_TIME.toISOString()} pb 3.42 x`,
  ]),
  refused(em('error_9201_empty'), cn('insiders', '600519.SH'), 'empty', 'nothing found'),
  refused(
    em('error_9501_bad_report_name'),
    cn('insiders', '600519.SH'),
    'bad_request',
    'a report that is not there',
  ),
  readAs(
    em('margin_600519_2026-06-11_trimmed'),
    'what is lent for buying is no dataset: the rows are read as those of any report',
    (text) => {
      expect(rowsIn(text)[0]).toMatchObject({ SCODE: '600519', RZYE: 19190663674 })
    },
  ),
]

const sina: Row[] = [
  yields('sina/quote_sh600519_2023-02-08.txt', cn('quote', '600519.SH'), [
    '1784 CNY, before 1797, -0.007234 ratio, 1667577 shares, 2980574806, 2023-02-08T07:00:00.000Z',
  ]),
  refused('sina/quote_unknown_symbol.txt', cn('quote', '999999.SH'), 'not_found', 'an empty line'),
  refused(
    'sina/error_no_referer.txt',
    cn('quote', '600519.SH'),
    'auth',
    'without the referer of its own pages',
    { status: 403 },
  ),
]

const FQKLINE = 'tencent/fqkline_600519_00700_AAPL_2026-08-07_merged.json'
const tencent: Row[] = [
  yields('tencent/quote_sh600519_2026-04-02.txt', cn('quote', '600519.SH'), [
    '1459.88 CNY, before 1459.44, 0.0003 ratio, 2106400 shares, 3071810000, 2026-04-02T08:14:01.000Z',
  ]),
  yields('tencent/quote_sh600519_2026-04-02.txt', cn('multiples', '600519.SH'), [
    '2026-04-02T08:14:01.000Z market_cap 1828164000000 CNY',
  ]),
  yields('tencent/quote_sh600519_2026-04-02.txt', cn('shares', '600519.SH'), [
    '2026-04-02 shares_outstanding 1252270215 shares',
  ]),
  yields('tencent/quote_sh600519_2017-02-21.txt', cn('quote', '600519.SH'), [
    '358.74 CNY, before 361.29, -0.0071 ratio, 2770500 shares, 994110000, 2017-02-21T07:05:53.000Z',
  ]),
  yields(
    'tencent/quote_hk00700_2026-08-07.txt',
    ['quote', 'HK', '00700'],
    [
      '478.8 HKD, before 479.2, -0.0008 ratio, 16319939 shares, 7803757295.25, 2026-08-07T08:08:23.000Z',
    ],
  ),
  yields(
    'tencent/quote_hk00700_2026-08-07.txt',
    ['multiples', 'HK', '00700'],
    ['2026-08-07T08:08:23.000Z market_cap 4348807140000 HKD'],
  ),
  yields(
    'tencent/quote_usAAPL_2026-08-07_trimmed.txt',
    ['quote', 'US', 'AAPL'],
    ['313.33 USD, before 312.41, 0.0029 ratio, 34437191 shares, null, 2026-08-07T20:00:01.000Z'],
  ),
  inCase(FQKLINE, 'bars', 'CN', [
    'raw 2026-08-07 1308.66 1315.28 1301 1309.22, 2497600 shares, null',
    'subtractive CNY 5 days',
  ]),
  inCase(FQKLINE, 'bars', 'HK', ['raw 2026-08-07 479 483.2 475.4 478.8, 16319939 shares, null']),
  inCase(FQKLINE, 'bars', 'US', [
    'raw 2026-08-07 311.45 314.81 310.74 313.33, 34437191 shares, null',
  ]),
]

const columnsSchema = z.object({ columns: z.record(z.string(), z.array(z.string())) })
const japan: Row[] = [
  yields(
    'jquants/fins_summary_1332_correction.json',
    ['statements', 'JP', '1332'],
    ['revenue FY2025 886126000000 JPY', 'net_income FY2025 27213000000 JPY'],
  ),
  phrases('jquants/errors.json', ['bars', 'JP', '7203'], {
    '403_plan': [403, 'plan'],
    '403_expired': [403, 'plan'],
    '403_bad_path': [403, 'bad_request'],
  }),
  phrases('jquants/errors.json', ['statements', 'JP', '7203'], {
    '400_out_of_coverage': [400, 'plan'],
    '400_free_plan': [400, 'plan'],
  }),
  readAs(
    'jquants/columns_v2.json',
    'lists of columns of the official client: every one that is read is among them',
    (text) => {
      const { columns } = columnsSchema.parse(JSON.parse(text))
      for (const [row, list] of [
        [jquants.summary, 'FIN_SUMMARY_COLUMNS_V2'],
        [jquants.bar, 'EQ_BARS_DAILY_COLUMNS_V2'],
        [jquants.notice, 'FINS_DIVIDEND_COLUMNS_V2'],
        [jquants.listed, 'EQ_MASTER_COLUMNS_V2'],
      ] as const)
        expect(Object.keys(row).filter((column) => !columns[list]?.includes(column))).toEqual([])
    },
  ),
  yields(
    'edinet/documents_row_7203_2025-06-18.json',
    ['filings', 'JP', '7203'],
    ['2025-06-18 有価証券報告書 S100VWVY'],
    {
      query: { from: '2025-06-16', to: '2025-06-18' },
      answers: [
        {
          match: 'date=2025-06-18',
          body: () => recordedBody('edinet/documents_row_7203_2025-06-18.json'),
        },
        otherDays,
      ],
    },
  ),
  refused('edinet/error_401_bad_key.json', ['filings', 'JP', '7203'], 'auth', 'with HTTP 200', {
    query: { from: '2025-06-16', to: '2025-06-18' },
  }),
]

export const asiaRows: readonly Row[] = [...cninfo, ...eastmoney, ...sina, ...tencent, ...japan]
