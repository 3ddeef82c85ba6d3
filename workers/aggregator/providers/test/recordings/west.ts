/**
 * What the adapters of Alpha Vantage, Finnhub, FMP and Twelve Data read from each of their recorded
 * answers. Tests only.
 */
import { expect } from 'vitest'
import { CASE_TIME, recordedBody } from '../case.ts'
import { readSplitRows } from '../../twelvedata/series.ts'
import { readRows, statementFacts } from '../../twelvedata/statements.ts'
import {
  type CompanyDataset,
  inCase,
  phrases,
  readAs,
  refused,
  type Row,
  unread,
  yields,
} from './table.ts'

const us = (dataset: CompanyDataset[0], symbol = 'AAPL'): CompanyDataset => [dataset, 'US', symbol]
const NO_DATASET = 'of no dataset: taken for nothing'

const av = (name: string): string => `alphavantage/examples/${name}`
const NOW = '2026-11-23T12:00:00.000Z'
const alphavantage: Row[] = [
  phrases('alphavantage/errors/rate_limit_information.json', us('quote', 'IBM'), {
    per_second: [200, 'rate_limit'],
    daily: [200, 'rate_limit'],
    premium: [200, 'plan'],
    bad_key: [200, 'auth'],
  }),
  inCase(av('OVERVIEW_b1e86153.json'), 'multiples', 'US', [
    `${NOW} market_cap 206116848000 USD`,
    `${NOW} beta 0.581 x`,
    `${NOW} dividend_yield_ttm 0.0308 ratio`,
  ]),
  inCase(av('OVERVIEW_b1e86153.json'), 'holders', 'US', [
    '2026-11-23 insiders_fraction 0.00117 ratio',
  ]),
  inCase(av('INCOME_STATEMENT_947bd231.json'), 'statements', 'US', [
    'revenue FY2025 67535000000 USD',
    'income_tax FY2025 -242000000 USD',
  ]),
  inCase(av('BALANCE_SHEET_54fef0fd.json'), 'statements', 'US', [
    'total_assets @2025-12-31 151880000000 USD',
  ]),
  inCase(av('CASH_FLOW_d685b915.json'), 'statements', 'US', [
    'dividends_paid 2006Q1 -313000000 USD',
    'stock_based_compensation 2006Q1 200000000 USD',
  ]),
  inCase(av('EARNINGS_ESTIMATES_4d82a3f3.json'), 'estimates', 'US', [
    'consensus revenue FY2026 71448140880 USD',
  ]),
  inCase(av('EARNINGS_d56c999e.json'), 'estimates', 'US', [
    'surprise eps_diluted 2026Q1 1.91 for 1.81 USD/share',
  ]),
  inCase(av('NEWS_SENTIMENT_37784e1e.json'), 'news', 'US', [
    '2026-05-17T09:15:00.000Z MarketBeat: PFG Advisors Cuts Stock Holdings in Apple Inc. $AAPL',
  ]),
  inCase(av('INSIDER_TRANSACTIONS_65985270_first400.json'), 'insiders', 'US', [
    '2026-02-21 KAVANAUGH, JAMES J other -1694 shares at 256.42 USD/share',
  ]),
  inCase(av('TIME_SERIES_DAILY_42a08190.csv'), 'bars', 'US', [
    'raw USD 100 days',
    'raw 2026-05-15 218.2 220.91 217.615 219.3, 6154450 shares, null',
  ]),
  yields(av('TIME_SERIES_DAILY_ADJUSTED_572d0539.csv'), us('bars', 'IBM'), [
    'raw 2026-05-15 218.2 220.91 217.615 219.3, 6154450 shares, null',
  ]),
  inCase(av('GLOBAL_QUOTE_db7544f0.csv'), 'quote', 'US', [
    '219.3 USD, before 218.37, 0.004259 ratio, 6154450 shares, null, 2026-05-15T20:00:00.000Z',
  ]),
  inCase(av('DIVIDENDS_5b9f5d9f.csv'), 'actions', 'US', ['dividend 2026-05-08 1.69 USD/share']),
  inCase(av('SPLITS_358e2618.csv'), 'actions', 'US', [
    'split 1999-05-27 2',
    'split 2021-11-04 1.046',
  ]),
  inCase(av('SHARES_OUTSTANDING_696752e2.csv'), 'shares', 'US', [
    '2026-03-31 shares_basic 7445000000 shares',
  ]),
  inCase(av('SYMBOL_SEARCH_c3e00cd4.csv'), 'instrument', 'US', ['US:TSCDF Tesco plc']),
  refused(
    av('TIME_SERIES_INTRADAY_3dbdcdc7.csv'),
    us('bars', 'IBM'),
    'malformed',
    'five minutes are no day',
  ),
  refused(
    av('REALTIME_BULK_QUOTES_505ed5cc.json'),
    us('quote', 'IBM'),
    'plan',
    'the sample is made up by the provider, and says so',
  ),
  refused(av('MARKET_STATUS_b3880d61.json'), us('quote', 'IBM'), 'malformed', NO_DATASET),
  refused(av('TOP_GAINERS_LOSERS_bbd20350.json'), us('quote', 'IBM'), 'malformed', NO_DATASET),
  unread(av('index.json'), 'the recorder’s own list of addresses, no answer of the provider'),
]

