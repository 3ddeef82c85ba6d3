/**
 * The cases of Alpha Vantage's adapter: its own answers of 2026-05-17, recorded with the demo key.
 * A-shares and exchange rates have answers in the documented form.
 */
import {
  type Answering,
  editJson,
  type ProviderCase,
  recordedText,
  replaced,
  type Spoilt,
} from '../test/case.ts'

const FOLDER = 'alphavantage/examples/'
const FILES = {
  OVERVIEW: 'OVERVIEW_b1e86153.json',
  INCOME_STATEMENT: 'INCOME_STATEMENT_947bd231.json',
  BALANCE_SHEET: 'BALANCE_SHEET_54fef0fd.json',
  CASH_FLOW: 'CASH_FLOW_d685b915.json',
  EARNINGS: 'EARNINGS_d56c999e.json',
  EARNINGS_ESTIMATES: 'EARNINGS_ESTIMATES_4d82a3f3.json',
  NEWS_SENTIMENT: 'NEWS_SENTIMENT_37784e1e.json',
  INSIDER_TRANSACTIONS: 'INSIDER_TRANSACTIONS_65985270_first400.json',
  TIME_SERIES_DAILY: 'TIME_SERIES_DAILY_42a08190.csv',
  GLOBAL_QUOTE: 'GLOBAL_QUOTE_db7544f0.csv',
  DIVIDENDS: 'DIVIDENDS_5b9f5d9f.csv',
  SPLITS: 'SPLITS_358e2618.csv',
  SHARES_OUTSTANDING: 'SHARES_OUTSTANDING_696752e2.csv',
  SYMBOL_SEARCH: 'SYMBOL_SEARCH_c3e00cd4.csv',
} as const
type Name = keyof typeof FILES

const answer = (name: Name): Answering => ({
  match: `function=${name}&`,
  body: () => recordedText(`${FOLDER}${FILES[name]}`),
})
const recorded = (...names: [Name, ...Name[]]) => ({
  provider: 'alphavantage' as const,
  market: 'US' as const,
  symbol: 'IBM',
  proof: 'recorded' as const,
  evidence: names.map((name) => `${FOLDER}${FILES[name]}`),
  answers: names.map(answer),
})

/** Replaces a cell of the first row. */
const cell =
  (column: string, value: string) =>
  (csv: string): string => {
    const [head = '', first = '', ...rest] = csv.split('\n')
    const cells = first.split(',')
    cells[head.trim().split(',').indexOf(column)] = value
    return [head, cells.join(','), ...rest].join('\n')
  }
const headOnly = (csv: string): string => `${csv.split('\n')[0]}\n`
/** The tables do not name their company, so another company's table cannot be recognized. */
const anonymous = { other_company: 'served' as const }
const spoiltTable = (column: string): Spoilt => ({
  other_company: (csv) => csv,
  null_field: cell(column, ''),
  wrong_type: cell(column, 'many'),
  empty: headOnly,
})

const unknown = { empty: 'not_found' as const }
const spoiltOverview: Spoilt = {
  other_company: replaced(
    ['"IBM"', '"MSFT"'],
    ['International Business Machines', 'Microsoft Corporation'],
  ),
  null_field: editJson((json) => {
    json.Symbol = null
  }),
  wrong_type: editJson((json) => {
    json.MarketCapitalization = 'much'
  }),
  empty: () => '{}',
}

const spoiltList = (
  list: string,
  other: [string, string],
  field: string,
  figure: string,
): Spoilt => ({
  other_company: replaced(other),
  null_field: editJson((json) => {
    json[list][0][field] = null
  }),
  wrong_type: editJson((json) => {
    json[list][0][figure] = 'many'
  }),
  empty: editJson((json) => {
    for (const [name, value] of Object.entries(json)) if (Array.isArray(value)) json[name] = []
  }),
})

const FORM = 'https://www.alphavantage.co/documentation/'
/** Invented figures in the form of the recorded table of a US share. */
const MAINLAND_BARS =
  'timestamp,open,high,low,close,volume\n2026-11-20,11.1100,11.3300,11.0000,11.2200,111111\n2026-11-19,11.0000,11.2200,10.9900,11.1100,222222\n'
const MAINLAND_FOUND =
  'symbol,name,type,region,marketOpen,marketClose,timezone,currency,matchScore\n999999.SHH,Synthetic Example Co Ltd,Equity,Shanghai,09:30,15:00,UTC+08,CNY,0.8000\n'
