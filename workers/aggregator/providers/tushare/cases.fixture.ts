/**
 * The cases of Tushare's adapter: recorded tables where they exist, otherwise tables in the
 * documented form.
 */
import type { Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import {
  type Answering,
  editJson,
  type ProviderCase,
  recordedText,
  replaced,
  type Spoilt,
} from '../test/case.ts'
import * as made from './made.fixture.ts'

const RECORDED = 'tushare/responses'

export const tableFor = (api: string, body: () => string): Answering => ({
  match: `"api_name":"${api}"`,
  body,
})
export const recordedTable = (api: string, file = api): Answering =>
  tableFor(api, () => recordedText(`${RECORDED}/${file}.json`))
const nothing = (api: string): Answering => tableFor(api, () => made.table([]))

type Table = { data: { fields: string[]; items: unknown[][] } }

/** The rows of one company from a recorded table of many companies. */
const rowsOf = (api: string, code: string, file = api): Answering =>
  tableFor(api, () =>
    editJson(({ data }: Table) => {
      const at = data.fields.indexOf('ts_code')
      data.items = data.items.filter((item) => item[at] === code)
    })(recordedText(`${RECORDED}/${file}.json`)),
  )

/** Replaces some columns in every row. */
const columns = (values: Record<string, unknown>) =>
  editJson(({ data }: Table) => {
    for (const [column, value] of Object.entries(values)) {
      const at = data.fields.indexOf(column)
      for (const item of data.items) item[at] = value
    }
  })

const spoilt = (nulls: readonly string[], wrong: Record<string, unknown>): Spoilt => ({
  other_company: columns({ ts_code: '000858.SZ' }),
  null_field: columns(Object.fromEntries(nulls.map((column) => [column, null]))),
  wrong_type: columns(wrong),
  empty: editJson(({ data }: Table) => {
    data.items = []
  }),
})

const about = (dataset: ProviderCase['dataset'], market: Market, symbol: string) =>
  ({ provider: 'tushare', dataset, market, symbol }) as const
const recorded = (...files: string[]) =>
  ({ proof: 'recorded', evidence: files.map((file) => `${RECORDED}/${file}.json`) }) as const
const documented = (...pages: number[]) =>
  ({
    proof: 'fake',
    evidence: pages.map((page) => `https://tushare.pro/document/2?doc_id=${page}`),
  }) as const

const COSCO: Instrument = {
  id: 'CN:601919.SH',
  market: 'CN',
  symbol: '601919.SH',
  name: '中远海控',
  names: { zh: '中远海控' },
  exchange: null,
  industry: null,
  fiscal_year_end: '12-31',
  identifiers: {},
}

const mainland: ProviderCase[] = [
  {
    ...about('instrument', 'CN', '平安银行'),
    ...recorded('stock_basic_499rows'),
    answers: [recordedTable('stock_basic', 'stock_basic_499rows')],
    spoilt: { ...spoilt(['name'], { name: 1 }), other_company: replaced(['平安银行', '别的银行']) },
    // The list has all companies: when the wanted one is missing, nothing is found.
    outcomes: { other_company: 'empty' },
  },
  {
    ...about('profile', 'CN', '000001.SZ'),
    ...recorded('stock_basic_499rows'),
    answers: [
      rowsOf('stock_basic', '000001.SZ', 'stock_basic_499rows'),
      nothing('stock_company'),
      nothing('stk_managers'),
      nothing('namechange'),
    ],
    spoilt: spoilt(['name'], { name: 1 }),
    // The list has every listed company: a company that is missing there is unknown.
    outcomes: { empty: 'not_found' },
  },
  {
    ...about('statements', 'CN', '600502.SH'),
    ...recorded('income'),
    answers: [recordedTable('income'), nothing('balancesheet'), nothing('cashflow')],
    spoilt: spoilt(['ann_date', 'f_ann_date'], { total_revenue: 'many' }),
  },
  // Each table is bought separately: without access to one of them, an empty income statement is
  // left.
  {
    ...about('statements', 'CN', '600000.SH'),
    ...recorded('balancesheet'),
    answers: [recordedTable('balancesheet'), nothing('income'), nothing('cashflow')],
    spoilt: spoilt(['ann_date', 'f_ann_date'], { total_assets: 'many' }),
    outcomes: { '403': 'empty' },
  },
  {
    ...about('statements', 'CN', '600000.SH'),
    ...recorded('cashflow'),
    answers: [recordedTable('cashflow'), nothing('income'), nothing('balancesheet')],
    spoilt: spoilt(['ann_date', 'f_ann_date'], { n_cashflow_act: 'many' }),
    outcomes: { '403': 'empty' },
  },
  {
    ...about('actions', 'CN', '600000.SH'),
    ...recorded('dividend'),
    answers: [recordedTable('dividend')],
    spoilt: spoilt(['ex_date'], { cash_div_tax: 'many' }),
  },
  {
    ...about('bars', 'CN', '600519.SH'),
    ...recorded('daily_600519.SH_2025-10-22_23_trimmed'),
    answers: [
      recordedTable('daily', 'daily_600519.SH_2025-10-22_23_trimmed'),
      nothing('adj_factor'),
    ],
    spoilt: spoilt(['close'], { open: 'many' }),
  },
  {
    ...about('news', 'CN', '601919.SH'),
    ...recorded('news', 'major_news'),
    query: { known: COSCO, to: '2025-02-12' },
    answers: [recordedTable('news'), recordedTable('major_news')],
    spoilt: {
      ...spoilt(['content'], { datetime: 1 }),
      other_company: replaced(['中远海控', '别家公司']),
    },
    // The feed is about the whole market: a piece that does not name the company is not its news.
    outcomes: { other_company: 'empty' },
  },
  {
    ...about('insiders', 'CN', '300216.SZ'),
    ...recorded('stk_holdertrade'),
    answers: [rowsOf('stk_holdertrade', '300216.SZ')],
    spoilt: spoilt(['holder_name'], { change_vol: 'many' }),
  },
  {
    ...about('holders', 'CN', '600000.SH'),
    ...recorded('top10_holders'),
    answers: [
      recordedTable('top10_holders'),
      nothing('top10_floatholders'),
      nothing('stk_holdernumber'),
      nothing('pledge_stat'),
      nothing('hk_hold'),
    ],
    spoilt: spoilt(['holder_name'], { hold_amount: 'many' }),
  },
  {
    ...about('estimates', 'CN', '300511.SZ'),
    ...recorded('forecast'),
    answers: [rowsOf('forecast', '300511.SZ'), nothing('express'), nothing('report_rc')],
    spoilt: spoilt(['end_date'], { net_profit_min: 'many' }),
  },
  {
    ...about('shares', 'CN', '600000.SH'),
    ...documented(32),
    answers: [tableFor('daily_basic', () => made.table(made.dailyBasic))],
    spoilt: spoilt(['total_share'], { total_share: 'many' }),
  },
  {
    ...about('multiples', 'CN', '600000.SH'),
    ...documented(32),
    answers: [tableFor('daily_basic', () => made.table(made.dailyBasic))],
    spoilt: spoilt(['close'], { pe_ttm: 'many' }),
  },
  {
    ...about('quote', 'CN', '600000.SH'),
    ...documented(372),
    answers: [tableFor('rt_k', () => made.table([made.quote]))],
    spoilt: spoilt(['close'], { vol: 'many' }),
  },
  {
    ...about('filings', 'CN', '600000.SH'),
    ...documented(176),
    answers: [tableFor('anns_d', () => made.table(made.announcements))],
    spoilt: spoilt(['title'], { url: 'nowhere' }),
  },
]

const abroad: ProviderCase[] = [
  {
    ...about('instrument', 'HK', '00001'),
    ...documented(191),
    answers: [tableFor('hk_basic', () => made.table([made.hkBasic]))],
    spoilt: { ...spoilt(['name'], { name: 1 }), other_company: columns({ ts_code: '00002.HK' }) },
    // A search for a code gives nothing when the answer has another code.
    outcomes: { other_company: 'empty' },
  },
  {
    ...about('profile', 'HK', '00001'),
    ...documented(191),
    answers: [tableFor('hk_basic', () => made.table([made.hkBasic]))],
    spoilt: spoilt(['name'], { name: 1 }),
    outcomes: { empty: 'not_found' },
  },
  {
    ...about('statements', 'HK', '00001'),
    ...documented(388, 389, 390, 391),
    answers: [
      tableFor('hk_fina_indicator', () => made.table(made.hkReports)),
      tableFor('hk_income', () => made.table(made.hkIncome)),
      tableFor('hk_balancesheet', () => made.table(made.hkBalance)),
      tableFor('hk_cashflow', () => made.table(made.hkCashFlow)),
    ],
    spoilt: spoilt(['currency'], { end_date: 'soon' }),
  },
  {
    ...about('bars', 'HK', '00001'),
    ...documented(192),
    answers: [tableFor('hk_daily', () => made.table([made.bar('00001.HK')]))],
    spoilt: spoilt(['close'], { open: 'many' }),
  },
  {
    ...about('holders', 'HK', '00001'),
    ...documented(188),
    answers: [tableFor('hk_hold', () => made.table([made.connect]))],
    spoilt: spoilt(['vol'], { ratio: 'many' }),
  },
  {
    ...about('statements', 'US', 'NVDA'),
    ...documented(393),
    answers: [tableFor('us_fina_indicator', () => made.table(made.usReports))],
    spoilt: spoilt(['notice_date'], { operate_income: 'many' }),
  },
  {
    ...about('bars', 'US', 'AAPL'),
    ...documented(254),
    answers: [tableFor('us_daily', () => made.table([made.bar('AAPL')]))],
    spoilt: spoilt(['close'], { open: 'many' }),
  },
]

export const tushareCases: ProviderCase[] = [...mainland, ...abroad]
