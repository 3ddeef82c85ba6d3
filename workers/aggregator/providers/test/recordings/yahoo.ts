/** What Yahoo's adapter reads from each of its recorded answers. Tests only. */
import { expect } from 'vitest'
import { type Answering, caseContext, recordedBody, recordedText } from '../case.ts'
import { play } from '../play.ts'
import { yahoo } from '../../yahoo/index.ts'
import { SESSION } from '../../yahoo/cases.fixture.ts'
import { type CompanyDataset, inCase, readAs, refused, type Row, yields } from './table.ts'

const HTTP = 'yahoo/yahoo-finance2-fixtures'
const RS = 'yahoo/yfinance-rs-fixtures'
const us = (dataset: CompanyDataset[0], symbol: string): CompanyDataset => [dataset, 'US', symbol]

const charts: Row[] = [
  yields(
    'yahoo/chart_0700.HK_5d_1d_2026-08-07.json',
    ['quote', 'HK', '00700'],
    ['478.8 HKD, before 479.2, -0.000835 ratio, 16320039 shares, null, 2026-08-07T08:08:11.000Z'],
  ),
  yields(
    'yahoo/chart_0700.HK_5d_1d_2026-08-07.json',
    ['bars', 'HK', '00700'],
    ['raw HKD 5 days', 'raw 2026-08-07 479 483.2 475.4 478.8, 16320039 shares, null'],
  ),
  yields(
    'yahoo/chart_6309.T_1mo_1d_split_dividend_2025-05-19.json',
    ['bars', 'JP', '6309'],
    ['split JPY 18 days', 'raw 2025-05-19 1407 1431 1402 1403, 105500 shares, null'],
  ),
  yields(
    'yahoo/chart_6309.T_1mo_1d_split_dividend_2025-05-19.json',
    ['actions', 'JP', '6309'],
    ['dividend 2025-04-28 73 JPY/share split-adjusted', 'split 2025-04-28 3'],
  ),
  yields(
    'yahoo/chart_7203.T_1d_5m_2026-10-05_trimmed.json',
    ['quote', 'JP', '7203'],
    ['2893.5 JPY, before 2856.5, 0.012953 ratio, 23901000 shares, null, 2026-10-05T06:30:00.000Z'],
  ),
  refused(
    'yahoo/chart_7203.T_1d_5m_2026-10-05_trimmed.json',
    ['bars', 'JP', '7203'],
    'malformed',
    'a bar of five minutes is no day',
  ),
  yields('yahoo/chart_AAPL_1mo_1d_2026-10-05_trimmed.json', us('quote', 'AAPL'), [
    '333.825 USD, before null, null ratio, 3988528 shares, null, 2026-10-05T13:59:16.000Z',
  ]),
  refused(
    'yahoo/chart_AAPL_1mo_1d_2026-10-05_trimmed.json',
    us('bars', 'AAPL'),
    'malformed',
    '20 adjusted closes for 5 bars',
  ),
  yields(`${RS}/history_chart_AAPL.json`, us('bars', 'AAPL'), [
    'split USD 127 days',
    'raw 2025-10-29 269.275 271.41 267.11 269.7, 43332154 shares, null',
  ]),
  yields(`${RS}/history_chart_AAPL.json`, us('actions', 'AAPL'), [
    'dividend 2025-08-11 0.26 USD/share split-adjusted',
  ]),
  yields(`${RS}/history_chart_MSFT.json`, us('bars', 'MSFT'), [
    'split USD 127 days',
    'raw 2025-10-29 544.94 546.27 536.7287 541.55, 33295714 shares, null',
  ]),
  yields(`${HTTP}/chart-AAPL-2020-08-31-to-2020-11-07.json`, us('bars', 'AAPL'), [
    'split 2020-08-31 127.58 131 126 129.04, 225702700 shares, null',
    'total_return 2020-11-06 null null null 115.93415, 114457900 shares, null',
  ]),
  yields(`${HTTP}/chart-AAPL-2020-01-01-to-2020-01-03.json`, us('bars', 'AAPL'), [
    'split 2020-01-02 74.06 75.15 73.7975 75.0875, 135480400 shares, null',
  ]),
  yields(`${HTTP}/chart-BABA-2020-01-01-to-2020-01-03.json`, us('bars', 'BABA'), [
    'split 2020-01-02 216.6 219.98 216.54 219.77, 15873500 shares, null',
  ]),
  yields(`${HTTP}/chart-GOOG-2020-01-01-to-2020-01-03.json`, us('bars', 'GOOG'), [
    'split 2020-01-02 67.0775 68.407 67.0775 68.3685, 28132000 shares, null',
  ]),
  yields(
    `${HTTP}/chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.json`,
    us('quote', 'AAPL'),
    ['244.87 USD, before 244.47, 0.001636 ratio, 32129951 shares, null, 2025-02-19T21:00:01.000Z'],
  ),
  refused(
    `${HTTP}/chart-OCDO.L-2020-01-01-to-2020-01-03.json`,
    us('bars', 'OCDO'),
    'wrong_instrument',
    'prices in pence are no market’s',
  ),
]

