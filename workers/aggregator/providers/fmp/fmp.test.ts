/** Reads FMP's answers in all other forms through the adapter. */
import { describe, expect, test } from 'vitest'
import { type Answering, caseContext } from '../test/case.ts'
import { served, rows, ask, statements } from './asking.fixture.ts'
import { filedQuarter } from './holders.ts'
import { fmp } from './index.ts'
import { figuresOf } from './multiples.ts'
import { startOf } from './periods.ts'

test('an "Error Message" with HTTP 200 is a failure: a bad key, a limit, or a bad request', async () => {
  const reason = async (text: string) =>
    (await ask('quote', [rows('/quote?', { 'Error Message': text })])).answer
  expect(
    await reason('Invalid API KEY. Please retry or visit our documentation to create one FREE'),
  ).toMatchObject({ reason: 'auth' })
  expect(await reason('Limit Reach . Please upgrade your plan')).toMatchObject({
    reason: 'rate_limit',
  })
  expect(await reason('Something is wrong with symbol')).toMatchObject({ reason: 'bad_request' })
})

test('quarters outside the plan are left out, annual rows are served', async () => {
  const annual = {
    date: '2025-12-31',
    symbol: 'TST-A',
    reportedCurrency: 'USD',
    period: 'FY',
    fiscalYear: '2025',
    revenue: 111111,
    filingDate: '',
  }
  const answers = [
    rows('period=quarter', "Premium Query Parameter: 'period'", 402),
    rows(/income-statement/, [annual]),
    rows(/balance|cash-flow/, []),
  ]
  const { facts, sources } = served((await statements(answers, 'TST.A')).answer)
  expect(facts).toMatchObject([
    {
      period: 'FY2025',
      start: '2025-01-01',
      filed_at: null,
      known_at: '2026-11-23T12:00:00.000Z',
      value: '111111',
    },
  ])
  expect(sources).toHaveLength(3)
})

test('a class of shares has a dash at FMP and a dot here', async () => {
  const { sent } = await ask('quote', [rows('/quote?', [])], 'BRK.B')
  expect(sent[0]?.url).toContain('symbol=BRK-B&')
})

test('quarters are discrete, each from the day after the one before; a fiscal year FMP labels otherwise keeps its label', async () => {
  const row = { symbol: 'TST', reportedCurrency: 'USD', filingDate: '' }
  const quarters = [
    { ...row, date: '2025-03-29', period: 'Q2', fiscalYear: '2025', revenue: 22 },
    { ...row, date: '2024-12-28', period: 'Q1', fiscalYear: '2025', revenue: 11 },
  ]
  const years = [
    { ...row, date: '2024-09-28', period: 'FY', fiscalYear: '2023', revenue: 99 },
    { ...row, date: '2023-09-30', period: 'FY', fiscalYear: '2022', revenue: 88 },
  ]
  const answers = [
    rows(/income-statement.*quarter/, quarters),
    rows(/income-statement.*annual/, years),
    rows(/balance|cash/, []),
  ]
  const { facts } = served((await statements(answers, 'TST')).answer)
  expect(
    facts.map(({ period, period_label, start, end }) => [period, period_label, start, end]),
  ).toEqual([
    ['FY2024', 'FY2023', '2023-10-01', '2024-09-28'],
    ['FY2023', 'FY2022', '2022-10-02', '2023-09-30'],
    ['2025Q2', null, '2024-12-29', '2025-03-29'],
    ['2025Q1', null, '2024-09-29', '2024-12-28'],
  ])
})

test('the balance sheet of the fourth quarter is the year’s and is said once', async () => {
  const row = {
    date: '2025-12-31',
    symbol: 'TST',
    reportedCurrency: 'USD',
    fiscalYear: '2025',
    filingDate: '2026-02-02',
    totalAssets: 11,
  }
  const answers = [
    rows(/income-statement.*annual/, [{ ...row, period: 'FY', revenue: 44 }]),
    rows(/balance.*annual/, [{ ...row, period: 'FY' }]),
    rows(/balance.*quarter/, [{ ...row, period: 'Q4' }]),
    rows(/income|cash/, []),
  ]
  const { facts } = served((await statements(answers, 'TST')).answer)
  expect(facts.map(({ concept, provider_record }) => [concept, provider_record])).toEqual([
    ['revenue', 'TST income-statement 2025-12-31 FY'],
    ['total_assets', 'TST balance-sheet-statement 2025-12-31 FY'],
  ])
})

