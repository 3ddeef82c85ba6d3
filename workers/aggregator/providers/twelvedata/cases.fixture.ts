/**
 * The cases of Twelve Data's adapter: answers of August 2025 and December 2024 about Apple and
 * Taiwan Semiconductor, whose figures are those filed. The other markets and the paid endpoints
 * have answers in the documented form (case-answers.fixture.ts).
 */
import { MARKETS, type Market } from '#shared/names.ts'
import {
  type Answering,
  editJson,
  type ProviderCase,
  recordedText,
  replaced,
  type Spoilt,
} from '../test/case.ts'
import * as fake from './case-answers.fixture.ts'

const FOLDER = 'twelvedata/fixtures/'
const file = (match: string | RegExp, name: string): Answering => ({
  match,
  body: () => recordedText(`${FOLDER}${name}`),
})
const made = (match: string | RegExp, body: () => string): Answering => ({ match, body })
const provider = 'twelvedata' as const
const docs = (...anchors: string[]) =>
  anchors.map((anchor) => `https://twelvedata.com/docs#${anchor}`)

/** Replaces the company's code and name everywhere by those of another company. */
const otherCompany = replaced(
  ['"AAPL"', '"MSFT"'],
  ['"TSM"', '"MSFT"'],
  ['"ZZZZ"', '"YYYY"'],
  ['"9998"', '"9997"'],
  ['"609999"', '"688888"'],
  ['Apple Inc.', 'Microsoft'],
)

const UNKNOWN = JSON.stringify({
  code: 404,
  message: '**symbol** or **figi** parameter is missing or invalid.',
  status: 'error',
})
const unknown = { empty: 'not_found' as const }

/** A named list of rows; the first row is spoilt. */
const spoiltRows = (list: string, field: string, figure: string): Spoilt => ({
  other_company: otherCompany,
  null_field: editJson((json) => {
    json[list][0][field] = null
  }),
  wrong_type: editJson((json) => {
    json[list][0][figure] = 'many'
  }),
  empty: editJson((json) => {
    json[list] = []
  }),
})

/** A single object, which is missing for an unknown symbol. */
const spoiltFields = (field: string, figure: string): Spoilt => ({
  other_company: otherCompany,
  null_field: editJson((json) => {
    json[field] = null
  }),
  wrong_type: editJson((json) => {
    json[figure] = 'many'
  }),
  empty: () => UNKNOWN,
})

const spoiltStatistics: Spoilt = {
  other_company: otherCompany,
  null_field: editJson((json) => {
    json.meta.currency = null
  }),
  wrong_type: editJson((json) => {
    json.statistics.valuations_metrics.market_capitalization = 'many'
  }),
  empty: editJson((json) => {
    json.statistics = {}
  }),
}

const about = (market: Market) => ({
  provider,
  market,
  symbol: fake.LISTINGS[market].symbol,
  proof: 'fake' as const,
})
const apple = { provider, market: 'US' as const, symbol: 'AAPL', proof: 'recorded' as const }
const evidence = (...names: string[]) => names.map((name) => `${FOLDER}${name}`)

const pricesOf = (market: Market): ProviderCase[] => [
  {
    ...about(market),
    dataset: 'quote',
    evidence: docs('quote'),
    answers: [made('/quote?', () => fake.quoteAnswer(market))],
    spoilt: spoiltFields('close', 'volume'),
    outcomes: unknown,
  },
  {
    ...about(market),
    dataset: 'bars' as const,
    evidence: docs('time-series'),
    answers: [made('/time_series?', () => fake.seriesAnswer(market))],
    spoilt: spoiltRows('values', 'close', 'volume'),
  },
  // A search may find other companies.
  {
    ...about(market),
    dataset: 'instrument' as const,
    symbol: 'synthetic',
    evidence: docs('symbol-search'),
    answers: [made('/symbol_search?', fake.foundAnswer)],
    spoilt: {
      ...spoiltRows('data', 'instrument_name', 'symbol'),
      wrong_type: editJson((json) => {
        json.data[0].symbol = 5
      }),
    },
    outcomes: { other_company: 'served' },
  },
  {
    ...about(market),
    dataset: 'fx' as const,
    symbol: 'USD/EUR',
    proof: 'recorded' as const,
    evidence: evidence('exchange_rate.json'),
    answers: [file('/exchange_rate?symbol=EUR/USD', 'exchange_rate.json')],
    spoilt: { ...spoiltFields('rate', 'rate'), other_company: replaced(['EUR/USD', 'EUR/GBP']) },
    outcomes: unknown,
  },
]

const foreign = (market: Exclude<Market, 'US'>): ProviderCase[] => [
  {
    ...about(market),
    dataset: 'profile',
    evidence: docs('profile'),
    answers: [made('/profile?', () => fake.profileAnswer(market))],
    spoilt: spoiltFields('name', 'employees'),
    outcomes: unknown,
  },
  {
    ...about(market),
    dataset: 'multiples' as const,
    evidence: docs('statistics'),
    answers: [
      made('/statistics?', () => fake.statisticsAnswer(market)),
      made('/profile?', () => fake.profileAnswer(market)),
    ],
    spoilt: spoiltStatistics,
  },
]