const RATE = JSON.stringify({
  'Realtime Currency Exchange Rate': {
    '1. From_Currency Code': 'CNY',
    '2. From_Currency Name': 'Chinese Yuan',
    '3. To_Currency Code': 'USD',
    '4. To_Currency Name': 'United States Dollar',
    '5. Exchange Rate': '0.11110000',
    '6. Last Refreshed': '2026-11-20 11:11:11',
    '7. Time Zone': 'UTC',
    '8. Bid Price': '0.11100000',
    '9. Ask Price': '0.11120000',
  },
})
const spoiltRate: Spoilt = {
  other_company: replaced(['"CNY"', '"HKD"']),
  null_field: replaced(['"0.11110000"', 'null']),
  wrong_type: replaced(['"0.11110000"', '"much"']),
  empty: () => '{}',
}

export const alphavantageCases: ProviderCase[] = [
  { ...recorded('OVERVIEW'), dataset: 'profile', spoilt: spoiltOverview, outcomes: unknown },
  {
    ...recorded('OVERVIEW', 'INCOME_STATEMENT'),
    dataset: 'multiples',
    spoilt: spoiltOverview,
    outcomes: unknown,
  },
  { ...recorded('OVERVIEW'), dataset: 'holders', spoilt: spoiltOverview, outcomes: unknown },
  {
    ...recorded('INCOME_STATEMENT', 'BALANCE_SHEET', 'CASH_FLOW'),
    dataset: 'statements',
    spoilt: spoiltList('annualReports', ['"IBM"', '"MSFT"'], 'fiscalDateEnding', 'totalRevenue'),
  },
  {
    ...recorded('EARNINGS_ESTIMATES', 'EARNINGS', 'INCOME_STATEMENT'),
    dataset: 'estimates',
    spoilt: spoiltList('estimates', ['"IBM"', '"MSFT"'], 'date', 'revenue_estimate_average'),
  },
  {
    ...recorded('NEWS_SENTIMENT'),
    dataset: 'news',
    symbol: 'AAPL',
    spoilt: spoiltList('feed', ['"AAPL"', '"ZZZZ"'], 'title', 'time_published'),
  },
  {
    ...recorded('INSIDER_TRANSACTIONS'),
    dataset: 'insiders',
    spoilt: spoiltList('data', ['"IBM"', '"MSFT"'], 'transaction_date', 'shares'),
  },
  {
    ...recorded('TIME_SERIES_DAILY'),
    dataset: 'bars',
    spoilt: spoiltTable('close'),
    outcomes: anonymous,
  },
  {
    ...recorded('GLOBAL_QUOTE'),
    dataset: 'quote',
    spoilt: { ...spoiltTable('price'), other_company: replaced(['IBM', 'MSFT']) },
    outcomes: unknown,
  },
  {
    ...recorded('DIVIDENDS', 'SPLITS'),
    dataset: 'actions',
    spoilt: spoiltTable('amount'),
    // Without dividends, there may still be splits.
    outcomes: { ...anonymous, empty: 'served' },
  },
  {
    ...recorded('SHARES_OUTSTANDING'),
    dataset: 'shares',
    symbol: 'MSFT',
    spoilt: spoiltTable('shares_outstanding_basic'),
    outcomes: anonymous,
  },
  // A search may find other companies.
  {
    ...recorded('SYMBOL_SEARCH'),
    dataset: 'instrument',
    symbol: 'tesco',
    spoilt: { ...spoiltTable('symbol'), wrong_type: cell('matchScore', 'good') },
    outcomes: anonymous,
  },
  {
    ...recorded('SYMBOL_SEARCH'),
    dataset: 'instrument',
    market: 'CN',
    symbol: 'synthetic',
    proof: 'fake',
    evidence: [`${FORM}#symbolsearch`],
    answers: [{ match: 'function=SYMBOL_SEARCH&', body: () => MAINLAND_FOUND }],
    spoilt: { ...spoiltTable('symbol'), wrong_type: cell('matchScore', 'good') },
    outcomes: anonymous,
  },
  {
    ...recorded('TIME_SERIES_DAILY'),
    dataset: 'bars',
    market: 'CN',
    symbol: '600519.SH',
    proof: 'fake',
    evidence: [`${FORM}#daily`],
    answers: [{ match: 'symbol=600519.SHH&', body: () => MAINLAND_BARS }],
    spoilt: spoiltTable('close'),
    outcomes: anonymous,
  },
  ...(['CN', 'HK', 'US', 'JP'] as const).map((market) => ({
    provider: 'alphavantage' as const,
    dataset: 'fx' as const,
    market,
    symbol: 'USD/CNY',
    proof: 'fake' as const,
    evidence: [`${FORM}#currency-exchange`],
    answers: [{ match: 'function=CURRENCY_EXCHANGE_RATE&', body: () => RATE }],
    spoilt: spoiltRate,
    outcomes: unknown,
  })),
]
