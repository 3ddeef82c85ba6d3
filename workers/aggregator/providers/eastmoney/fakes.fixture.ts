/**
 * Answers in Eastmoney's forms about companies that do not exist (688999.SH, 09998 and ZZZZ), with
 * invented figures. The columns are those that public clients of the same reports use. Tests only.
 */
import { editJson, replaced, type Spoilt } from '../test/case.ts'

export const CN = { symbol: '688999.SH', code: '688999', name: '示例股份' }
export const HK = { symbol: '09998', code: '09998', name: '示例控股' }
export const US = { symbol: 'ZZZZ', code: 'ZZZZ', name: '示例美股' }

const FORM = 'Eastmoney publishes no description; fields and columns as public clients ask for them'
export const cn = {
  provider: 'eastmoney',
  market: 'CN',
  symbol: CN.symbol,
  proof: 'fake',
  evidence: [FORM],
} as const
export const hk = {
  provider: 'eastmoney',
  market: 'HK',
  symbol: HK.symbol,
  proof: 'fake',
  evidence: [FORM],
} as const
export const us = {
  provider: 'eastmoney',
  market: 'US',
  symbol: US.symbol,
  proof: 'fake',
  evidence: [FORM],
} as const

/** The answers about the recorded companies, under other names. */
export const otherMoutai = replaced(['600519', '000858'], ['贵州茅台', '五粮液'], ['.SH', '.SZ'])
export const otherTencent = replaced(['00700', '09988'], ['腾讯控股', '阿里巴巴'])

export const NOTHING = JSON.stringify({
  version: null,
  result: null,
  success: false,
  message: '返回数据为空',
  code: 9201,
})
export const report = (...data: Record<string, unknown>[]): string =>
  JSON.stringify({
    version: 'x',
    result: { pages: 1, data, count: data.length },
    success: true,
    message: 'ok',
    code: 0,
  })

const otherCompany = replaced(
  ['688999', '688998'],
  ['09998', '09997'],
  ['ZZZZ', 'YYYY'],
  ['示例', '别家'],
)

/** Damages the first row of a report: one column is empty, or one has a wrong type. */
export const spoiltReport = (needed: string, typed: string): Spoilt => ({
  other_company: otherCompany,
  null_field: editJson((json) => {
    json.result.data[0][needed] = null
  }),
  wrong_type: editJson((json) => {
    json.result.data[0][typed] = { value: 1 }
  }),
  empty: () => NOTHING,
})

/** 2026-08-07 16:08 in Hong Kong, 04:08 in New York. */
const EPOCH = 1786090080
export const QUOTED_AT = '2026-08-07T08:08:00.000Z'

const CN_QUOTE = {
  f43: 11.11,
  f44: 11.33,
  f45: 10.99,
  f46: 11,
  f47: 1111,
  f48: 1234321,
  f57: CN.code,
  f58: CN.name,
  f59: 2,
  f60: 11.01,
  f84: 111111111,
  f85: 99999999,
  f86: EPOCH,
  f107: 1,
  f116: 1234444443.21,
  f117: 1110999988.89,
  f163: 22.22,
  f164: 21.11,
  f167: 3.33,
  f169: 0.1,
  f170: 0.91,
}
const HK_QUOTE = {
  f43: 111.1,
  f44: 113.3,
  f45: 109.9,
  f46: 110,
  f47: 1111000,
  f48: 123432100,
  f57: HK.code,
  f58: HK.name,
  f59: 3,
  f60: 110.1,
  f84: 1111111111,
  f85: 1111111111,
  f86: EPOCH,
  f107: 116,
  f116: 123444444332.1,
  f117: 123444444332.1,
  f163: 0,
  f164: 11.11,
  f167: 2.22,
  f169: 1,
  f170: 0.91,
}
export const quotes = {
  CN: () => JSON.stringify({ rc: 0, data: CN_QUOTE }),
  HK: () => JSON.stringify({ rc: 0, data: HK_QUOTE }),
}
export const listRow = (
  f12: string,
  f13: number,
  f14: string,
  more: Record<string, unknown> = {},
) => ({
  f2: 111.1,
  f3: 0.91,
  f4: 1,
  f5: 1111000,
  f6: 123432100,
  f12,
  f13,
  f14,
  f15: 113.3,
  f16: 109.9,
  f17: 110,
  f18: 110.1,
  f124: EPOCH,
  ...more,
})
export const list = (...diff: unknown[]): string =>
  JSON.stringify({ rc: 0, data: { total: diff.length, diff } })
export const unknownQuote = (): string => JSON.stringify({ rc: 102, data: null })

export const spoiltQuote = (needed: string, typed: string): Spoilt => ({
  other_company: otherCompany,
  null_field: editJson((json) => {
    const row = json.data.diff?.[0] ?? json.data
    row[needed] = null
  }),
  wrong_type: editJson((json) => {
    const row = json.data.diff?.[0] ?? json.data
    row[typed] = 'many'
  }),
  empty: unknownQuote,
})

export const klines = (code: string, market: number, name: string): string =>
  JSON.stringify({
    rc: 0,
    data: {
      code,
      market,
      name,
      decimal: 2,
      dktotal: 2,
      klines: [
        '2026-08-06,11.00,11.01,11.11,10.99,1000,1101000.00,1.09,0.09,0.01,0.10',
        '2026-08-07,11.01,11.11,11.33,10.99,1111,1234321.00,3.09,0.91,0.10,0.11',
      ],
    },
  })
