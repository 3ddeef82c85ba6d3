/**
 * The cases of Finnhub's adapter: recorded answers. For filings and the search they are answers in
 * the documented form with invented figures.
 */
import {
  type Answering,
  editJson,
  type ProviderCase,
  recordedBody,
  replaced,
  type Spoilt,
} from '../test/case.ts'

const recorded = (file: string): string => `finnhub/${file}.json`
const answers = (match: string | RegExp, file: string): Answering => ({
  match,
  body: () => recordedBody(recorded(file)),
})
const given = (match: string | RegExp, body: unknown): Answering => ({
  match,
  body: () => JSON.stringify(body),
})

const about = { provider: 'finnhub', market: 'US', symbol: 'AAPL', proof: 'recorded' } as const
const other = replaced(['AAPL', 'MSFT'], ['Apple Inc', 'Microsoft Corp'], ['"TST.A"', '"MSFT"'])

const FILING = 'financials-reported_AAPL_FY2024_ic_trimmed'
/**
 * The fields of the filing's envelope that the recording lacks, with EDGAR's values for this
 * filing.
 */
const ENVELOPE = {
  accessNumber: '0000320193-24-000123',
  startDate: '2023-10-01 00:00:00',
  endDate: '2024-09-28 00:00:00',
  filedDate: '2024-11-01 00:00:00',
  acceptedDate: '2024-11-01 06:01:36',
}
export const recordedFiling = (): string =>
  editJson((json) => {
    Object.assign(json.data[0], ENVELOPE)
  })(recordedBody(recorded(FILING)))

/** Spoils fields of one object. */
const spoiltObject = (required: string, figure: string): Spoilt => ({
  other_company: other,
  null_field: editJson((json) => {
    json[required] = null
  }),
  wrong_type: editJson((json) => {
    json[figure] = { many: true }
  }),
  empty: () => '{}',
})
/** Spoils fields in the first of several rows. */
const spoiltRows = (
  required: string,
  figure: string,
  rowsIn: (json: unknown[]) => unknown = (json) => json,
): Spoilt => ({
  other_company: other,
  null_field: editJson((json) => {
    Object.assign(rowsIn(json) as object, { [required]: null })
  }),
  wrong_type: editJson((json) => {
    Object.assign(rowsIn(json) as object, { [figure]: { many: true } })
  }),
  empty: () => '[]',
})
const first = (json: unknown[]): unknown => json[0]

/** An invented company. */
const ofTest = { provider: 'finnhub', market: 'US', symbol: 'TST.A', proof: 'fake' } as const
const line = (concept: string, value: number) => ({
  concept: `us-gaap_${concept}`,
  unit: 'usd',
  label: concept,
  value,
})
const TEST_FILINGS = {
  cik: '11',
  symbol: 'TST.A',
  data: [
    {
      accessNumber: '0000000011-26-000003',
      symbol: 'TST.A',
      cik: '11',
      year: 2025,
      quarter: 0,
      form: '10-K',
      startDate: '2025-01-01 00:00:00',
      endDate: '2025-12-31 00:00:00',
      filedDate: '2026-02-02 00:00:00',
      acceptedDate: '2026-02-02 16:30:00',
      report: {
        bs: [
          line('Assets', 999999),
          line('Liabilities', 444444),
          line('StockholdersEquity', 555555),
        ],
        ic: [line('Revenues', 111111), line('NetIncomeLoss', 11111)],
        cf: [
          line('NetCashProvidedByUsedInOperatingActivities', 22222),
          line('PaymentsToAcquirePropertyPlantAndEquipment', 3333),
        ],
      },
    },
  ],
}