const NO_QUARTERS = ['income_statement', 'balance_sheet', 'cash_flow'].map((name) =>
  made(new RegExp(`/${name}/.*period=quarterly`), () =>
    JSON.stringify({ [name]: [], status: 'ok' }),
  ),
)

export const twelvedataCases: ProviderCase[] = [
  ...MARKETS.flatMap(pricesOf),
  ...(['US', 'CN', 'JP'] as const).map(
    (market): ProviderCase => ({
      ...about(market),
      dataset: 'actions' as const,
      evidence: docs('dividends', 'splits'),
      answers: [
        made('/dividends?', () => fake.dividendsAnswer(market)),
        made('/splits?', () => fake.splitsAnswer(market)),
      ],
      spoilt: spoiltRows('dividends', 'amount', 'amount'),
      // Without dividends, the splits are still given.
      outcomes: { empty: 'served' },
    }),
  ),
  ...(['CN', 'HK', 'JP'] as const).flatMap(foreign),
  // The statements name no company; the profile that is read with them does.
  {
    ...apple,
    dataset: 'statements' as const,
    evidence: evidence(
      'profile.json',
      'income_statement_consolidated.json',
      'balance_sheet_consolidated.json',
      'cash_flow_consolidated.json',
    ),
    answers: [
      file('/profile?', 'profile.json'),
      file(/income_statement\/.*period=annual/, 'income_statement_consolidated.json'),
      file(/balance_sheet\/.*period=annual/, 'balance_sheet_consolidated.json'),
      file(/cash_flow\/.*period=annual/, 'cash_flow_consolidated.json'),
      ...NO_QUARTERS,
    ],
    spoilt: spoiltFields('symbol', 'employees'),
    outcomes: unknown,
  },
  ...(['CN', 'JP'] as const).map(
    (market): ProviderCase => ({
      ...about(market),
      dataset: 'statements',
      evidence: docs('income-statement', 'balance-sheet', 'cash-flow', 'profile'),
      answers: [
        made(/income_statement\/.*period=annual/, fake.incomeAnswer),
        made('/profile?', () => fake.profileAnswer(market)),
        made(/balance_sheet\/.*period=annual/, fake.balanceAnswer),
        made(/cash_flow\/.*period=annual/, fake.cashFlowAnswer),
        ...NO_QUARTERS,
      ],
      spoilt: spoiltRows('income_statement', 'fiscal_date', 'fiscal_date'),
      // The statement does not name its company. Without it, the balance sheet is still given.
      outcomes: { other_company: 'served', empty: 'served' },
    }),
  ),
  {
    ...apple,
    dataset: 'profile',
    evidence: evidence('profile.json'),
    answers: [file('/profile?', 'profile.json')],
    spoilt: spoiltFields('name', 'employees'),
    outcomes: unknown,
  },
  // The statistics are recorded. The profile, which tells whether a listing is an ADR or a company
  // of the country, is in the documented form.
  {
    ...apple,
    dataset: 'multiples' as const,
    symbol: 'TSM',
    evidence: [...evidence('statistics.json'), ...docs('profile')],
    answers: [
      file('/statistics?', 'statistics.json'),
      made('/profile?', () =>
        fake.profileAnswer('US', 'Taiwan').replace('"ZZZZ"', '"TSM"').replace('XNGS', 'XNYS'),
      ),
    ],
    spoilt: spoiltStatistics,
  },
  {
    ...apple,
    dataset: 'estimates' as const,
    evidence: evidence(
      'earnings_estimate.json',
      'price_target.json',
      'recommendations.json',
      'growth_estimates.json',
      'profile.json',
    ),
    answers: [
      file('/earnings_estimate?', 'earnings_estimate.json'),
      file('/price_target?', 'price_target.json'),
      file('/recommendations?', 'recommendations.json'),
      file('/growth_estimates?', 'growth_estimates.json'),
      file('/profile?', 'profile.json'),
    ],
    spoilt: spoiltRows('earnings_estimate', 'date', 'avg_estimate'),
    // The other three answers are still given.
    outcomes: { empty: 'served' },
  },
  {
    ...apple,
    dataset: 'filings' as const,
    evidence: evidence('edgar_fillings.json'),
    answers: [file('/edgar_filings/archive?', 'edgar_fillings.json')],
    spoilt: spoiltRows('values', 'form_type', 'filed_at'),
  },
  {
    ...about('US'),
    dataset: 'insiders' as const,
    evidence: docs('insider-transactions'),
    answers: [made('/insider_transactions?', fake.insidersAnswer)],
    spoilt: spoiltRows('insider_transactions', 'full_name', 'shares'),
  },
  {
    ...about('US'),
    dataset: 'holders' as const,
    evidence: docs('institutional-holders'),
    answers: [made('/institutional_holders?', fake.holdersAnswer)],
    spoilt: spoiltRows('institutional_holders', 'entity_name', 'shares'),
  },
]