export const spoiltKlines: Spoilt = {
  other_company: otherCompany,
  null_field: editJson((json) => {
    json.data.klines[0] = '2026-08-06,11.00,,11.11,10.99,1000,1101000.00'
  }),
  wrong_type: editJson((json) => {
    json.data.klines = 'none'
  }),
  empty: editJson((json) => {
    json.data.klines = []
  }),
}

const suggestion = (QuoteID: string, Name: string, SecurityTypeName: string, Classify: string) => ({
  Code: QuoteID.split('.')[1],
  Name,
  PinYin: 'SL',
  ID: 'x',
  JYS: '2',
  Classify,
  SecurityTypeName,
  QuoteID,
  MktNum: QuoteID.split('.')[0],
})
export const suggestions = (): string =>
  JSON.stringify({
    QuotationCodeTable: {
      Data: [
        suggestion(`1.${CN.code}`, CN.name, '科创板', 'AStock'),
        suggestion('1.519999', '示例基金', '基金', 'Fund'),
        suggestion(`116.${HK.code}`, HK.name, '港股', 'HK'),
        suggestion('116.19998', '示例购证', '窝轮', 'HK'),
        suggestion(`105.${US.code}`, US.name, '美股', 'UsStock'),
      ],
      Status: 0,
      Message: '成功',
      TotalCount: 5,
    },
  })

const article = (date: string) => ({
  date,
  title: '<em>示例</em>股份：营收增长&amp;回购',
  content: '示例 <b>正文</b>',
  mediaName: '示例日报',
  url: `http://finance.eastmoney.com/a/${date.slice(0, 10)}.html`,
})
/** JSONP, the form in which the search answers. */
export const articles = (): string =>
  `answer(${JSON.stringify({ code: 0, result: { cmsArticleWebOld: [article('2026-09-28 15:13:39'), article('2026-09-27 09:00:00')] } })})`
export const editJsonp =
  (change: Parameters<typeof editJson>[0]) =>
  (body: string): string =>
    `answer(${editJson(change)(body.slice('answer('.length, -1))})`

export const announcements = (market: 'CN' | 'HK'): string => {
  const { code, name } = market === 'CN' ? CN : HK
  const codes = [
    {
      ann_type: market === 'CN' ? 'A,SHA' : 'H',
      inner_code: '1',
      market_code: market === 'CN' ? '1' : '116',
      short_name: name,
      stock_code: code,
    },
  ]
  const shared = {
    codes,
    columns: [{ column_code: '1', column_name: '半年度报告' }],
    language: '0',
  }
  return JSON.stringify({
    data: {
      list: [
        {
          art_code: 'AN202608111111111111',
          ...shared,
          display_time: '2026-08-11 18:54:16:409',
          notice_date: '2026-08-12 00:00:00',
          title: `${name}:2026年半年度报告`,
        },
        {
          art_code: 'AN202607111111111111',
          ...shared,
          notice_date: '2026-07-11 00:00:00',
          title: `${name}:公告`,
        },
      ],
      page_index: 1,
      page_size: 50,
      total_hits: 2,
    },
    error: '',
    success: 1,
  })
}

const usItem = (REPORT: string, REPORT_DATE: string, STD_ITEM_CODE: string, AMOUNT: number) => ({
  SECUCODE: 'ZZZZ.O',
  SECURITY_CODE: US.code,
  SECURITY_NAME_ABBR: US.name,
  REPORT,
  REPORT_DATE: `${REPORT_DATE} 00:00:00`,
  CURRENCY: '美元',
  ACCOUNT_STANDARD: '美国会计准则',
  REPORT_TYPE: REPORT.endsWith('FY') ? '年报' : '单季报',
  STD_ITEM_CODE,
  AMOUNT,
})
/**
 * A 52-week year and the first half of the next year. The revenue of the main business is separate
 * from the total revenue.
 */
const US_ENDS = [
  ['2026/Q6', '2026-03-28', 66],
  ['2026/Q2', '2026-03-28', 33],
  ['2026/Q1', '2025-12-27', 33],
  ['2025/FY', '2025-09-27', 111],
  ['2024/FY', '2024-09-28', 99],
] as const
export const usStatements = {
  income: (): string =>
    report(
      ...US_ENDS.flatMap(([name, end, amount]) => [
        usItem(name, end, '004001999', amount * 1e6),
        usItem(name, end, '004001001', amount * 1e6 - 1),
        usItem(name, end, '004005999', amount * 5e5),
        usItem(name, end, '004015999', amount * 1e5),
        usItem(name, end, '004017004', 1.11),
      ]),
    ),
  balance: (): string =>
    report(
      ...US_ENDS.flatMap(([name, end, amount]) => [
        usItem(name, end, '004005999', amount * 1e7),
        usItem(name, end, '004017999', 1e7),
      ]),
    ),
  cashFlow: (): string =>
    report(
      ...US_ENDS.flatMap(([name, end, amount]) => [
        usItem(name, end, '003999', amount * 2e5),
        usItem(name, end, '005002', -amount * 1e4),
      ]),
    ),
}
