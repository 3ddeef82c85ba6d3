/**
 * The cases of HKEXnews's adapter: invented answers about no company, in the form that public test
 * suites have recorded. There is no recording of our own.
 */
import { type Answering, editJson, type ProviderCase, replaced } from '../test/case.ts'

export const row = (changed: Record<string, unknown> = {}) => ({
  FILE_INFO: '111KB',
  NEWS_ID: '11111111',
  STOCK_NAME: 'SAMPLE HOLDINGS<br/>SAMPLE HLDGS-R',
  STOCK_CODE: '01111<br/>81111',
  FILE_TYPE: 'PDF',
  TITLE: 'ANNOUNCEMENT OF THE RESULTS FOR THE SIX MONTHS ENDED 30 JUNE 2026',
  DATE_TIME: '12/08/2026 16:31',
  TOTAL_COUNT: '2',
  LONG_TEXT: 'Announcements and Notices - [Interim Results]',
  FILE_LINK: '/listedco/listconews/sehk/2026/0812/2026081200111.pdf',
  ...changed,
})
/** The rows are JSON written as text inside a JSON object. */
export const titlesAnswer = (rows: readonly unknown[] | null): string =>
  JSON.stringify({
    result: JSON.stringify(rows),
    hasNextRow: false,
    rowRange: 100,
    loadedRecord: rows?.length ?? 0,
    recordCnt: rows?.length ?? 0,
  })
const newest = row({
  NEWS_ID: '11111112',
  TITLE: 'NOTICE OF EGM &amp; Closure of Books<br/>',
  DATE_TIME: '14/08/2026 22:58',
  STOCK_CODE: '01111',
  LONG_TEXT: 'Proxy Forms',
  FILE_LINK: '/listedco/listconews/sehk/2026/0814/2026081400112.pdf',
})

/** A warrant and another security whose codes begin with the code asked for. */
export const stocksAnswer = `callback(${JSON.stringify({
  more: '1',
  stockInfo: [
    { stockId: 1_000_301_301, code: '11110', name: 'BP-SMPL@EC2703A' },
    { stockId: 7111, code: '01111', name: 'SAMPLE HOLDINGS' },
  ],
})});\n`
const ids: Answering = { match: 'prefix.do', body: () => stocksAnswer }

const inner = (change: (rows: Record<string, unknown>[]) => void) =>
  editJson((json) => {
    const rows = JSON.parse(json.result)
    change(rows)
    json.result = JSON.stringify(rows)
  })

export const hkexnewsCases: ProviderCase[] = [
  {
    provider: 'hkexnews',
    dataset: 'filings',
    market: 'HK',
    symbol: '01111',
    proof: 'fake',
    evidence: [
      'www1.hkexnews.hk/search/titleSearchServlet.do and prefix.do; answers recorded by public test suites, 2026-08-14 to 2026-09-29',
    ],
    answers: [{ match: 'titleSearchServlet.do', body: () => titlesAnswer([newest, row()]) }, ids],
    spoilt: {
      other_company: replaced(['01111', '02222'], ['81111', '82222']),
      null_field: inner(([first]) => {
        if (first) first.TITLE = null
      }),
      wrong_type: editJson((json) => {
        json.result = {}
      }),
      empty: () => titlesAnswer(null),
    },
  },
  {
    provider: 'hkexnews',
    dataset: 'instrument',
    market: 'HK',
    symbol: '1111',
    proof: 'fake',
    evidence: ['www1.hkexnews.hk/search/prefix.do as recorded by public test suites, 2026-09-29'],
    answers: [ids],
    spoilt: {
      other_company: replaced(['01111', '02222']),
      null_field: replaced(['"01111"', 'null']),
      wrong_type: () => 'callback({"more":"0","stockInfo":"none"});',
      empty: () => 'callback({"more":"0","stockInfo":[]});',
    },
    // No other security has this code.
    outcomes: { other_company: 'empty' },
  },
]