test('prices adjusted for dividends are left out where the plan has none', async () => {
  const bar = {
    symbol: 'TST',
    date: '2026-01-05',
    open: 1,
    high: 2,
    low: 0.5,
    close: 1.5,
    volume: 10,
  }
  const answers = [
    rows('/full?', [bar]),
    rows('/dividend-adjusted?', 'Restricted Endpoint: not in your plan', 402),
  ]
  const { items, sources } = served((await ask('bars', answers, 'TST')).answer)
  expect(items.map(({ item }) => item.adjustment)).toEqual(['split'])
  expect(sources).toHaveLength(1)
})

test('a name that could be a symbol is searched as a name too', async () => {
  const apple = { symbol: 'TST', name: 'Apple Test Inc.', currency: 'USD', exchange: 'NYSE' }
  const abroad = { ...apple, symbol: 'TST.DE', exchange: 'XETRA' }
  const { context } = caseContext({
    answers: [
      rows('/search-symbol?query=APPLE', []),
      rows('/search-name?query=Apple', [apple, abroad]),
    ],
  })
  expect(
    served(await fmp.datasets.instrument?.fetch({ text: 'Apple', market: 'US' }, context)),
  ).toMatchObject([{ symbol: 'TST', exchange: 'NYSE' }])
})

test('the first day of a period: after the period before, or whole months or weeks back', () => {
  expect(startOf('2024-09-28', 'year', ['2023-09-30'])).toBe('2023-10-01')
  expect(startOf('2025-09-27', 'year', [])).toBe('2024-09-29')
  expect(startOf('2024-02-29', 'year', [])).toBe('2023-03-01')
  expect(startOf('2025-03-31', 'quarter', [])).toBe('2025-01-01')
  expect(startOf('2025-06-28', 'quarter', [])).toBe('2025-03-30')
  expect(startOf('2023-09-30', 'year', ['2023-12-30'])).toBe('2022-10-02')
  expect(startOf('2025-06-30', 'quarter', ['2024-12-31'])).toBe('2025-01-01')
})

test('dividends are as they were, not as later splits make them; an unknown day is "" and the yield is not read', async () => {
  const dividend = {
    symbol: 'TST',
    date: '2020-08-07',
    recordDate: '2020-08-10',
    paymentDate: '',
    declarationDate: '2020-07-30',
    adjDividend: 0.205,
    dividend: 0.82,
  }
  const split = {
    symbol: 'TST',
    date: '2020-08-31',
    numerator: 1,
    denominator: 4,
    splitType: 'stock-split',
  }
  const { items } = served(
    (
      await ask(
        'actions',
        [rows('/dividends?', [{ ...dividend, yield: 0.7 }]), rows('/splits?', [split])],
        'TST',
      )
    ).answer,
  )
  expect(items.map(({ item }) => item)).toMatchObject([
    {
      kind: 'dividend',
      ex_date: '2020-08-07',
      amount: '0.82',
      unit: 'USD/share',
      split_adjusted: false,
      pay_date: null,
      announced_on: '2020-07-30',
    },
    { kind: 'split', ex_date: '2020-08-31', ratio: '0.25', plan: '1:4 stock-split' },
  ])
})

test('the other answer of two may not be of another company either', async () => {
  const split = { symbol: 'MSFT', date: '2020-08-31', numerator: 4, denominator: 1 }
  const { subject } = served(
    (await ask('actions', [rows('/dividends?', []), rows('/splits?', [split])], 'TST')).answer,
  )
  expect(subject.symbol).toBe('MSFT')
})