const series: Row[] = [
  yields(`${RS}/timeseries_income_statement_annual_AAPL.json`, us('statements', 'AAPL'), [
    'net_income FY2024 93736000000 USD',
  ]),
  yields(
    `${RS}/timeseries_income_statement_annual_7203.T.json`,
    ['statements', 'JP', '7203'],
    ['revenue FY2025 48036704000000 JPY'],
  ),
  yields(`${RS}/timeseries_income_statement_quarterly_AAPL.json`, us('statements', 'AAPL'), [
    'revenue 2025-04-01/2025-06-30 94036000000 USD',
  ]),
  yields(`${RS}/timeseries_balance_sheet_annual_MSFT.json`, us('statements', 'MSFT'), [
    'total_assets @2025-06-30 619003000000 USD',
  ]),
  yields(`${RS}/timeseries_balance_sheet_annual_MSFT.json`, us('shares', 'MSFT'), [
    '2025-06-30 shares_outstanding 7434000000 shares',
  ]),
  yields(`${RS}/timeseries_cash_flow_annual_GOOGL.json`, us('statements', 'GOOGL'), [
    'capex FY2024 -52535000000 USD',
    'operating_cash_flow FY2024 125299000000 USD',
  ]),
  yields(`${RS}/timeseries_annualBasicAverageShares_MSFT.json`, us('statements', 'MSFT'), [
    'shares_basic FY2025 7433000000 shares',
  ]),
  yields(`${RS}/timeseries_quarterlyBasicAverageShares_MSFT.json`, us('statements', 'MSFT'), [
    'shares_basic 2025-04-01/2025-06-30 7432000000 shares',
  ]),
  yields(`${HTTP}/fundamentalsTimeSeries-AAPL-all-annual.json`, us('statements', 'AAPL'), [
    'revenue FY2024 391035000000 USD',
    'eps_diluted FY2024 6.08 USD/share',
    'total_assets @2024-09-30 364980000000 USD',
    'capex FY2024 -9447000000 USD',
  ]),
  yields(`${HTTP}/fundamentalsTimeSeries-AAPL-all-quarterly.json`, us('statements', 'AAPL'), [
    'capex 2024-10-01/2024-12-31 -2940000000 USD',
  ]),
  yields(
    `${HTTP}/fundamentalsTimeSeries-GOOG-financials-quarterly.json`,
    us('statements', 'GOOG'),
    ['eps_diluted 2023-10-01/2023-12-31 1.64 USD/share'],
  ),
  yields(
    `${HTTP}/fundamentalsTimeSeries-BABA-financials-quarterly.json`,
    us('statements', 'BABA'),
    ['revenue 2023-10-01/2023-12-31 260348000000 CNY'],
  ),
  yields(
    `${HTTP}/fundamentalsTimeSeries-BEKE-financials-quarterly.json`,
    us('statements', 'BEKE'),
    ['revenue 2023-10-01/2023-12-31 20204226000 CNY'],
  ),
  refused(
    `${HTTP}/fundamentalsTimeSeries-QQQ-financials-quarterly.json`,
    us('statements', 'QQQ'),
    'empty',
    'a fund has no statements',
  ),
  refused(
    `${HTTP}/fundamentalsTimeSeries-OCDO.L-financials-quarterly.json`,
    us('statements', 'OCDO'),
    'wrong_instrument',
    'a listing in London',
  ),
]

/** A file that answers a list of symbols; only the symbols asked for are read. */
const quotes = (file: string, because: string, expected: readonly string[]): Row =>
  readAs(file, because, async (text) => {
    const { context } = caseContext({ answers: [...SESSION, { match: '/v7/', body: () => text }] })
    const found = await yahoo.datasets.quote?.batch?.fetch(
      'US',
      ['AAPL', 'BABA', 'GOOG', 'MSFT', 'OCDO'],
      context,
    )
    if (!found?.ok) throw new Error(found?.detail)
    expect(
      [...found.data].map(
        ([symbol, item]) =>
          `${symbol} ${item.price} ${item.currency}, ${item.change_fraction} ratio, ${item.quoted_at}`,
      ),
    ).toEqual(expected)
  })
