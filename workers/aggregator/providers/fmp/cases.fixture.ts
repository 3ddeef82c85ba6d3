/**
 * The cases of FMP's adapter: recorded answers, and answers in FMP's documented form with invented
 * figures where there is no recording.
 */
import {
  type Answering,
  editJson,
  type ProviderCase,
  recordedBody,
  replaced,
  type Spoilt,
} from '../test/case.ts'

const recorded = (file: string): string => `fmp/${file}.json`
const answers = (match: string | RegExp, file: string): Answering => ({
  match,
  body: () => recordedBody(recorded(file)),
})
const given = (match: string | RegExp, body: unknown): Answering => ({
  match,
  body: () => JSON.stringify(body),
})
const nothing = (match: string | RegExp): Answering => given(match, [])

const about = { provider: 'fmp', market: 'US', symbol: 'AAPL' } as const
const DOCS = 'https://site.financialmodelingprep.com/developer/docs/stable'

/**
 * Spoils an answer: its rows are about another company, lack a field, have a field of a wrong type,
 * or are missing.
 */
const spoiltRows = (required: string, figure: string): Spoilt => ({
  other_company: replaced(
    ['"AAPL"', '"MSFT"'],
    ['Apple Inc.', 'Microsoft Corporation'],
    ['"TST.A"', '"MSFT"'],
    ['"TST-A"', '"MSFT"'],
  ),
  null_field: editJson((rows) => {
    rows[0][required] = null
  }),
  wrong_type: editJson((rows) => {
    rows[0][figure] = { many: true }
  }),
  empty: () => '[]',
})

/** An invented company. */
const TEST = { symbol: 'TST-A' }
const ofTest = { provider: 'fmp', market: 'US', symbol: 'TST.A', proof: 'fake' } as const