test('only purchases and sales of the share itself are of the open market; a price of 0 is none', async () => {
  const row = {
    symbol: 'TST',
    filingDate: '2026-06-17 18:31:24',
    transactionDate: '2026-06-15',
    reportingName: 'DOE JANE',
    securitiesOwned: 11,
  }
  const trades = [
    {
      ...row,
      transactionType: 'S-Sale',
      acquisitionOrDisposition: 'D',
      securitiesTransacted: 5,
      price: 1.5,
      securityName: 'Common Stock',
    },
    {
      ...row,
      transactionType: 'S-Sale',
      acquisitionOrDisposition: 'D',
      securitiesTransacted: 5,
      price: 1.5,
      securityName: 'Common Stock',
    },
    {
      ...row,
      transactionType: 'M-Exempt',
      acquisitionOrDisposition: 'D',
      securitiesTransacted: 7,
      price: 0,
      securityName: 'Restricted Stock Unit',
    },
    // A holding of Form 3.
    {
      ...row,
      transactionDate: '',
      transactionType: '',
      acquisitionOrDisposition: '',
      securitiesTransacted: 0,
      price: 0,
      securityName: 'Common Stock',
    },
  ]
  const { items } = served(
    (await ask('insiders', [rows('/insider-trading/search?', trades)], 'TST')).answer,
  )
  expect(items.map(({ item }) => item)).toMatchObject([
    {
      action: 'sell',
      code: 'S',
      open_market: true,
      derivative: false,
      shares: '-5',
      price: '1.5',
      price_unit: 'USD/share',
      filed_at: '2026-06-17',
    },
    { action: 'sell', open_market: true },
    {
      action: 'exercise',
      code: 'M',
      open_market: false,
      derivative: true,
      shares: '-7',
      price: null,
      price_unit: null,
    },
  ])
  expect(new Set(items.map(({ key }) => key)).size).toBe(3)
})

test('holders are of the newest quarter whose 13F filings are all due; percent becomes a fraction; options are no holding', async () => {
  expect(filedQuarter('2026-11-23')).toEqual({ year: 2026, quarter: 3 })
  expect(filedQuarter('2026-11-10')).toEqual({ year: 2026, quarter: 2 })
  expect(filedQuarter('2027-02-01')).toEqual({ year: 2026, quarter: 3 })
  const row = {
    symbol: 'TST',
    date: '2026-09-30',
    filingDate: '2026-11-12',
    investorName: 'A LLC',
    sharesNumber: 11,
    ownership: 8.3336,
    marketValue: 222,
  }
  const answers = [
    rows('year=2026&quarter=3', [{ ...row, putCallShare: 'Put', sharesNumber: 99 }, row]),
  ]
  const { items } = served((await ask('holders', answers, 'TST')).answer)
  expect(items.map(({ item }) => item)).toMatchObject([
    { rank: 1, shares: '11', fraction: '0.083336', value: '222', value_unit: 'USD' },
  ])
})

