/**
 * The cases that test the SEC's adapter: recorded answers about Apple, and a recorded form 4 of
 * Snowflake.
 */
import {
  type Answering,
  editJson,
  type ProviderCase,
  recordedText,
  replaced,
  type Spoilt,
} from '../test/case.ts'
import { scheduleXml } from './companyfacts.fixture.ts'

const TICKERS = 'sec/company_tickers.json'
const SUBMISSIONS = 'sec/submissions_AAPL_CIK0000320193.json'
const FACTS = 'sec/companyfacts_AAPL_CIK0000320193.json'
const FORM4 = 'sec/ownership/form4.snow.xml'

const tickers: Answering = {
  match: 'files/company_tickers.json',
  body: () => recordedText(TICKERS),
}
const submissions: Answering = {
  match: '/submissions/CIK0000320193.json',
  body: () => recordedText(SUBMISSIONS),
}
const facts: Answering = {
  match: '/companyfacts/CIK0000320193.json',
  body: () => recordedText(FACTS),
}

const spoiltFacts: Spoilt = {
  other_company: replaced(['"cik":320193', '"cik":1045810'], ['"cik": 320193', '"cik": 1045810']),
  null_field: editJson((json) => {
    json.facts.dei.EntityCommonStockSharesOutstanding.units.shares[0].val = null
  }),
  wrong_type: editJson((json) => {
    json.facts.dei.EntityCommonStockSharesOutstanding.units.shares[0].val = 'many'
  }),
  empty: editJson((json) => {
    json.facts = {}
  }),
}

const other = editJson((json) => {
  json.cik = '0001045810'
  json.name = 'NVIDIA CORP'
  json.tickers = ['NVDA']
})

/**
 * Snowflake's submissions were not recorded. This list with one filing is made by hand in the same
 * form.
 */
const snowflake = JSON.stringify({
  cik: '0001640147',
  name: 'Snowflake Inc.',
  tickers: ['SNOW'],
  exchanges: ['NYSE'],
  filings: {
    recent: {
      accessionNumber: ['0000000000-22-000001'],
      filingDate: ['2022-12-15'],
      reportDate: ['2022-12-13'],
      form: ['4'],
      primaryDocument: ['xslF345X03/form4.xml'],
      primaryDocDescription: ['FORM 4'],
      items: [''],
    },
    files: [],
  },
})

/** An invented company, and the statement of one owner of its shares. */
const example = JSON.stringify({
  cik: '0001111111',
  name: 'Example Inc.',
  tickers: ['EXMP'],
  exchanges: ['NYSE'],
  filings: {
    recent: {
      accessionNumber: ['0000000000-25-000001'],
      filingDate: ['2025-02-11'],
      reportDate: [''],
      form: ['SCHEDULE 13G/A'],
      primaryDocument: ['xslSCHEDULE_13G_X01/primary_doc.xml'],
      primaryDocDescription: [''],
      items: [''],
    },
    files: [],
  },
})
const schedule13G = scheduleXml({ issuerCik: '0001111111' })

const about = { provider: 'sec', market: 'US', symbol: 'AAPL', proof: 'recorded' } as const

export const secCases: ProviderCase[] = [
  {
    ...about,
    dataset: 'statements',
    evidence: [FACTS, SUBMISSIONS, TICKERS],
    answers: [facts, submissions, tickers],
    spoilt: spoiltFacts,
  },
  {
    ...about,
    dataset: 'shares',
    evidence: [FACTS, SUBMISSIONS, TICKERS],
    answers: [facts, submissions, tickers],
    spoilt: spoiltFacts,
  },
  {
    ...about,
    dataset: 'profile',
    evidence: [SUBMISSIONS, TICKERS],
    answers: [submissions, tickers],
    spoilt: {
      other_company: other,
      null_field: editJson((json) => {
        json.name = null
      }),
      wrong_type: editJson((json) => {
        json.tickers = 'AAPL'
      }),
      empty: () => '{}',
    },
    // A company without a name or a CIK is not accepted.
    outcomes: { empty: 'malformed' },
  },
  {
    ...about,
    dataset: 'filings',
    evidence: [SUBMISSIONS, TICKERS],
    answers: [submissions, tickers],
    spoilt: {
      other_company: other,
      null_field: editJson((json) => {
        json.filings.recent.filingDate[0] = null
      }),
      wrong_type: editJson((json) => {
        json.filings.recent.reportDate = {}
      }),
      empty: editJson((json) => {
        for (const column of Object.keys(json.filings.recent)) json.filings.recent[column] = []
        json.filings.files = []
      }),
    },
  },
  {
    ...about,
    dataset: 'insiders',
    symbol: 'SNOW',
    evidence: [FORM4, TICKERS, 'the list of filings that names the form is made in the case'],
    answers: [
      {
        match: '/Archives/edgar/data/1640147/000000000022000001/form4.xml',
        body: () => recordedText(FORM4),
      },
      { match: '/submissions/CIK0001640147.json', body: () => snowflake },
      tickers,
    ],
    spoilt: {
      other_company: replaced(
        ['<issuerCik>0001640147<', '<issuerCik>0000933972<'],
        ['Snowflake Inc.', '374Water Inc.'],
      ),
      null_field: replaced(['<value>200000</value>', '<value/>']),
      wrong_type: replaced(['<value>200000</value>', '<value>many</value>']),
      empty: (body) =>
        body.replace(/<(nonD|d)erivativeTransaction>.*<\/\1erivativeTransaction>/gs, ''),
    },
  },
  {
    ...about,
    dataset: 'holders',
    symbol: 'EXMP',
    proof: 'fake',
    evidence: [
      'SEC Schedule 13D/G XML specification, as dgunning/edgartools describes it (docs/sec/schedule13, schema reference)',
    ],
    answers: [
      {
        match: '/Archives/edgar/data/1111111/000000000025000001/primary_doc.xml',
        body: () => schedule13G,
      },
      { match: '/submissions/CIK0001111111.json', body: () => example },
      {
        match: 'files/company_tickers.json',
        body: () =>
          JSON.stringify({ 0: { cik_str: 1111111, ticker: 'EXMP', title: 'Example Inc.' } }),
      },
    ],
    spoilt: {
      other_company: replaced(
        ['<issuerCik>0001111111<', '<issuerCik>0002222222<'],
        ['Example Inc.', 'Another Inc.'],
      ),
      null_field: replaced(['>Owner One LLC<', '><']),
      wrong_type: replaced(['>111111<', '>many<']),
      empty: replaced(['>111111<', '><']),
    },
  },
  {
    ...about,
    dataset: 'instrument',
    evidence: [TICKERS],
    answers: [tickers],
    spoilt: {
      other_company: () =>
        JSON.stringify({ 0: { cik_str: 1045810, ticker: 'NVDA', title: 'NVIDIA CORP' } }),
      null_field: editJson((json) => {
        json['0'].ticker = null
      }),
      wrong_type: editJson((json) => {
        json['0'].cik_str = 'none'
      }),
      empty: () => '{}',
    },
    // The list of the other company does not contain the searched text.
    outcomes: { other_company: 'empty' },
  },
]
