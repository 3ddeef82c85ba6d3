/**
 * The cases that test Yahoo's adapter: recorded answers for the US, Hong Kong and Japan, and
 * invented answers where there are no recordings.
 */
import type { Dataset, Market } from '#shared/names.ts'
import {
  type Answering,
  editJson,
  type ProviderCase,
  recordedBody,
  type Spoilt,
} from '../test/case.ts'
import {
  fakeChart,
  fakeRate,
  fakeSearch,
  fakeShares,
  fakeStatements,
  fakeSummary,
  SYMBOLS,
} from './fakes.fixture.ts'

const HTTP = 'yahoo/yahoo-finance2-fixtures'
const RS = 'yahoo/yfinance-rs-fixtures'
const FORM = 'Yahoo publishes no description; the form of its recorded answers of other markets'
const MARKETS = ['US', 'HK', 'CN', 'JP'] as const

/**
 * Cookie and crumb in the form in which Yahoo sends them. The recorded ones were removed from the
 * recording.
 */
export const SESSION: readonly Answering[] = [
  {
    match: 'fc.yahoo.com',
    body: () => '',
    status: 404,
    headers: {
      'set-cookie': 'A3=d=example&S=example; Expires=Tue, 23 Nov 2027 12:00:00 GMT; Path=/; Secure',
    },
  },
  { match: 'getcrumb', body: () => 'exampleCrum' },
]

interface CaseSource {
  match: string
  file?: string
  fake: (market: Market) => string
  after?: readonly Answering[]
}

const CHART: CaseSource = { match: '/v8/finance/chart/', fake: fakeChart }
const SERIES: CaseSource = { match: '/fundamentals-timeseries/', fake: fakeStatements }
const SEARCH: CaseSource = { match: '/v1/finance/search', fake: fakeSearch }
const SUMMARY: CaseSource = {
  match: '/v10/finance/quoteSummary/',
  fake: fakeSummary,
  after: SESSION,
}

type Recorded = Partial<Record<Market, { symbol: string; file: string }>>
type Made = Pick<ProviderCase, 'spoilt' | 'outcomes'> & {
  recorded?: Recorded
  markets?: readonly Market[]
  also?: (market: Market) => readonly Answering[]
}

const casesOf = (
  dataset: Dataset,
  { match, fake, after = [] }: CaseSource,
  { spoilt, outcomes, recorded = {}, markets = MARKETS, also }: Made,
): ProviderCase[] =>
  markets.map((market) => {
    const given = recorded[market]
    return {
      provider: 'yahoo',
      dataset,
      market,
      symbol: given?.symbol ?? SYMBOLS[market],
      proof: given ? 'recorded' : 'fake',
      evidence: [given?.file ?? FORM],
      answers: [
        { match, body: () => (given ? recordedBody(given.file) : fake(market)) },
        ...after,
        ...(also?.(market) ?? []),
      ],
      spoilt,
      ...(outcomes && { outcomes }),
    }
  })

const onChart = (change: Partial<Spoilt>): Spoilt => ({
  other_company: editJson(({ chart }) =>
    Object.assign(chart.result[0].meta, { symbol: '9999.HK', longName: 'Another Company' }),
  ),
  null_field: editJson(({ chart }) =>
    Object.assign(chart.result[0].meta, { regularMarketPrice: null }),
  ),
  wrong_type: editJson(({ chart }) =>
    Object.assign(chart.result[0].indicators, { quote: { close: 'none' } }),
  ),
  empty: editJson(({ chart }) => Object.assign(chart, { result: [] })),
  ...change,
})

const onSeries: Spoilt = {
  other_company: editJson(({ timeseries }) => {
    for (const { meta } of timeseries.result) meta.symbol = ['OTHER']
  }),
  null_field: editJson(({ timeseries }) => {
    for (const result of timeseries.result)
      for (const value of result[result.meta.type[0]] ?? []) if (value) value.reportedValue = null
  }),
  wrong_type: editJson(({ timeseries }) => {
    for (const result of timeseries.result)
      for (const value of result[result.meta.type[0]] ?? [])
        if (value) value.reportedValue.raw = 'many'
  }),
  empty: editJson(({ timeseries }) => Object.assign(timeseries, { result: [] })),
}

const onSearch = (list: 'quotes' | 'news', field: string): Spoilt => ({
  other_company: editJson((answer) => {
    answer.quotes[0].symbol = 'OTHER'
    for (const item of answer.news) item.relatedTickers = ['OTHER']
  }),
  null_field: editJson((answer) => Object.assign(answer[list][0], { [field]: null })),
  wrong_type: editJson((answer) => Object.assign(answer, { [list]: { many: 1 } })),
  empty: editJson((answer) => Object.assign(answer, { [list]: [] })),
})

const renamed = editJson(({ quotes }) => {
  for (const quote of quotes) quote.longname = 'Another Company'
})

/**
 * `path` names a field of the first module entry, `insiderTransactions.transactions.0.filerName`.
 */
const onSummary = (path: string): Spoilt => ({
  other_company: editJson(({ quoteSummary }) =>
    Object.assign(quoteSummary.result[0].price, { symbol: 'OTHER', longName: 'Another Company' }),
  ),
  null_field: editJson(({ quoteSummary }) => {
    const names = path.split('.')
    const last = names.pop() ?? ''
    names.reduce((at, name) => at[name], quoteSummary.result[0])[last] = null
  }),
  wrong_type: editJson(({ quoteSummary }) =>
    Object.assign(quoteSummary.result[0].price, { regularMarketPrice: 'many' }),
  ),
  empty: editJson(({ quoteSummary }) => Object.assign(quoteSummary, { result: [] })),
})