export const fmpCases: ProviderCase[] = [
  {
    ...about,
    dataset: 'statements',
    proof: 'recorded',
    evidence: ['income-statement', 'balance-sheet-statement', 'cash-flow-statement'].map((kind) =>
      recorded(`${kind}_AAPL_FY2025`),
    ),
    answers: [
      answers(/income-statement.*period=annual/, 'income-statement_AAPL_FY2025'),
      answers(/balance-sheet-statement.*period=annual/, 'balance-sheet-statement_AAPL_FY2025'),
      answers(/cash-flow-statement.*period=annual/, 'cash-flow-statement_AAPL_FY2025'),
      nothing('period=quarter'),
    ],
    spoilt: spoiltRows('date', 'revenue'),
    outcomes: { empty: 'not_found' },
  },
  {
    ...about,
    dataset: 'profile',
    proof: 'recorded',
    evidence: [recorded('profile_AAPL')],
    answers: [answers('/profile?', 'profile_AAPL')],
    spoilt: spoiltRows('companyName', 'fullTimeEmployees'),
    outcomes: { empty: 'not_found' },
  },
  {
    ...about,
    dataset: 'quote',
    proof: 'recorded',
    evidence: [recorded('quote_AAPL')],
    answers: [answers('/quote?', 'quote_AAPL')],
    spoilt: spoiltRows('price', 'volume'),
    outcomes: { empty: 'not_found' },
  },
  {
    ...about,
    dataset: 'bars',
    proof: 'recorded',
    evidence: [
      recorded('historical-price-eod-full_AAPL'),
      recorded('historical-price-eod-dividend-adjusted_AAPL'),
    ],
    answers: [
      answers('/historical-price-eod/full?', 'historical-price-eod-full_AAPL'),
      answers(
        '/historical-price-eod/dividend-adjusted?',
        'historical-price-eod-dividend-adjusted_AAPL',
      ),
    ],
    spoilt: spoiltRows('close', 'volume'),
    outcomes: { empty: 'not_found' },
  },
  {
    ...about,
    dataset: 'multiples',
    proof: 'recorded',
    // `key-metrics-ttm` is not recorded; without it there is no current market value.
    evidence: [
      recorded('ratios-ttm_AAPL'),
      recorded('ratios_AAPL_FY2025'),
      recorded('key-metrics_AAPL_FY2025'),
    ],
    answers: [
      answers('/ratios-ttm?', 'ratios-ttm_AAPL'),
      nothing('/key-metrics-ttm?'),
      answers('/ratios?', 'ratios_AAPL_FY2025'),
      answers('/key-metrics?', 'key-metrics_AAPL_FY2025'),
    ],
    spoilt: spoiltRows('symbol', 'priceToBookRatioTTM'),
    outcomes: { empty: 'not_found' },
  },
  {
    ...about,
    dataset: 'news',
    proof: 'recorded',
    evidence: [recorded('news-stock_AAPL')],
    answers: [answers('/news/stock?', 'news-stock_AAPL')],
    spoilt: spoiltRows('title', 'publishedDate'),
  },
  {
    ...about,
    dataset: 'instrument',
    proof: 'recorded',
    evidence: [recorded('search-symbol_AAPL')],
    answers: [answers('/search-symbol?', 'search-symbol_AAPL'), nothing('/search-name?')],
    spoilt: spoiltRows('symbol', 'exchange'),
    // A search may find other companies.
    outcomes: { other_company: 'served' },
  },
  {
    ...ofTest,
    dataset: 'shares',
    evidence: [`${DOCS}/shares-float`],
    answers: [
      given('/shares-float?', [
        {
          ...TEST,
          date: '2026-02-04 17:01:35',
          freeFloat: 90,
          floatShares: 999999,
          outstandingShares: 1111111,
        },
      ]),
    ],
    spoilt: spoiltRows('outstandingShares', 'floatShares'),
    outcomes: { empty: 'not_found' },
  },
  {
    ...ofTest,
    dataset: 'actions',
    evidence: [`${DOCS}/dividends-company`, `${DOCS}/splits-company`],
    answers: [
      given('/dividends?', [
        {
          ...TEST,
          date: '2026-02-10',
          recordDate: '2026-02-10',
          paymentDate: '2026-02-13',
          declarationDate: '',
          adjDividend: 0.11,
          dividend: 0.44,
          yield: 0.1111,
          frequency: 'Quarterly',
        },
      ]),
      nothing('/splits?'),
    ],
    spoilt: spoiltRows('dividend', 'recordDate'),
  },
  {
    ...ofTest,
    dataset: 'filings',
    evidence: [`${DOCS}/search-by-symbol`],
    answers: [
      given('/sec-filings-search/symbol?', [
        {
          ...TEST,
          cik: '0000000011',
          filingDate: '2026-01-05 00:00:00',
          acceptedDate: '2026-01-05 16:30:00',
          formType: '8-K',
          link: 'https://www.sec.gov/Archives/edgar/data/11/000000001126000001/0000000011-26-000001-index.htm',
          finalLink: 'https://www.sec.gov/Archives/edgar/data/11/000000001126000001/test-8k.htm',
        },
      ]),
    ],
    spoilt: spoiltRows('formType', 'link'),
  },
  {
    ...ofTest,
    dataset: 'insiders',
    evidence: [`${DOCS}/search-insider-trades`],
    answers: [
      given('/insider-trading/search?', [
        {
          ...TEST,
          filingDate: '2026-01-07',
          transactionDate: '2026-01-05',
          reportingCik: '0000000012',
          companyCik: '0000000011',
          transactionType: 'S-Sale',
          securitiesOwned: 222222,
          reportingName: 'DOE JANE',
          typeOfOwner: 'director',
          acquisitionOrDisposition: 'D',
          directOrIndirect: 'D',
          formType: '4',
          securitiesTransacted: 1111,
          price: 11.11,
          securityName: 'Common Stock',
          url: 'https://www.sec.gov/Archives/edgar/data/11/000000001126000002/0000000011-26-000002-index.htm',
        },
      ]),
    ],
    spoilt: spoiltRows('reportingName', 'securitiesTransacted'),
  },
  {
    ...ofTest,
    dataset: 'holders',
    evidence: [`${DOCS}/filings-extract-with-analytics-by-holder`],
    answers: [
      given('/institutional-ownership/extract-analytics/holder?', [
        {
          ...TEST,
          date: '2026-09-30',
          cik: '0000000013',
          filingDate: '2026-11-12',
          investorName: 'TEST HOLDER LLC',
          putCallShare: 'Share',
          marketValue: 111111,
          sharesNumber: 11111,
          lastSharesNumber: 10000,
          changeInSharesNumber: 1111,
          ownership: 1.1111,
        },
      ]),
    ],
    spoilt: spoiltRows('investorName', 'sharesNumber'),
  },
  {
    ...ofTest,
    dataset: 'estimates',
    evidence: [
      `${DOCS}/price-target-consensus`,
      `${DOCS}/historical-grades`,
      `${DOCS}/earnings-company`,
      `${DOCS}/financial-estimates`,
    ],
    answers: [
      given('/price-target-consensus?', [
        { ...TEST, targetHigh: 33, targetLow: 11, targetConsensus: 22.22, targetMedian: 22 },
      ]),
      nothing('/grades-historical?'),
      nothing('/earnings?'),
      nothing('/analyst-estimates?'),
      nothing('/income-statement?'),
    ],
    spoilt: spoiltRows('targetConsensus', 'targetHigh'),
  },
]
