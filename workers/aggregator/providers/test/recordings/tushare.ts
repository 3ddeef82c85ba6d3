/** What Tushare's adapter reads from each of its recorded tables. Tests only. */
import { expect } from 'vitest'
import type { Market, Dataset } from '#shared/names.ts'
import { sharesTraded } from '../../tushare/bars.ts'
import { recordedTable, tableFor } from '../../tushare/cases.fixture.ts'
import { bar, table } from '../../tushare/made.fixture.ts'
import { readTable } from '../../tushare/table.ts'
import { type CompanyDataset, inCase, readAs, refused, type Row, yields } from './table.ts'

const at = (name: string): string => `tushare/responses/${name}.json`
const cn = (dataset: Dataset, symbol: string): CompanyDataset => [
  dataset,
  'CN' satisfies Market,
  symbol,
]

const company: Row[] = [
  inCase(at('stock_basic_499rows'), 'instrument', 'CN', ['CN:000001.SZ 平安银行']),
  inCase(at('stock_basic_499rows'), 'profile', 'CN', [
    '平安银行; SZSE; 银行; null persons; ; books CNY; 12-31',
  ]),
  ...(
    [
      [
        'stock_company',
        '600519.SH',
        '贵州茅台',
        '贵州茅台; SSE; ; 33302 persons; http://www.moutaichina.com; books CNY; 12-31',
        'stock_company',
      ],
      ['name_change', '600519.SH', '贵州茅台', 'until 2006-10-08: G茅台', 'namechange'],
      ['stk_managers', '600000.SH', '浦发银行', '行长: 谢伟', 'stk_managers'],
    ] as const
  ).map(([file, code, name, expected, api]) => {
    const listed = {
      ts_code: code,
      name,
      industry: null,
      exchange: 'SSE',
      curr_type: 'CNY',
      list_date: '20010827',
      enname: null,
    }
    const answers = [
      recordedTable(api, file),
      tableFor('stock_basic', () => table([listed])),
      { match: 'api_name', body: () => table([]) },
    ]
    return yields(at(file), cn('profile', code), [expected], { answers })
  }),
]

const statements: Row[] = [
  yields(at('income'), cn('statements', '600502.SH'), [
    'revenue 2025Q1 14542034450.34 CNY',
    'net_income_total 2025Q1 408454858.98 CNY',
    'net_income 2025Q1 311169028.21 CNY',
    'eps_basic 2025Q1 0.18 CNY/share',
  ]),
  yields(at('balancesheet'), cn('statements', '600000.SH'), [
    'total_assets @2018-03-31 6132993000000 CNY',
    'deposits @2018-03-31 3175683000000 CNY',
    'shares_outstanding @2018-03-31 29352000000 shares',
  ]),
  yields(at('cashflow'), cn('statements', '600000.SH'), [
    'operating_cash_flow 2018Q1 -48725000000 CNY',
    'capex 2018Q1 -1678000000 CNY',
  ]),
]

const prices: Row[] = [
  inCase(at('daily_600519.SH_2025-10-22_23_trimmed'), 'bars', 'CN', [
    'raw CNY 2 days',
    'raw 2025-10-23 1455 1468.8 1447.2 1467.98, null shares, null',
  ]),
  yields(at('adj_factor'), cn('bars', '000001.SZ'), ['raw CNY 1 days', 'total_return CNY 1 days'], {
    answers: [
      tableFor('daily', () => table([{ ...bar('000001.SZ'), trade_date: '20181010' }])),
      recordedTable('adj_factor'),
    ],
  }),
]

const events: Row[] = [
  yields(at('dividend'), cn('actions', '600000.SH'), ['dividend 2024-07-18 0.321 CNY/share']),
  yields(at('top10_holders'), cn('holders', '600000.SH'), [
    '2020-09-30 total 上海国际集团有限公司: 6331322671 shares, 0.215702 ratio, null null',
  ]),
  yields(at('top10_floatholders'), cn('holders', '600000.SH'), [
    '2020-09-30 float 上海国际集团有限公司: 6331322671 shares, 0.215702 ratio, null null',
  ]),
  yields(at('stk_holdernumber'), cn('holders', '300199.SZ'), [
    '2018-09-30 holder_count 25135 persons',
  ]),
  yields(at('pledge_stat'), cn('holders', '000001.SZ'), [
    '2025-07-04 pledged_fraction 0.0004 ratio',
  ]),
  yields(
    at('hk_hold'),
    cn('holders', '600782.SH'),
    ['2019-06-25 stock_connect_shares 81871694 shares'],
    { only: '600782.SH' },
  ),
  yields(
    at('stk_holdertrade'),
    cn('insiders', '300216.SZ'),
    ['2019-04-26 郑国胜 sell -387871 shares at 3.81 CNY/share'],
    { only: '300216.SZ' },
  ),
  yields(
    at('forecast'),
    cn('estimates', '300511.SZ'),
    ['guidance net_income FY2018 135000000 to 171000000 CNY'],
    { only: '300511.SZ' },
  ),
  yields(at('express'), cn('estimates', '600000.SH'), [
    'surprise revenue FY2017 168619000000 for null CNY',
    'surprise net_income FY2017 54240000000 for null CNY',
  ]),
  yields(
    at('report_rc'),
    cn('estimates', '000858.SZ'),
    ['consensus eps_diluted FY2022 7.045 CNY/share', 'consensus net_income FY2022 27351000000 CNY'],
    {
      only: '000858.SZ',
    },
  ),
  inCase(at('news'), 'news', 'CN', [
    '2025-02-12T01:07:49.000Z 新浪财经: 26只港股昨日获公司回购，时代电气、中远海控、太古地产回购金额最大',
  ]),
]