const fh = (name: string): string => `finnhub/${name}.json`
/** The file answers only its own address; `rest` has the answers to other addresses. */
const among = (
  match: string,
  file: string,
  ...rest: readonly (readonly [match: string, body: unknown])[]
) => [
  { match, body: () => recordedBody(file) },
  ...rest.map(([other, body]) => ({ match: other, body: () => JSON.stringify(body) })),
]
const NVIDIA = { ticker: 'NVDA', name: 'NVIDIA Corp', currency: 'USD', estimateCurrency: 'USD' }
const finnhub: Row[] = [
  inCase(fh('financials-reported_AAPL_FY2024_ic_trimmed'), 'statements', 'US', [
    'revenue FY2024 391035000000 USD',
    'eps_diluted FY2024 6.08 USD/share',
  ]),
  inCase(fh('quote_AAPL_2026-08-27_intraday'), 'quote', 'US', [
    '314.46 USD, before 313.45, 0.003222 ratio, null shares, null, 2026-08-27T15:31:56.000Z',
  ]),
  yields(fh('quote_AAPL_2024-03-15'), us('quote'), [
    '172.62 USD, before 173, -0.002197 ratio, null shares, null, 2024-03-15T20:00:02.000Z',
  ]),
  inCase(fh('profile2_AAPL_2026-08'), 'shares', 'US', [
    '2026-11-23 shares_outstanding 14687360000 shares',
    '2026-11-23 float_shares 14445700000 shares',
  ]),
  yields(fh('profile2_AAPL_2024-03-15'), us('shares'), [
    '2026-11-23 shares_outstanding 15441880000 shares',
  ]),
  inCase(fh('metric_AAPL_2026-08_series-trimmed'), 'multiples', 'US', [
    `${NOW} market_cap 4430136000000 USD`,
    `${NOW} dividend_yield_ttm 0.00353 ratio`,
    '2018-09-30T03:59:59.999Z enterprise_value 1186220000000 USD',
  ]),
  yields(
    fh('metric_NVDA_2026-09-07'),
    us('multiples', 'NVDA'),
    [`${NOW} market_cap 5551676000000 USD`, `${NOW} dividend_yield_ttm 0.001221 ratio`],
    {
      answers: among('/metric?', fh('metric_NVDA_2026-09-07'), ['/profile2?', NVIDIA]),
    },
  ),
  inCase(fh('company-news_AAPL_2026-08-27'), 'news', 'US', [
    '2026-08-26T12:56:49.000Z Benzinga: The Fed Faces A Dangerous Choice For Investors; Nvidia Earnings Ahead',
  ]),
  inCase(fh('insider-transactions_AAPL_2026-08_trimmed'), 'insiders', 'US', [
    '2026-08-11 Newstead Jennifer sell -1439 shares at 307.75 USD/share',
  ]),
  inCase(fh('recommendation_AAPL_2026-08'), 'estimates', 'US', ['rating 2026-08-01 13/24/14/3/0']),
  inCase(fh('earnings_AAPL_2026-08'), 'estimates', 'US', [
    'surprise eps_diluted 2026Q3 1.91 for 1.9271 USD/share',
  ]),
  yields(
    fh('calendar_earnings_NVDA_2026-09-07'),
    us('estimates', 'NVDA'),
    ['consensus revenue 2027Q3 108129157692 USD'],
    {
      answers: among(
        '/calendar/',
        fh('calendar_earnings_NVDA_2026-09-07'),
        ['/recommendation?', []],
        ['/earnings?', []],
        ['/profile2?', NVIDIA],
      ),
    },
  ),
  phrases(fh('empty_unknown_symbol'), us('quote'), { quote: [200, 'not_found'] }),
  phrases(fh('empty_unknown_symbol'), us('profile'), { profile2: [200, 'not_found'] }),
  phrases(fh('empty_unknown_symbol'), us('news'), { 'company-news': [200, 'empty'] }),
  phrases(fh('error_403_no_access'), us('quote'), { json: [403, 'plan'] }),
  refused(
    fh('peers_AAPL_2024-03'),
    us('quote'),
    'malformed',
    'who is like whom is no dataset: symbols alone, of several markets',
  ),
]