export const finnhubCases: ProviderCase[] = [
  {
    ...about,
    dataset: 'statements',
    // The recording has the income statement of FY2024 without its envelope; the envelope is taken
    // from EDGAR's data about the same filing.
    evidence: [recorded(FILING), 'sec/companyfacts_AAPL_CIK0000320193.json'],
    answers: [
      { match: 'freq=annual', body: recordedFiling },
      given('freq=quarterly', { cik: '320193', symbol: 'AAPL', data: [] }),
    ],
    spoilt: {
      other_company: other,
      null_field: editJson((json) => {
        json.data[0].endDate = null
      }),
      wrong_type: editJson((json) => {
        json.data[0].report.ic[0].value = 'many'
      }),
      empty: () => JSON.stringify({ cik: '320193', symbol: 'AAPL', data: [] }),
    },
  },
  {
    // There is no recording of balance sheets and cash flows.
    ...ofTest,
    dataset: 'statements',
    evidence: ['https://finnhub.io/docs/api/financials-reported'],
    answers: [
      { match: 'freq=annual', body: () => JSON.stringify(TEST_FILINGS) },
      given('freq=quarterly', { cik: '11', symbol: 'TST.A', data: [] }),
    ],
    spoilt: {
      other_company: other,
      null_field: editJson((json) => {
        json.data[0].endDate = null
      }),
      wrong_type: editJson((json) => {
        json.data[0].report.bs[0].value = 'many'
      }),
      empty: () => JSON.stringify({ cik: '11', symbol: 'TST.A', data: [] }),
    },
  },
  {
    ...about,
    dataset: 'quote',
    evidence: [recorded('quote_AAPL_2026-08-27_intraday'), recorded('empty_unknown_symbol')],
    answers: [answers('/quote?', 'quote_AAPL_2026-08-27_intraday')],
    spoilt: {
      ...spoiltObject('c', 'h'),
      empty: () => JSON.stringify({ c: 0, d: null, dp: null, h: 0, l: 0, o: 0, pc: 0, t: 0 }),
    },
    // A quote names neither company nor currency, and an unknown symbol gives zeros in all fields.
    outcomes: { other_company: 'served', empty: 'not_found' },
  },
  {
    ...about,
    dataset: 'profile',
    evidence: [recorded('profile2_AAPL_2026-08')],
    answers: [answers('/stock/profile2?', 'profile2_AAPL_2026-08')],
    spoilt: spoiltObject('name', 'exchange'),
    outcomes: { empty: 'not_found' },
  },
  {
    ...about,
    dataset: 'shares',
    evidence: [recorded('profile2_AAPL_2026-08')],
    answers: [answers('/stock/profile2?', 'profile2_AAPL_2026-08')],
    spoilt: spoiltObject('ticker', 'shareOutstanding'),
    outcomes: { empty: 'not_found' },
  },
  {
    ...about,
    dataset: 'multiples',
    evidence: [recorded('metric_AAPL_2026-08_series-trimmed'), recorded('profile2_AAPL_2026-08')],
    answers: [
      answers('/stock/metric?', 'metric_AAPL_2026-08_series-trimmed'),
      answers('/stock/profile2?', 'profile2_AAPL_2026-08'),
    ],
    spoilt: {
      // The recording lacks the symbol, which the documented answer has.
      other_company: editJson((json) => {
        json.symbol = 'MSFT'
      }),
      null_field: editJson((json) => {
        json.metric = null
      }),
      wrong_type: editJson((json) => {
        json.metric.peTTM = 'many'
      }),
      empty: () => JSON.stringify({ metric: {}, metricType: 'all', series: {}, symbol: 'AAPL' }),
    },
    outcomes: { empty: 'not_found' },
  },
  {
    ...about,
    dataset: 'news',
    evidence: [recorded('company-news_AAPL_2026-08-27')],
    answers: [answers('/company-news?', 'company-news_AAPL_2026-08-27')],
    spoilt: spoiltRows('url', 'datetime', first),
  },
  {
    ...about,
    dataset: 'insiders',
    evidence: [recorded('insider-transactions_AAPL_2026-08_trimmed')],
    answers: [answers('/stock/insider-transactions?', 'insider-transactions_AAPL_2026-08_trimmed')],
    spoilt: {
      other_company: other,
      null_field: editJson((json) => {
        json.data[0].transactionDate = null
      }),
      wrong_type: editJson((json) => {
        json.data[0].change = 'many'
      }),
      empty: () => JSON.stringify({ data: [], symbol: 'AAPL' }),
    },
  },
  {
    ...about,
    dataset: 'estimates',
    evidence: ['recommendation_AAPL_2026-08', 'earnings_AAPL_2026-08', 'profile2_AAPL_2026-08'].map(
      recorded,
    ),
    answers: [
      answers('/stock/recommendation?', 'recommendation_AAPL_2026-08'),
      answers('/stock/earnings?', 'earnings_AAPL_2026-08'),
      given('/calendar/earnings?', { earningsCalendar: [] }),
      answers('/stock/profile2?', 'profile2_AAPL_2026-08'),
    ],
    spoilt: spoiltRows('period', 'buy', first),
    // Without ratings, the answer still has the surprises of the quarters.
    outcomes: { empty: 'served' },
  },
  {
    ...ofTest,
    dataset: 'filings',
    evidence: [
      'https://finnhub.io/docs/api/filings',
      recorded('docexample_insider-transactions_filings'),
    ],
    answers: [
      given('/stock/filings?', [
        {
          accessNumber: '0000000011-26-000001',
          symbol: 'TST.A',
          cik: '11',
          form: '8-K',
          filedDate: '2026-01-05 00:00:00',
          acceptedDate: '2026-01-05 16:30:00',
          reportUrl: 'https://www.sec.gov/Archives/edgar/data/11/000000001126000001/test-8k.htm',
          filingUrl:
            'https://www.sec.gov/Archives/edgar/data/11/000000001126000001/0000000011-26-000001-index.html',
        },
      ]),
    ],
    spoilt: spoiltRows('form', 'filedDate', first),
  },
  {
    ...ofTest,
    dataset: 'instrument',
    evidence: ['https://finnhub.io/docs/api/symbol-search'],
    answers: [
      given('/search?', {
        count: 1,
        result: [
          {
            description: 'TEST CORP',
            displaySymbol: 'TST.A',
            symbol: 'TST.A',
            type: 'Common Stock',
          },
        ],
      }),
    ],
    spoilt: {
      other_company: other,
      null_field: editJson((json) => {
        json.result[0].symbol = null
      }),
      wrong_type: editJson((json) => {
        json.result = {}
      }),
      empty: () => JSON.stringify({ count: 0, result: [] }),
    },
    // A search may find other companies.
    outcomes: { other_company: 'served' },
  },
]
