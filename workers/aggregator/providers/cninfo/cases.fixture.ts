/**
 * The cases of CNInfo's adapter: recorded tables of 000002.SZ. Announcements and the list of
 * companies are not recorded, so their answers are invented.
 */
import {
  type Answering,
  editJson,
  type ProviderCase,
  recordedText,
  replaced,
  type Spoilt,
} from '../test/case.ts'

const recorded = (path: string, file: string): Answering => ({
  match: path,
  body: () => recordedText(`cninfo/${file}.json`),
})
const ABOUT = { provider: 'cninfo', market: 'CN', symbol: '000002.SZ', proof: 'recorded' } as const
const evidence = (...files: string[]): string[] => files.map((file) => `cninfo/${file}.json`)

const other = replaced(['000002', '000858'], ['万科企业股份有限公司', '另一公司股份有限公司'])
/** Replaces a field in the first record. */
const field = (name: string, value: unknown) =>
  editJson((json) => {
    json.data.records[0][name] = value
  })
const empty = editJson((json) => {
  json.data.records = []
})

const spoiltStatement: Spoilt = {
  other_company: other,
  null_field: editJson((json) => {
    json.params.financialDataRequest.scode = null
  }),
  wrong_type: editJson((json) => {
    json.data.records[0].year[0]['2024'] = 'many'
  }),
  empty,
}

/** Belongs to no company: figures and titles in the form of the site's own answers. */
export const announcement = (changed: Record<string, unknown> = {}) => ({
  id: null,
  secCode: '600111',
  secName: '样本股份',
  orgId: 'gssh0600111',
  announcementId: '1200000001',
  announcementTitle: '2025年<em>年度报告</em>',
  announcementTime: Date.parse('2026-03-28T00:00:00+08:00'),
  adjunctUrl: 'finalpage/2026-03-28/1200000001.PDF',
  adjunctSize: 111,
  adjunctType: 'PDF',
  announcementType: null,
  announcementTypeName: null,
  ...changed,
})
const page = {
  announcements: [
    announcement({
      announcementId: '1200000002',
      announcementTitle: '关于回购股份的公告',
      adjunctUrl: 'finalpage/2026-04-07/1200000002.PDF',
      announcementTime: Date.parse('2026-04-07T17:05:00+08:00'),
    }),
    announcement(),
  ],
  totalAnnouncement: 2,
  totalRecordNum: 2,
  hasMore: false,
}
export const stockList = {
  stockList: [
    { orgId: 'gssh0600111', category: 'A股', code: '600111', pinyin: 'ybgf', zwjc: '样本股份' },
    { orgId: '9900022222', category: 'A股', code: '300222', pinyin: 'ylgf', zwjc: '样例股份' },
    { orgId: 'gfbj0920333', category: 'A股', code: '920333', pinyin: 'bjyb', zwjc: '北京样本' },
    { orgId: '', category: 'A股', code: '899999', pinyin: 'bad', zwjc: '' },
  ],
}
const list: Answering = { match: 'szse_stock.json', body: () => JSON.stringify(stockList) }

export const cninfoCases: ProviderCase[] = [
  {
    ...ABOUT,
    dataset: 'statements',
    evidence: evidence(
      'income_statement',
      'balance_sheets',
      'cash_flow_statement',
      'main_indicators',
    ),
    answers: [
      recorded('getIncomeStatement', 'income_statement'),
      recorded('getBalanceSheets', 'balance_sheets'),
      recorded('getCashFlowStatement', 'cash_flow_statement'),
      recorded('getMainIndicators', 'main_indicators'),
    ],
    spoilt: spoiltStatement,
    // The report of 2024 is left out and named: newer ones can be read.
    outcomes: { wrong_type: 'served' },
  },
  {
    ...ABOUT,
    dataset: 'profile',
    evidence: evidence('company_introduction', 'company_executives'),
    answers: [
      recorded('getCompanyIntroduction', 'company_introduction'),
      recorded('getCompanyExecutives', 'company_executives'),
    ],
    spoilt: {
      other_company: other,
      null_field: editJson((json) => {
        json.data.records[0].basicInformation[0].ORGNAME = null
      }),
      wrong_type: editJson((json) => {
        json.data.records[0].basicInformation = {}
      }),
      empty,
    },
  },
  {
    ...ABOUT,
    dataset: 'actions',
    evidence: evidence('company_his_dividend'),
    answers: [recorded('getCompanyHisDividend', 'company_his_dividend')],
    spoilt: {
      other_company: other,
      null_field: field('F007V', null),
      wrong_type: field('F020D', 20_230_825),
      empty,
    },
  },
  {
    ...ABOUT,
    dataset: 'holders',
    evidence: evidence('top_ten_stockholders', 'stockholder_num'),
    answers: [
      recorded('getTopTenStockholders', 'top_ten_stockholders'),
      recorded('getStockholderNum', 'stockholder_num'),
    ],
    spoilt: {
      other_company: other,
      null_field: field('F002V', null),
      wrong_type: field('F003N', 'many'),
      empty,
    },
    // The number of holders comes in a separate answer, so it is still given.
    outcomes: { empty: 'served' },
  },
  {
    provider: 'cninfo',
    dataset: 'filings',
    market: 'CN',
    symbol: '600111.SH',
    proof: 'fake',
    evidence: [
      'www.cninfo.com.cn/new/hisAnnouncement/query and szse_stock.json; answers recorded by public test suites, 2026-09-29 and 2026-10-01',
    ],
    answers: [
      {
        match: /hisAnnouncement\/query .*stock=600111%2Cgssh0600111/,
        body: () => JSON.stringify(page),
      },
      list,
    ],
    spoilt: {
      other_company: replaced(['600111', '600222'], ['样本股份', '另一公司']),
      null_field: editJson((json) => {
        json.announcements[0].announcementTitle = null
      }),
      wrong_type: editJson((json) => {
        json.announcements = {}
      }),
      empty: () =>
        JSON.stringify({
          announcements: null,
          totalAnnouncement: 0,
          totalRecordNum: 0,
          hasMore: false,
        }),
    },
  },
  {
    provider: 'cninfo',
    dataset: 'instrument',
    market: 'CN',
    symbol: '600111',
    proof: 'fake',
    evidence: [
      'www.cninfo.com.cn/new/data/szse_stock.json as excerpted by public test suites, 2026-09-24',
    ],
    answers: [list],
    spoilt: {
      other_company: replaced(['600111', '600222'], ['样本股份', '另一公司']),
      null_field: editJson((json) => {
        json.stockList[0].code = null
      }),
      wrong_type: editJson((json) => {
        json.stockList = 'none'
      }),
      empty: () => JSON.stringify({ stockList: [] }),
    },
    // No other company matches the text.
    outcomes: { other_company: 'empty' },
  },
]