const fmpFile = (name: string): string => `fmp/${name}.json`
const fmp: Row[] = [
  inCase(fmpFile('income-statement_AAPL_FY2025'), 'statements', 'US', [
    'revenue FY2025 416161000000 USD',
    'eps_diluted FY2025 7.46 USD/share',
  ]),
  inCase(fmpFile('balance-sheet-statement_AAPL_FY2025'), 'statements', 'US', [
    'total_assets @2025-09-27 359241000000 USD',
  ]),
  inCase(fmpFile('cash-flow-statement_AAPL_FY2025'), 'statements', 'US', [
    'buybacks FY2025 -90711000000 USD',
    'end_cash @2025-09-27 35934000000 USD',
  ]),
  inCase(fmpFile('profile_AAPL'), 'profile', 'US', ['CEO: Timothy D. Cook']),
  inCase(fmpFile('quote_AAPL'), 'quote', 'US', [
    '270.17 USD, before 270.71, -0.0019948 ratio, 24117049 shares, null, 2026-04-29T20:00:01.000Z',
  ]),
  inCase(fmpFile('historical-price-eod-full_AAPL'), 'bars', 'US', [
    'split 2025-04-01 219.81 223.68 218.9 223.19, 36412740 shares, null',
  ]),
  inCase(fmpFile('historical-price-eod-dividend-adjusted_AAPL'), 'bars', 'US', [
    'total_return 2025-04-01 218.85 222.71 217.95 222.22, 36412740 shares, null',
  ]),
  inCase(fmpFile('ratios-ttm_AAPL'), 'multiples', 'US', [
    `${NOW} enterprise_value 4011595593800 USD`,
    `${NOW} dividend_yield_ttm 0.003 ratio`,
  ]),
  inCase(fmpFile('ratios_AAPL_FY2025'), 'multiples', 'US', [
    '2025-09-28T03:59:59.999Z dividend_yield_ttm 0.004 ratio',
  ]),
  inCase(fmpFile('key-metrics_AAPL_FY2025'), 'multiples', 'US', [
    '2025-09-28T03:59:59.999Z market_cap 3818743810000 USD',
  ]),
  inCase(fmpFile('news-stock_AAPL'), 'news', 'US', [
    '2026-04-29T23:21:41.000Z CNET: Apple Reportedly Plans Major Camera AI Overhaul',
  ]),
  inCase(fmpFile('search-symbol_AAPL'), 'instrument', 'US', ['US:AAPL Apple Inc.']),
  refused(
    fmpFile('quote-short_AAPL'),
    us('quote'),
    'malformed',
    'a price without its time is no quote',
  ),
  phrases(fmpFile('errors/legacy_endpoint_403'), us('quote'), { json: [403, 'plan'] }),
  phrases(fmpFile('errors/limit_and_key'), us('quote'), {
    '429_rate': [429, 'rate_limit'],
    '429_bandwidth': [200, 'rate_limit'],
    '402_text': [402, 'plan'],
    '402_limit_param': [402, 'plan'],
    '402_restricted': [402, 'plan'],
    '403_legacy': [403, 'plan'],
    unknown_symbol: [200, 'not_found'],
  }),
]