const [AAPL_FEB, BABA_FEB] = [
  'AAPL 244.6 USD, 0.012710667 ratio, 2025-02-14T21:00:00.000Z',
  'BABA 124.73 USD, 0.0434164 ratio, 2025-02-14T21:00:02.000Z',
]
const [AAPL_OCT, MSFT_OCT] = [
  'AAPL 269.7 USD, 0.00260228 ratio, 2025-10-29T20:00:01.000Z',
  'MSFT 541.55 USD, -0.000959322 ratio, 2025-10-29T20:00:01.000Z',
]
const ASKED_TOGETHER = 'quotes asked for together; the change is percent'
const batches: Row[] = [
  quotes(`${HTTP}/quote-AAPL.json`, ASKED_TOGETHER, [AAPL_FEB]),
  quotes(`${HTTP}/quote-BABA.json`, ASKED_TOGETHER, [BABA_FEB]),
  quotes(`${HTTP}/quote-GOOG.json`, ASKED_TOGETHER, [
    'GOOG 186.87 USD, -0.0053758234 ratio, 2025-02-14T21:00:01.000Z',
  ]),
  quotes(`${HTTP}/quote-AAPL-BABA.json`, ASKED_TOGETHER, [AAPL_FEB, BABA_FEB]),
  quotes(`${RS}/quote_v7_AAPL.json`, ASKED_TOGETHER, [AAPL_OCT]),
  quotes(`${RS}/quote_v7_MSFT.json`, ASKED_TOGETHER, [MSFT_OCT]),
  quotes(`${RS}/quote_v7_AAPL-MSFT.json`, ASKED_TOGETHER, [AAPL_OCT, MSFT_OCT]),
  quotes(`${HTTP}/quote-OCDO.L.json`, 'prices in pence are no quote', []),
  quotes(
    'yahoo/quote_v7_AAPL_7203.T_2026-10-05_trimmed.json',
    'without its time a price is no quote: the recording was cut',
    [],
  ),
  quotes('yahoo/quote_v7_unknown_symbol_empty.json', 'an unknown symbol has an empty list', []),
]

const searches: Row[] = [
  inCase(`${HTTP}/search-AAPL.json`, 'instrument', 'US', ['US:AAPL Apple Inc.']),
  yields(`${HTTP}/search-AAPL.json`, us('news', 'AAPL'), [
    '2025-02-25T05:54:47.000Z Bloomberg: Indonesia and Apple said to agree on terms to lift iPhone 16 ban',
  ]),
  inCase(`${HTTP}/search-BABA.json`, 'instrument', 'HK', [
    'HK:09988 Alibaba Group Holding Limited',
  ]),
  yields(`${HTTP}/search-GOOG.json`, us('instrument', 'GOOG'), [
    'US:GOOG Alphabet Inc.',
    'US:GOOGL Alphabet Inc.',
  ]),
  refused(
    `${HTTP}/search-OCDO.L.json`,
    us('instrument', 'OCDO'),
    'empty',
    'London is not one of the four markets',
  ),
  yields(`${RS}/search_v1_apple.json`, us('instrument', 'apple'), [
    'US:AAPL Apple Inc.',
    'US:APLE Apple Hospitality REIT, Inc.',
  ]),
]