const aapl = (file: string): Recorded => ({ US: { symbol: 'AAPL', file } })
const ALL = aapl(`${HTTP}/quoteSummary-all-AAPL.json`)
const HISTORY = `${RS}/history_chart_AAPL.json`
const TOMOE = {
  JP: { symbol: '6309', file: 'yahoo/chart_6309.T_1mo_1d_split_dividend_2025-05-19.json' },
}
const TENCENT = { HK: { symbol: '00700', file: 'yahoo/chart_0700.HK_5d_1d_2026-08-07.json' } }

/** A profile is also served without the data behind the crumb; here that data is present. */
const enriched = (market: Market): readonly Answering[] => [
  {
    match: SUMMARY.match,
    body: () =>
      market === 'US' ? recordedBody(`${HTTP}/quoteSummary-all-AAPL.json`) : fakeSummary(market),
  },
  ...SESSION,
]

export const yahooCases: ProviderCase[] = [
  ...casesOf('quote', CHART, {
    recorded: { ...aapl(HISTORY), ...TENCENT, ...TOMOE },
    spoilt: onChart({}),
  }),
  ...casesOf('bars', CHART, {
    recorded: { ...aapl(HISTORY), ...TENCENT, ...TOMOE },
    spoilt: onChart({
      null_field: editJson(({ chart }) => Object.assign(chart.result[0].meta, { currency: null })),
      // Yahoo answers like this for a day without trades (recorded: AAPL, a Saturday).
      empty: editJson(({ chart }) =>
        Object.assign(chart.result[0], { timestamp: undefined, indicators: { quote: [{}] } }),
      ),
    }),
  }),
  ...casesOf('actions', CHART, {
    recorded: { ...aapl(HISTORY), ...TOMOE },
    spoilt: onChart({
      null_field: editJson(({ chart }) => {
        for (const event of Object.values<{ amount: unknown }>(chart.result[0].events.dividends))
          event.amount = null
      }),
      empty: editJson(({ chart }) => Object.assign(chart.result[0], { events: undefined })),
    }),
  }),
  ...casesOf('statements', SERIES, {
    recorded: {
      ...aapl(`${HTTP}/fundamentalsTimeSeries-AAPL-all-annual.json`),
      JP: { symbol: '7203', file: `${RS}/timeseries_income_statement_annual_7203.T.json` },
    },
    spoilt: onSeries,
  }),
  // The recorded answer about Toyota has only its income statement.
  ...casesOf('statements', SERIES, { markets: ['JP'], spoilt: onSeries }),
  ...casesOf(
    'shares',
    { ...SERIES, fake: fakeShares },
    {
      recorded: { US: { symbol: 'MSFT', file: `${RS}/timeseries_balance_sheet_annual_MSFT.json` } },
      spoilt: onSeries,
    },
  ),
  // A search returns anything that matches the text, so no result can be about the wrong company.
  ...casesOf('instrument', SEARCH, {
    recorded: {
      ...aapl(`${HTTP}/search-AAPL.json`),
      HK: { symbol: 'BABA', file: `${HTTP}/search-BABA.json` },
    },
    spoilt: { ...onSearch('quotes', 'symbol'), other_company: renamed },
    outcomes: { other_company: 'served' },
  }),
  ...casesOf('news', SEARCH, {
    recorded: aapl(`${HTTP}/search-AAPL.json`),
    spoilt: onSearch('news', 'title'),
  }),
  ...casesOf('profile', SEARCH, {
    recorded: aapl(`${HTTP}/search-AAPL.json`),
    spoilt: onSearch('quotes', 'symbol'),
    outcomes: { empty: 'not_found' },
    also: enriched,
  }),
  ...casesOf('multiples', SUMMARY, { recorded: ALL, spoilt: onSummary('price.regularMarketTime') }),
  ...casesOf('filings', SUMMARY, {
    markets: ['US'],
    recorded: ALL,
    spoilt: onSummary('secFilings.filings.0.date'),
  }),
  ...casesOf('insiders', SUMMARY, {
    markets: ['US', 'HK', 'JP'],
    recorded: ALL,
    spoilt: onSummary('insiderTransactions.transactions.0.filerName'),
  }),
  ...casesOf('holders', SUMMARY, {
    recorded: ALL,
    spoilt: onSummary('institutionOwnership.ownershipList.0.organization'),
  }),
  ...casesOf('estimates', SUMMARY, {
    recorded: ALL,
    spoilt: onSummary('earningsTrend.trend.0.period'),
  }),
  ...casesOf(
    'fx',
    { ...CHART, fake: fakeRate },
    {
      spoilt: onChart({
        other_company: editJson(({ chart }) =>
          Object.assign(chart.result[0].meta, { symbol: 'JPYUSD=X' }),
        ),
        wrong_type: editJson(({ chart }) =>
          Object.assign(chart.result[0].meta, { regularMarketPrice: 'many' }),
        ),
      }),
    },
  ).map((given) => ({ ...given, symbol: 'USD/CNY' })),
]