const errors: Row[] = [
  refused(at('api_error_40101_token'), cn('actions', '600000.SH'), 'auth', 'a wrong token', {
    api: 'dividend',
  }),
  refused(at('api_error_40203'), cn('actions', '600000.SH'), 'plan', 'a table outside the points', {
    api: 'dividend',
  }),
  refused(
    at('api_error_40203_ratelimit'),
    cn('actions', '600000.SH'),
    'rate_limit',
    'the same code for a limit',
    { api: 'dividend' },
  ),
]

/**
 * A table that no dataset uses. It is read as a plain table; one cell of its first row is the
 * proof.
 */
const noDataset = (name: string, because: string, column: string, value: string | number): Row =>
  readAs(at(name), because, (text) => {
    const rows = readTable(name, JSON.parse(text))
    expect(rows.ok && rows.data[0]?.[column]).toBe(value)
  })
const rowOf = (text: string): Record<string, unknown> => {
  const rows = readTable('table', JSON.parse(text))
  return (rows.ok && rows.data[0]) || {}
}
/**
 * This table has shares and yuan, while daily has lots and thousands. The check in daily recognizes
 * shares and leaves them unchanged.
 */
const longBars = (name: string): Row =>
  readAs(
    at(name),
    'bars are daily here; its volume is in shares and its turnover in yuan, unlike daily',
    (text) => {
      const { vol, amount, close } = rowOf(text)
      expect(sharesTraded(Number(vol), String(amount), Number(close), '手')).toBe(String(vol))
    },
  )

const others: Row[] = [
  noDataset(
    'fina_indicator',
    'ratios are computed from the statements, one definition for all markets',
    'roe',
    6.5959,
  ),
  noDataset('fina_mainbz', 'segments are no dataset', 'bz_sales', 28057756100),
  noDataset('fina_audit', 'the auditor’s word is no dataset', 'audit_result', '标准无保留意见'),
  noDataset(
    'disclosure_date',
    'the day a report is due is no dataset, and there is no document behind it',
    'actual_date',
    '20190429',
  ),
  noDataset(
    'repurchase',
    'plans of buybacks are no dataset: neither dividend nor split nor a dealing of an insider',
    'amount',
    24927325.5,
  ),
  noDataset(
    'share_float',
    'shares that will be free to trade are no dataset: they are held already',
    'float_share',
    25076106,
  ),
  noDataset(
    'stk_rewards',
    'what managers earn and hold at the year’s end is no dealing and no list of the largest holders',
    'reward',
    771100,
  ),
  noDataset(
    'irm_qa_sh',
    'questions of investors are neither news nor filings, and have no address',
    'trade_date',
    '20250212',
  ),
  noDataset(
    'broker_recommend',
    'lists of a month’s favourites are no estimate',
    'broker',
    '东兴证券',
  ),
  noDataset(
    'ccass_hold',
    'the recording names companies and holds no figure',
    'ts_code',
    '03759.HK',
  ),
  noDataset('suspend_d', 'halts are no dataset', 'suspend_type', 'S'),
  noDataset('trade_cal', 'the calendar is the exchange’s, not a company’s', 'cal_date', '20251231'),
  noDataset('index_daily', 'an index is no instrument here', 'close', 3090.758),
  noDataset(
    'bak_basic__named_daily_upstream',
    'a table of spare figures in hundred millions, misnamed by who recorded it',
    'total_share',
    1.65,
  ),
  refused(
    at('bak_basic__named_daily_upstream'),
    cn('bars', '300605.SZ'),
    'malformed',
    'under the name of daily it has no close',
    { api: 'daily' },
  ),
  readAs(
    at('index_dailybasic'),
    'values in yuan and counts in shares, unlike daily_basic: an index is no instrument here',
    (text) => {
      const { total_mv, total_share } = rowOf(text)
      expect(Number(total_mv) / Number(total_share)).toBeCloseTo(8.72, 2)
    },
  ),
  longBars('weekly'),
  longBars('monthly'),
  refused(
    at('major_news'),
    cn('news', '600519.SH'),
    'empty',
    'headlines of the whole market; none names the company',
    {
      query: { known: null },
      answers: [
        recordedTable('major_news'),
        tableFor('stock_basic', () => table([{ ts_code: '600519.SH', name: '贵州茅台' }])),
        { match: 'api_name', body: () => table([]) },
      ],
    },
  ),
]

export const tushareRows: readonly Row[] = [
  ...company,
  ...statements,
  ...prices,
  ...events,
  ...errors,
  ...others,
]