const all = (symbol: string): string => `${HTTP}/quoteSummary-all-${symbol}.json`
const HOLDERS = `${RS}/holders_api_institutionOwnership-fundOwnership-majorHoldersBreakdown-insiderTransactions-insiderHolders-netSharePurchaseActivity_AAPL.json`
const summaries: Row[] = [
  yields(all('AAPL'), us('multiples', 'AAPL'), [
    '2025-02-21T21:00:02.000Z market_cap 3688676720640 USD',
    '2025-02-21T21:00:02.000Z beta 1.2 x',
    '2025-02-21T21:00:02.000Z dividend_yield_ttm 0.0040271734 ratio',
  ]),
  yields(all('AAPL'), us('filings', 'AAPL'), ['2025-01-31 10-Q 0000320193-25-000008']),
  yields(all('AAPL'), us('insiders', 'AAPL'), [
    '2025-02-03 LEVINSON ARTHUR D sell -1516 shares at 226.35 USD/share',
  ]),
  yields(all('AAPL'), us('holders', 'AAPL'), [
    '2024-12-31 institutions Vanguard Group Inc: 1395785512 shares, 0.0929 ratio, 342735136731 USD',
  ]),
  yields(all('AAPL'), us('estimates', 'AAPL'), [
    'consensus revenue FY2026 442217695300 USD',
    'price_target 252.22575 USD/share',
  ]),
  yields(all('BABA'), us('multiples', 'BABA'), [
    '2025-02-21T21:00:02.000Z market_cap 341542830080 USD',
    '2025-02-21T21:00:02.000Z beta 0.308 x',
  ]),
  yields(all('BABA'), us('estimates', 'BABA'), [
    'consensus revenue 2025Q4 236980257980 CNY',
    'price_target 152.7521 USD/share',
  ]),
  yields(all('GOOG'), us('multiples', 'GOOG'), ['2025-02-21T21:00:00.000Z pe_ttm 22.584578 x']),
  refused(all('OCDO.L'), us('multiples', 'OCDO'), 'wrong_instrument', 'a listing in London'),
  yields(`${HTTP}/quoteSummary-secFilings-AAPL.json`, us('filings', 'AAPL'), [
    '2025-01-31 10-Q 0000320193-25-000008',
  ]),
  yields(`${HTTP}/quoteSummary-insiderTransactions-AAPL.json`, us('insiders', 'AAPL'), [
    '2025-02-03 LEVINSON ARTHUR D sell -1516 shares at null null',
  ]),
  yields(`${HTTP}/quoteSummary-institutionOwnership-AAPL.json`, us('holders', 'AAPL'), [
    '2024-12-31 institutions Vanguard Group Inc: 1395785512 shares, 0.0929 ratio, null null',
  ]),
  yields(HOLDERS, us('holders', 'AAPL'), [
    '2025-06-30 institutions Vanguard Group Inc: 1415932804 shares, 0.0954 ratio, null null',
  ]),
  yields(`${RS}/analysis_api_earningsTrend_AAPL.json`, us('estimates', 'AAPL'), [
    'consensus eps_diluted 2025Q4 1.76993 USD/share',
  ]),
  yields(`${RS}/analysis_api_recommendationTrend_AAPL.json`, us('estimates', 'AAPL'), [
    'rating 2026-11-23 5/24/14/2/3',
  ]),
  yields(
    `${RS}/analysis_api_recommendationTrend-financialData_MSFT.json`,
    us('estimates', 'MSFT'),
    ['rating 2026-11-23 12/45/0/0/0'],
  ),
  refused(
    `${RS}/analysis_api_financialData_MSFT.json`,
    us('estimates', 'MSFT'),
    'empty',
    'a price target whose currency no module tells has no unit',
  ),
  refused(
    `${RS}/fundamentals_api_calendarEvents_META.json`,
    us('estimates', 'META'),
    'empty',
    'estimates whose currency no module tells have no unit',
  ),
  refused(
    `${HTTP}/quoteSummary-assetProfile-ADH.json`,
    us('multiples', 'ADH'),
    'empty',
    'nothing is known of the symbol',
    { status: 404 },
  ),
]

/** The search finds the company, and the modules describe it. */
const profile = (symbol: string, market: 'US' | 'JP', listed: object, expected: string): Row => {
  const file = `${RS}/profile_api_assetProfile-quoteType-fundProfile_${symbol}.json`
  const search: Answering = {
    match: '/v1/finance/search',
    body: () =>
      JSON.stringify({
        quotes: [{ quoteType: 'EQUITY', isYahooFinance: true, ...listed }],
        news: [],
      }),
  }
  const answers = [...SESSION, search, { match: '/v10/', body: () => recordedBody(file) }]
  return yields(file, ['profile', market, symbol.replace('.T', '')], [expected], { answers })
}
const profiles: Row[] = [
  profile(
    '7203.T',
    'JP',
    { symbol: '7203.T', exchange: 'JPX', longname: 'Toyota Motor Corporation' },
    'Toyota Motor Corporation; JPX; Auto Manufacturers; 389144 persons; https://global.toyota/en; books null; ',
  ),
  profile(
    'AAPL',
    'US',
    { symbol: 'AAPL', exchange: 'NMS', exchDisp: 'NASDAQ', longname: 'Apple Inc.' },
    'Apple Inc.; NASDAQ; Consumer Electronics; 150000 persons; https://www.apple.com; books null; ',
  ),
  profile(
    'MSFT',
    'US',
    { symbol: 'MSFT', exchange: 'NMS', exchDisp: 'NASDAQ', longname: 'Microsoft Corporation' },
    'Microsoft Corporation; NASDAQ; Software - Infrastructure; 228000 persons; https://www.microsoft.com; books null; ',
  ),
]

