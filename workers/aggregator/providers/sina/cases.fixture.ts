/**
 * The cases that test Sina's adapter: a recorded A-share line, and invented lines, reports and bars
 * in the form that public test suites captured.
 */
import {
  type Answering,
  editJson,
  gbk,
  type ProviderCase,
  recordedText,
  replaced,
  type Spoilt,
} from '../test/case.ts'

const LINE = 'sina/quote_sh600519_2023-02-08.txt'

/** Replaces a field of the line. */
const field =
  (at: number, value: string) =>
  (body: string): string => {
    const [, start = '', inside = '', end = ''] = /^([^"]*")([^"]*)(".*)$/s.exec(body) ?? []
    const fields = inside.split(',')
    fields[at] = value
    return start + fields.join(',') + end
  }
const spoiltLine = (code: string, price: number, volume: number): Spoilt => ({
  other_company: replaced([code, `${code.slice(0, -1)}x`]),
  null_field: field(price, ''),
  wrong_type: field(volume, 'many'),
  empty: (body) => body.replace(/"[^"]*"/, '""'),
})

const HK_FIELDS = [
  'SAMPLE',
  '样本公司',
  '11.000',
  '11.100',
  '11.300',
  '10.900',
  '11.200',
  '0.100',
  '0.901',
  '11.190',
  '11.200',
  '1111111.000',
  '100000',
]
/**
 * English name, name, open, previous, high, low, last, change, percent, bid, ask, turnover, volume,
 * P/E, yield, 52 weeks, date, time.
 */
export const hkLine = `var hq_str_rt_hk01111="${[...HK_FIELDS, '11.11', '1.11', '15.000', '9.000', '2026/08/21', '16:08:44'].join(',')}";\n`
const US_FIELDS: Record<number, string> = {
  0: '样本公司',
  1: '111.1000',
  2: '1.00',
  3: '2026-08-20 08:14:25',
  4: '1.1000',
  5: '110.5000',
  6: '112.0000',
  7: '109.0000',
  10: '1000000',
  24: 'Aug 19 08:00PM EDT',
  25: 'Aug 19 04:00PM EDT',
  26: '110.0000',
  27: '1111',
  28: '1',
  29: '2026',
}
export const usLine = (fields: Record<number, string> = {}): string =>
  `var hq_str_gb_test="${Array.from({ length: 36 }, (_, at) => ({ ...US_FIELDS, ...fields })[at] ?? '').join(',')}";\n`

const item = (item_title: string, item_value: string | null, item_group_no = 1) => ({
  item_field: '',
  item_title,
  item_value,
  item_group_no,
  item_tongbi: '',
})
const report = (data: unknown[], changed: Record<string, unknown> = {}) => ({
  rType: '合并期末',
  rCurrency: 'CNY',
  data_source: '定期报告',
  is_audit: '未审计',
  publish_date: '20251030',
  update_time: 1_761_800_000,
  data,
  ...changed,
})
const answerOf = (reports: Record<string, unknown>): string => {
  const report_date = Object.keys(reports).map((date_value) => ({
    date_value,
    date_description: '',
    date_type: 3,
  }))
  return JSON.stringify({
    result: { status: { code: 0 }, data: { report_count: '1', report_date, report_list: reports } },
  })
}
/** Invented: every figure is made of ones. */
export const REPORTS = {
  lrb: {
    '20250930': report([
      item('一、营业总收入', '1111111.110000'),
      item('其中：营业成本', '111111.000000'),
      item('销售费用', '1111.000000'),
      item('管理费用', '111.000000'),
      item('研发费用', null),
      item('利润总额', '222222.000000'),
      item('归属于母公司所有者的净利润', '211111.000000'),
      item('基本每股收益', '0.11'),
    ]),
    '20241231': report([item('营业总收入', '1222222')], { publish_date: null }),
    '20191031': report([item('营业总收入', '1')]),
  },
  fzb: {
    '20250930': report([
      item('流动资产', null),
      item('货币资金', '11111.000000'),
      item('资产总计', '3333333.000000'),
      item('短期借款', '11.000000'),
      item('应付短期债券', ''),
      item('一年内到期的非流动负债', '22.000000'),
      item('流动负债合计', '111.000000'),
      item('负债合计', '1111111.000000'),
      item('所有者权益(或股东权益)合计', '2222222.000000'),
    ]),
  },
  llb: {
    '20250930': report([
      item('经营活动产生的现金流量净额', '-11111.000000'),
      item('购建固定资产、无形资产和其他长期资产所支付的现金', '1111.000000'),
      item('期末现金及现金等价物余额', '11111.000000'),
      item('净利润', '999.000000', 4),
    ]),
  },
}
const statement = (source: keyof typeof REPORTS): Answering => ({
  match: `source=${source}`,
  body: () => answerOf(REPORTS[source]),
})
const newest = (change: (given: Record<string, unknown>) => void) =>
  editJson((json) => {
    change(json.result.data.report_list['20250930'])
  })

const BARS = [
  {
    day: '2026-08-20',
    open: '10.000',
    high: '11.000',
    low: '9.900',
    close: '10.500',
    volume: '100000',
  },
  {
    day: '2026-08-21',
    open: '10.500',
    high: '11.100',
    low: '10.400',
    close: '11.000',
    volume: '111111',
  },
]

export const sinaCases: ProviderCase[] = [
  {
    provider: 'sina',
    dataset: 'quote',
    market: 'CN',
    symbol: '600519.SH',
    proof: 'recorded',
    evidence: [LINE],
    answers: [{ match: 'hq.sinajs.cn/list=sh600519', body: () => recordedText(LINE), encode: gbk }],
    spoilt: {
      ...spoiltLine('sh600519', 3, 8),
      other_company: replaced(['sh600519', 'sz000858'], ['贵州茅台', '五 粮 液']),
    },
    outcomes: { empty: 'not_found' },
  },
  {
    provider: 'sina',
    dataset: 'quote',
    market: 'HK',
    symbol: '01111',
    proof: 'fake',
    evidence: [
      'lines as captured by public sources: rt_hk00005 of 2017-07-07, rt_hkHSI of 2026-08-21',
    ],
    answers: [{ match: 'list=rt_hk01111', body: () => hkLine, encode: gbk }],
    spoilt: spoiltLine('rt_hk01111', 6, 12),
    outcomes: { empty: 'not_found' },
  },
  {
    provider: 'sina',
    dataset: 'quote',
    market: 'US',
    symbol: 'TEST',
    proof: 'fake',
    evidence: ['lines as captured by public sources: gb_tsla of 2017-05-06, gb_dia of 2026-08-19'],
    answers: [{ match: 'list=gb_test', body: () => usLine(), encode: gbk }],
    spoilt: spoiltLine('gb_test', 1, 10),
    outcomes: { empty: 'not_found' },
  },
  {
    provider: 'sina',
    dataset: 'statements',
    market: 'CN',
    symbol: '600111.SH',
    proof: 'fake',
    evidence: [
      'quotes.sina.cn CompanyFinanceService.getFinanceReport2022; reports as excerpted by public test suites, 2026',
    ],
    answers: [statement('lrb'), statement('fzb'), statement('llb')],
    spoilt: {
      other_company: (body) => body,
      null_field: newest((given) => {
        given.rCurrency = null
      }),
      wrong_type: newest((given) => {
        given.data = [item('营业总收入', 'many')]
      }),
      empty: () => answerOf({}).replace('"report_list":{}', '"report_list":[]'),
    },
    // A report has title, amount, kind and date. No field names the company, so an answer about
    // another company cannot be detected.
    outcomes: { other_company: 'served' },
  },
  {
    provider: 'sina',
    dataset: 'bars',
    market: 'CN',
    symbol: '600111.SH',
    proof: 'fake',
    evidence: [
      'quotes.sina.cn CN_MarketDataService.getKLineData; rows as captured by public test suites, 2026-08-10',
    ],
    answers: [{ match: 'getKLineData?symbol=sh600111', body: () => JSON.stringify(BARS) }],
    spoilt: {
      other_company: (body) => body,
      null_field: editJson((json) => {
        json[0].close = null
      }),
      wrong_type: editJson((json) => {
        json[0].volume = 'many'
      }),
      empty: () => '[]',
    },
    // A day has six columns and nothing else, so bars of another company cannot be detected.
    outcomes: { other_company: 'served' },
  },
]
