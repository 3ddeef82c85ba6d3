/**
 * Cases for search, quotes, market figures, counts, bars, news and announcements. They use recorded
 * answers where there are any, and otherwise fakes. Tests only.
 */
import { editJson, type ProviderCase, recordedBody, replaced, type Spoilt } from '../test/case.ts'
import * as fakes from './fakes.fixture.ts'
import { cn, hk, otherTencent, US, us } from './fakes.fixture.ts'

const HK_QUOTE = 'eastmoney/quote_116.00700_2026-08-07.json'

/**
 * A search is for a text and not for one company, so rows about another company are valid results.
 */
const spoiltSearch: Spoilt = {
  other_company: replaced(['688999', '688998'], ['09998', '09997'], ['ZZZZ', 'YYYY']),
  null_field: editJson((json) => {
    json.QuotationCodeTable.Data[0].Name = null
  }),
  wrong_type: editJson((json) => {
    json.QuotationCodeTable.Data = 'none'
  }),
  empty: () =>
    JSON.stringify({
      QuotationCodeTable: { Data: null, Status: 0, Message: '成功', TotalCount: 0 },
    }),
}
/** An article does not say which company it is about; the search only matches words. */
const spoiltNews: Spoilt = {
  other_company: (body) => body.replaceAll('示例', '别家'),
  null_field: fakes.editJsonp((json) => {
    json.result.cmsArticleWebOld[0].date = null
  }),
  wrong_type: fakes.editJsonp((json) => {
    json.result.cmsArticleWebOld = 'none'
  }),
  empty: fakes.editJsonp((json) => {
    json.result.cmsArticleWebOld = []
  }),
}
const spoiltFilings: Spoilt = {
  other_company: replaced(['688999', '688998'], ['09998', '09997'], ['示例', '别家']),
  null_field: editJson((json) => {
    json.data.list[0].notice_date = null
  }),
  wrong_type: editJson((json) => {
    json.data.list = 'none'
  }),
  empty: editJson((json) => {
    json.data.list = []
  }),
}

export const marketCases: ProviderCase[] = [
  ...[cn, hk, us].map((about) => ({
    ...about,
    dataset: 'instrument' as const,
    symbol: '示例',
    answers: [{ match: 'suggest/get', body: fakes.suggestions }],
    spoilt: spoiltSearch,
    outcomes: { other_company: 'served' as const },
  })),
  ...[cn, hk].map((about) => ({
    ...about,
    dataset: 'shares' as const,
    answers: [{ match: 'stock/get', body: fakes.quotes[about.market] }],
    spoilt: fakes.spoiltQuote('f84', 'f85'),
    outcomes: { empty: 'not_found' as const },
  })),
  ...[cn, hk].map((about) => ({
    ...about,
    dataset: 'bars' as const,
    spoilt: fakes.spoiltKlines,
    answers: [
      {
        match: 'kline/get',
        body: () => fakes.klines(about.symbol.slice(0, 6), about.market === 'CN' ? 1 : 116, '示例'),
      },
    ],
  })),
  {
    ...us,
    dataset: 'bars',
    spoilt: fakes.spoiltKlines,
    answers: [
      { match: 'kline/get', body: () => fakes.klines(US.code, 105, US.name) },
      { match: 'ulist.np/get', body: () => fakes.list(fakes.listRow(US.code, 105, US.name)) },
    ],
  },
  {
    ...cn,
    dataset: 'multiples',
    answers: [{ match: 'stock/get', body: fakes.quotes.CN }],
    spoilt: fakes.spoiltQuote('f43', 'f116'),
    outcomes: { empty: 'not_found' },
  },
  {
    provider: 'eastmoney',
    dataset: 'multiples',
    market: 'HK',
    symbol: '00700',
    proof: 'recorded',
    evidence: [HK_QUOTE],
    answers: [{ match: 'stock/get', body: () => recordedBody(HK_QUOTE) }],
    spoilt: { ...fakes.spoiltQuote('f43', 'f116'), other_company: otherTencent },
    outcomes: { empty: 'not_found' },
  },
  ...[cn, hk].map((about) => ({
    ...about,
    dataset: 'quote' as const,
    answers: [{ match: 'stock/get', body: fakes.quotes[about.market] }],
    spoilt: fakes.spoiltQuote('f86', 'f47'),
    outcomes: { empty: 'not_found' as const },
  })),
  {
    ...us,
    dataset: 'quote',
    answers: [
      { match: 'ulist.np/get', body: () => fakes.list(fakes.listRow(US.code, 105, US.name)) },
    ],
    spoilt: fakes.spoiltQuote('f2', 'f5'),
    outcomes: { empty: 'not_found' },
  },
  ...[cn, hk].map((about) => ({
    ...about,
    dataset: 'news' as const,
    answers: [{ match: 'search/jsonp', body: fakes.articles }],
    spoilt: spoiltNews,
    outcomes: { other_company: 'served' as const },
  })),
  ...[cn, hk].map((about) => ({
    ...about,
    dataset: 'filings' as const,
    answers: [{ match: 'security/ann', body: () => fakes.announcements(about.market) }],
    spoilt: spoiltFilings,
  })),
]