describe('estimates', () => {
  const row = { symbol: 'TST' }
  const answers = (currency: string): Answering[] => [
    rows('/price-target-consensus?', [
      { ...row, targetConsensus: 22.22, targetHigh: 33, targetLow: 0, targetMedian: 22 },
    ]),
    rows('/grades-historical?', [
      {
        ...row,
        date: '2026-11-01',
        analystRatingsStrongBuy: 1,
        analystRatingsBuy: 2,
        analystRatingsHold: 3,
        analystRatingsSell: 4,
        analystRatingsStrongSell: 5,
      },
    ]),
    rows('/earnings?', [
      {
        ...row,
        date: '2027-01-28',
        epsActual: null,
        epsEstimated: 1.11,
        revenueActual: null,
        revenueEstimated: 111111,
        lastUpdated: '2026-11-20',
      },
      {
        ...row,
        date: '2026-10-29',
        epsActual: 2.22,
        epsEstimated: 2.11,
        revenueActual: 222222,
        revenueEstimated: 211111,
        lastUpdated: '2026-11-20',
      },
    ]),
    rows('/analyst-estimates?', [
      {
        ...row,
        date: '2027-09-28',
        revenueAvg: 111,
        revenueHigh: 122,
        revenueLow: 100,
        epsAvg: 9.68,
        epsHigh: 10,
        epsLow: 9,
        numAnalystsRevenue: 16,
        numAnalystsEps: 6,
      },
      { ...row, date: '2025-09-28', revenueAvg: 99, epsAvg: 8 },
    ]),
    rows('/income-statement?', [{ ...row, reportedCurrency: currency }]),
  ]
  test('targets, ratings, what was expected and what came, and the years to come', async () => {
    const { items } = served((await ask('estimates', answers('USD'), 'TST')).answer)
    expect(items.map(({ item }) => item)).toMatchObject([
      {
        kind: 'price_target',
        mean: '22.22',
        median: '22',
        high: '33',
        low: null,
        unit: 'USD/share',
      },
      { kind: 'rating', as_of: '2026-11-01', strong_buy: 1, strong_sell: 5 },
      { kind: 'consensus', concept: 'eps_diluted', period: 'announced 2027-01-28', mean: '1.11' },
      { kind: 'consensus', concept: 'revenue', mean: '111111', unit: 'USD' },
      {
        kind: 'surprise',
        concept: 'eps_diluted',
        period: 'announced 2026-10-29',
        as_of: '2026-10-29',
        actual: '2.22',
        estimate: '2.11',
      },
      { kind: 'surprise', concept: 'revenue', actual: '222222' },
      {
        kind: 'consensus',
        concept: 'revenue',
        period: 'FY2027',
        period_end: '2027-09-28',
        mean: '111',
        analysts: 16,
      },
      {
        kind: 'consensus',
        concept: 'eps_diluted',
        unit: 'USD/share',
        mean: '9.68',
        high: '10',
        low: '9',
        analysts: 6,
      },
    ])
  })
  test('of a company that reports in another currency, nothing in an unnamed currency', async () => {
    const { items } = served((await ask('estimates', answers('TWD'), 'TST')).answer)
    expect(items.map(({ item }) => item.kind)).toEqual(['price_target', 'rating'])
  })
})

test('a company that reports in another currency than it is quoted in has no multiples that mix the two', () => {
  expect(
    figuresOf([{ marketCap: 111, priceToEarningsRatio: 11 }], false).map(({ concept }) => concept),
  ).toEqual(['market_cap'])
})

test('a batch is one call, and a row that cannot be read costs the others nothing', async () => {
  const { context, sent } = caseContext({
    answers: [
      rows('/batch-quote?symbols=TST-A,TSTB', [
        { symbol: 'TST-A', price: 1.5, changesPercentage: 2, timestamp: 1777492801 },
        { symbol: 'TSTB', price: 'x' },
      ]),
    ],
  })
  const quotes = served(await fmp.datasets.quote?.batch?.fetch('US', ['TST.A', 'TSTB'], context))
  expect([...quotes.keys()]).toEqual(['TST.A'])
  expect(quotes.get('TST.A')).toMatchObject({ price: '1.5', change_fraction: '0.02' })
  expect(sent).toHaveLength(1)
})

test('filings: EDGAR’s clock without a zone is US Eastern, the accession number is read from the address', async () => {
  const row = {
    symbol: 'TST',
    filingDate: '2025-10-31 00:00:00',
    acceptedDate: '2025-10-31 06:01:26',
    formType: '10-K',
  }
  const link = 'https://www.sec.gov/Archives/edgar/data/11/000000001125000079/test.htm'
  const { items } = served(
    (await ask('filings', [rows('/sec-filings-search/symbol?', [{ ...row, link }])], 'TST')).answer,
  )
  expect(items[0]?.item).toMatchObject({
    document_id: '0000000011-25-000079',
    filed_at: '2025-10-31',
    accepted_at: '2025-10-31T10:01:26.000Z',
    url: link,
  })
})