const td = (name: string): string => `twelvedata/fixtures/${name}.json`
const twelvedata: Row[] = [
  inCase(td('income_statement_consolidated'), 'statements', 'US', [
    'revenue FY2024 391035000000 USD',
    'eps_diluted FY2024 6.08 USD/share',
  ]),
  inCase(td('balance_sheet_consolidated'), 'statements', 'US', [
    'total_assets @2024-09-30 364980000000 USD',
  ]),
  inCase(td('cash_flow_consolidated'), 'statements', 'US', [
    'capex FY2024 -9447000000 USD',
    'buybacks FY2019 -66897000000 USD',
  ]),
  readAs(
    td('income_statement'),
    'of Altimmune, in the form that is nested less: statements of a company need its profile too, which was not recorded',
    (text) => {
      const rows = readRows('income_statement', JSON.parse(text))
      if (!rows.ok) throw new Error(rows.detail)
      const origin = {
        symbol: 'ALT',
        currency: 'USD' as const,
        sourceUrl: 'https://twelvedata.com/docs',
        knownAt: CASE_TIME.toISOString(),
      }
      const facts = statementFacts(
        'income_statement',
        { rows: rows.data, source: 0 },
        { rows: [], source: 0 },
        origin,
      )
      expect(facts.ok && facts.data).toContainEqual(
        expect.objectContaining({
          concept: 'revenue',
          period: 'FY2025',
          value: '41000',
          unit: 'USD',
        }),
      )
    },
  ),
  inCase(td('profile'), 'profile', 'US', ['CEO: Mr. Timothy D. Cook']),
  inCase(td('statistics'), 'multiples', 'US', [
    `${NOW} market_cap 953495257088 USD`,
    `${NOW} debt_to_equity 0.24081 x`,
  ]),
  inCase(td('earnings_estimate'), 'estimates', 'US', [
    'consensus eps_diluted FY2026 7.93996 USD/share',
  ]),
  inCase(td('growth_estimates'), 'estimates', 'US', [
    'consensus eps_growth next_year 0.0776 ratio',
  ]),
  inCase(td('price_target'), 'estimates', 'US', ['price_target 233.1073 USD/share']),
  inCase(td('recommendations'), 'estimates', 'US', ['rating 2026-11-23 4/23/15/1/1']),
  inCase(td('edgar_fillings'), 'filings', 'US', ['2025-08-01 10-Q 0000320193-25-000073']),
  inCase(td('exchange_rate'), 'fx', 'US', ['1 EUR = 1.16844 USD, 2025-08-07T08:36:00.000Z']),
  readAs(
    td('splits_calendar'),
    'a calendar of all companies; a company’s own splits come in the same rows',
    (text) => {
      const rows = readSplitRows(JSON.parse(text))
      expect(rows.ok && rows.data).toContainEqual(
        expect.objectContaining({ kind: 'split', plan: '10-for-1 split', ratio: '10' }),
      )
    },
  ),
  refused(
    td('simple_moving_average'),
    us('bars'),
    'malformed',
    'an indicator is no series of bars',
  ),
  ...[
    'cross_listings',
    'exchange_schedule',
    'last_changes',
    'market_capitalization',
    'tax_info',
  ].map((name) => refused(td(name), us('quote'), 'malformed', NO_DATASET)),
  phrases('twelvedata/errors/errors.json', us('quote'), {
    symbol: [400, 'not_found'],
    key: [401, 'auth'],
    rate: [429, 'rate_limit'],
    plan: [403, 'plan'],
    no_status_field: [200, 'not_found'],
  }),
  refused('twelvedata/errors/symbol_not_found.json', us('quote'), 'not_found', 'with HTTP 200'),
]

export const westRows: readonly Row[] = [...alphavantage, ...finnhub, ...fmp, ...twelvedata]