const errors: Row[] = [
  refused(
    'yahoo/error_401_quote_without_crumb.json',
    us('multiples', 'AAPL'),
    'auth',
    'without a crumb',
    { status: 401 },
  ),
  refused(
    'yahoo/error_404_chart_unknown_symbol.json',
    us('bars', 'AAPL'),
    'not_found',
    'an unknown symbol',
    { status: 404 },
  ),
  refused(
    'yahoo/error_422_chart_5m_older_than_60d.json',
    us('bars', 'AAPL'),
    'bad_request',
    'minutes of more than 60 days ago',
    { status: 422 },
  ),
]

const STATEMENTS =
  'quoteSummary has had no statements but two lines since November 2024: they are not asked for, and taken for nothing'
const OTHER = 'an endpoint that is not asked'
const notAsked: Row[] = [
  refused(
    `${RS}/fundamentals_api_incomeStatementHistory_AAPL.json`,
    us('multiples', 'AAPL'),
    'malformed',
    STATEMENTS,
  ),
  refused(
    `${RS}/fundamentals_api_incomeStatementHistoryQuarterly_AAPL.json`,
    us('multiples', 'AAPL'),
    'malformed',
    STATEMENTS,
  ),
  refused(
    `${RS}/fundamentals_api_incomeStatementHistory_7203.T.json`,
    ['estimates', 'JP', '7203'],
    'malformed',
    STATEMENTS,
  ),
  refused(`${RS}/news_latestNews_AAPL.json`, us('news', 'AAPL'), 'malformed', OTHER),
  ...['AAPL', 'BABA', 'GOOG', 'OCDO.L'].map((symbol) =>
    refused(`${HTTP}/insights-${symbol}.json`, us('estimates', 'AAPL'), 'malformed', OTHER),
  ),
]

/** When Yahoo asks for consent there is no crumb: only what needs a crumb fails. */
const consent = (file: string): Row =>
  readAs(
    `${HTTP}/${file}`,
    'where consent is asked for there is no crumb, and what needs one is transient',
    async () => {
      const { response } = JSON.parse(recordedText(`${HTTP}/${file}`)) as {
        response: { status: number; bodyText: string }
      }
      const answers: Answering[] = [
        { match: 'fc.yahoo.com', body: () => response.bodyText, status: response.status },
      ]
      const spoilt = {
        other_company: String,
        null_field: String,
        wrong_type: String,
        empty: String,
      }
      const given = {
        provider: 'yahoo',
        dataset: 'multiples',
        market: 'US',
        symbol: 'AAPL',
        proof: 'recorded',
        evidence: [],
        answers,
        spoilt,
      } as const
      expect(await play(given, caseContext(given).context)).toMatchObject({
        ok: false,
        reason: 'transient',
      })
    },
  )
const sessions: Row[] = [
  ...[
    '',
    '.json',
    '-consent.html',
    '-collectConsentSubmit',
    '-copyConsent',
    '-consent-final-redirect.html',
  ].map((step) => consent(`getCrumb-quote-AAPL${step}.json`)),
  readAs(
    `${HTTP}/getCrumb-getcrumb.json`,
    'a crumb of eleven letters goes into what is asked',
    async () => {
      const { response } = JSON.parse(recordedText(`${HTTP}/getCrumb-getcrumb.json`)) as {
        response: { bodyText: string }
      }
      const answers: Answering[] = [
        ...SESSION.slice(0, 1),
        { match: 'getcrumb', body: () => response.bodyText },
        { match: '/v10/', body: () => recordedBody(all('AAPL')) },
      ]
      const { context, sent } = caseContext({ answers })
      await yahoo.datasets.multiples?.fetch(
        { market: 'US', symbol: 'AAPL', known: null, from: '', to: '', limit: 1 },
        context,
      )
      expect(new URL(sent.at(-1)?.url ?? '').searchParams.get('crumb')).toBe('haT3oykhHqZ')
    },
  ),
]

export const yahooRows: readonly Row[] = [
  ...charts,
  ...series,
  ...batches,
  ...searches,
  ...summaries,
  ...profiles,
  ...errors,
  ...notAsked,
  ...sessions,
]
