import { describe, expect, test } from 'vitest'
import { caseContext, recordedText } from '../test/case.ts'
import { APPLE_2025 } from './apple-figures.fixture.ts'
import { ask, caseOf, given, recorded, served, statements, texts } from './asking.fixture.ts'
import { recordedFiling } from './cases.fixture.ts'
import { finnhub } from './index.ts'

/** Lines of Apple's filings with EDGAR's figures, in Finnhub's form. */
const IC = [
  'RevenueFromContractWithCustomerExcludingAssessedTax',
  'NetIncomeLoss',
  'EarningsPerShareDiluted',
  'WeightedAverageNumberOfDilutedSharesOutstanding',
]
const CF = [
  'NetIncomeLoss',
  'NetCashProvidedByUsedInOperatingActivities',
  'PaymentsToAcquirePropertyPlantAndEquipment',
  'PaymentsForRepurchaseOfCommonStock',
]
const BS = ['Assets', 'StockholdersEquity']
const filingLike = (accn: string, quarter: number, year: string, start: string, end: string) => {
  const lines = (tags: readonly string[], from: string | undefined) =>
    tags.flatMap((tag) =>
      Object.entries(APPLE_2025[tag]?.units ?? {}).flatMap(([unit, rows]) =>
        rows
          .filter((row) => row.accn === accn && row.end === end && row.start === from)
          .map((row) => ({
            concept: `us-gaap_${tag}`,
            unit: unit.toLowerCase().replace('/shares', '/share'),
            label: tag,
            value: row.val,
          })),
      ),
    )
  const report = { ic: lines(IC, start), cf: lines(CF, year), bs: lines(BS, undefined) }
  return {
    accessNumber: accn,
    symbol: 'AAPL',
    cik: '320193',
    year: 2025,
    quarter,
    form: quarter ? '10-Q' : '10-K',
    startDate: `${start} 00:00:00`,
    endDate: `${end} 00:00:00`,
    filedDate: '',
    report,
  }
}

describe('as recorded', () => {
  test('AAPL FY2024: revenue 391,035 M, in plain dollars, from the 10-K', async () => {
    const { facts, instrument } = served(
      await statements(recordedFiling(), { cik: '320193', symbol: 'AAPL', data: [] }, 'AAPL'),
    )
    expect(instrument).toMatchObject({ id: 'US:AAPL', identifiers: { cik: '0000320193' } })
    expect(texts(facts)).toMatchObject({
      revenue: '391035000000 USD',
      gross_profit: '180683000000 USD',
      operating_income: '123216000000 USD',
      pretax_income: '123485000000 USD',
      income_tax: '29749000000 USD',
      net_income: '93736000000 USD',
      eps_basic: '6.11 USD/share',
      eps_diluted: '6.08 USD/share',
      research_and_development: '31370000000 USD',
      selling_general_administrative: '26097000000 USD',
    })
    expect(facts.find((fact) => fact.concept === 'revenue')).toMatchObject({
      period: 'FY2024',
      start: '2023-10-01',
      end: '2024-09-28',
      form: '10-K',
      provider_record: '0000320193-24-000123',
      provider_field: 'us-gaap_RevenueFromContractWithCustomerExcludingAssessedTax',
      filed_at: '2024-11-01',
      known_at: '2024-11-02T03:59:59.999Z',
      source_url:
        'https://www.sec.gov/Archives/edgar/data/320193/000032019324000123/0000320193-24-000123-index.htm',
    })
  })
  test("AAPL FY2025 from EDGAR's figures in Finnhub's form: revenue 416,161 M, diluted EPS 7.46, outflows negative", async () => {
    const filing = filingLike('0000320193-25-000079', 0, '2024-09-29', '2024-09-29', '2025-09-27')
    const { facts } = served(
      await statements(
        { cik: '320193', symbol: 'AAPL', data: [filing] },
        { cik: '320193', symbol: 'AAPL', data: [] },
        'AAPL',
      ),
    )
    expect(texts(facts.filter(({ end }) => end === '2025-09-27'))).toMatchObject({
      revenue: '416161000000 USD',
      eps_diluted: '7.46 USD/share',
      shares_diluted: '15004697000 shares',
      total_assets: '359241000000 USD',
      operating_cash_flow: '111482000000 USD',
      capex: '-12715000000 USD',
      buybacks: '-90711000000 USD',
      equity_parent: '73733000000 USD',
    })
  })
  test('quarterly cash flow is cumulative, the income statement is of the quarter: AAPL FY2025', async () => {
    const annual = filingLike('0000320193-25-000079', 0, '2024-09-29', '2024-09-29', '2025-09-27')
    const quarters = [
      filingLike('0000320193-25-000073', 3, '2024-09-29', '2025-03-30', '2025-06-28'),
      filingLike('0000320193-25-000057', 2, '2024-09-29', '2024-12-29', '2025-03-29'),
      filingLike('0000320193-25-000008', 1, '2024-09-29', '2024-09-29', '2024-12-28'),
    ]
    // Without the year before, the year's first day is the first quarter's.
    for (const years of [[annual], []]) {
      const { facts } = served(
        await statements(
          { cik: '320193', symbol: 'AAPL', data: years },
          { cik: '320193', symbol: 'AAPL', data: quarters },
          'AAPL',
        ),
      )
      const of = (concept: string) =>
        facts
          .filter((fact) => fact.concept === concept && fact.form === '10-Q')
          .map((fact) => [fact.period, fact.start, fact.end, fact.value])
      expect(of('operating_cash_flow')).toEqual([
        ['2025-9M', '2024-09-29', '2025-06-28', '81754000000'],
        ['2025H1', '2024-09-29', '2025-03-29', '53887000000'],
        ['2025Q1', '2024-09-29', '2024-12-28', '29935000000'],
      ])
      expect(of('revenue')).toEqual([
        ['2025Q3', '2025-03-30', '2025-06-28', '94036000000'],
        ['2025Q2', '2024-12-29', '2025-03-29', '95359000000'],
        ['2025Q1', '2024-09-29', '2024-12-28', '124300000000'],
      ])
    }
  })
  test('an income statement whose net income is that of the cash flow statement is cumulative', async () => {
    const quarter = {
      ...filingLike('0000320193-25-000073', 3, '2024-09-29', '2024-09-29', '2025-06-28'),
      startDate: '2025-03-30 00:00:00',
    }
    const first = filingLike('0000320193-25-000008', 1, '2024-09-29', '2024-09-29', '2024-12-28')
    const { facts } = served(
      await statements(
        { cik: '320193', symbol: 'AAPL', data: [] },
        { cik: '320193', symbol: 'AAPL', data: [quarter, first] },
        'AAPL',
      ),
    )
    expect(facts.find((fact) => fact.concept === 'revenue')).toMatchObject({
      period: '2025-9M',
      start: '2024-09-29',
      value: '313695000000',
    })
  })
  test('profile2: the currency is of the statements, counts are in millions', async () => {
    const { items, subject } = served((await ask('profile', caseOf('profile'))).answer)
    expect(subject).toEqual({ symbol: 'AAPL', name: 'Apple Inc', currency: null })
    expect(items[0]?.item).toMatchObject({
      reporting_currency: 'USD',
      quote_currency: null,
      listed_on: '1980-12-12',
      industry: 'Technology',
      country: 'US',
      website: 'https://www.apple.com/',
    })
    const newer = served((await ask('shares', caseOf('shares'))).answer)
    expect(newer.items[0]?.item.date).toBe('2026-11-23')
    expect(texts(newer.items[0]?.item.figures)).toEqual({
      shares_outstanding: '14687360000 shares',
      float_shares: '14445700000 shares',
    })
    const older = served(
      (await ask('shares', [recorded('/stock/profile2?', 'profile2_AAPL_2024-03-15')])).answer,
    )
    expect(texts(older.items[0]?.item.figures)).toEqual({
      shares_outstanding: '15441880000 shares',
    })
  })
  test('quote: epoch seconds, percent becomes a fraction, no volume and no name', async () => {
    const { items, subject } = served((await ask('quote', caseOf('quote'))).answer)
    expect(subject).toEqual({ symbol: null, name: null, currency: null })
    expect(items[0]?.item).toEqual({
      price: '314.46',
      currency: 'USD',
      open: '311.0125',
      high: '315.17',
      low: '309.4001',
      previous_close: '313.45',
      change: '1.01',
      change_fraction: '0.003222',
      volume: null,
      turnover: null,
      quoted_at: '2026-08-27T15:31:56.000Z',
      delay: { kind: 'realtime' },
    })
    const close = served(
      (await ask('quote', [recorded('/quote?', 'quote_AAPL_2024-03-15')])).answer,
    )
    expect(close.items[0]?.item).toMatchObject({
      price: '172.62',
      quoted_at: '2024-03-15T20:00:02.000Z',
      change_fraction: '-0.002197',
    })
  })
  test('an unknown symbol is all zeros, {} or an empty metric', async () => {
    const { body } = JSON.parse(recordedText('finnhub/empty_unknown_symbol.json')) as {
      body: Record<string, unknown>
    }
    expect((await ask('quote', [given('/quote?', body.quote)])).answer).toMatchObject({
      reason: 'not_found',
    })
    expect((await ask('profile', [given('/profile2?', body.profile2)])).answer).toMatchObject({
      reason: 'not_found',
    })
    expect(
      (await ask('multiples', [given('/metric?', body.metric), given('/profile2?', body.profile2)]))
        .answer,
    ).toMatchObject({ reason: 'not_found' })
    expect(
      (
        await ask('multiples', [
          given('/metric?', body.metric),
          recorded('/profile2?', 'profile2_AAPL_2026-08'),
        ])
      ).answer,
    ).toMatchObject({
      reason: 'not_found',
    })
    expect(
      served((await ask('news', [given('/company-news?', body['company-news'])])).answer),
    ).toMatchObject({ subject: { symbol: null }, items: [] })
  })
  test('metric: percent becomes a fraction and millions dollars; year ends from the series', async () => {
    const { items, subject } = served((await ask('multiples', caseOf('multiples'))).answer)
    expect(subject).toMatchObject({ symbol: 'AAPL', name: 'Apple Inc' })
    expect(texts(items[0]?.item.figures)).toEqual({
      market_cap: '4430136000000 USD',
      enterprise_value: '4474936000000 USD',
      pe_ttm: '34.3608 x',
      pe_static: '39.5513 x',
      pe_forward: '34.85022 x',
      pb: '41.2029 x',
      ps_ttm: '9.49 x',
      ev_ebitda: '26.643 x',
      ev_revenue: '9.5859 x',
      peg: '2.93443 x',
      beta: '1.0848165 x',
      dividend_yield_ttm: '0.00353 ratio',
      high_52w: '344.5699 USD/share',
      low_52w: '224.69 USD/share',
    })
    expect(items[1]?.item.at).toBe('2025-09-28T03:59:59.999Z')
    expect(texts(items[1]?.item.figures)).toEqual({
      enterprise_value: '3822713500000 USD',
      pe_ttm: '33.5574 x',
      pb: '50.978 x',
    })
  })
  test('two dividend yields disagree and the current one is read; peExclExtraAnnual and percent payouts are not: NVDA', async () => {
    const profile = { ticker: 'NVDA', name: 'NVIDIA Corp', currency: 'USD' }
    const { items } = served(
      (
        await ask(
          'multiples',
          [recorded('/metric?', 'metric_NVDA_2026-09-07'), given('/profile2?', profile)],
          'NVDA',
        )
      ).answer,
    )
    const figures = items[0]?.item.figures ?? []
    expect(texts(figures)).toMatchObject({
      dividend_yield_ttm: '0.001221 ratio',
      pe_ttm: '28.7832 x',
      market_cap: '5551676000000 USD',
    })
    expect(
      figures
        .map(({ provider_field }) => provider_field)
        .filter((field) => /peExclExtra|payout|Indicated/.test(field)),
    ).toEqual([])
  })
  test('of a company that reports in another currency only what is of the price alone', async () => {
    const company = given('/profile2?', { ticker: 'AAPL', name: 'Apple Inc', currency: 'TWD' })
    const { items } = served(
      (
        await ask('multiples', [
          recorded('/metric?', 'metric_AAPL_2026-08_series-trimmed'),
          company,
        ])
      ).answer,
    )
    expect(items.map(({ item }) => item.figures.map(({ concept }) => concept))).toEqual([
      ['beta', 'high_52w', 'low_52w'],
    ])
  })
  test('news: entities and blank lines are resolved, a summary that is an address is none', async () => {
    const { items, subject, sources } = served((await ask('news', caseOf('news'))).answer)
    expect(subject.symbol).toBe('AAPL')
    expect(items).toHaveLength(5)
    expect(items[0]?.item).toMatchObject({
      summary: null,
      publisher: 'Benzinga',
      published_at: '2026-08-27T06:58:47.000Z',
    })
    expect(items[4]?.item.summary).toMatch(
      /^Dangerous Choice For Investors Please click here .* SPDR S&P 500 ETF/,
    )
    expect(sources[0]?.url).toContain('from=2025-11-23')
  })
  test('insiders: only P and S outside the derivative table are trades in a market; an exercise stands in both tables', async () => {
    const { items } = served((await ask('insiders', caseOf('insiders'))).answer)
    const rows = items.map(({ item }) => item)
    expect(rows).toHaveLength(18)
    expect(new Set(items.map(({ key }) => key)).size).toBe(18)
    expect(
      rows
        .filter(({ open_market }) => open_market)
        .every(({ code, derivative }) => code === 'S' && !derivative),
    ).toBe(true)
    expect(rows[0]).toMatchObject({
      person: 'Newstead Jennifer',
      action: 'sell',
      shares: '-1439',
      shares_after: '40107',
      price: '307.75',
      price_unit: 'USD/share',
      traded_on: '2026-08-11',
      filed_at: '2026-08-13',
      document_id: '0001140361-26-032884',
      open_market: true,
    })
    expect(rows[1]).toMatchObject({
      action: 'gift',
      open_market: false,
      price: null,
      price_unit: null,
    })
    const borders = rows.filter(
      ({ person, traded_on }) => person === 'Borders Ben' && traded_on === '2026-04-15',
    )
    expect(
      borders.map(({ action, derivative, open_market, shares }) => [
        action,
        derivative,
        open_market,
        shares,
      ]),
    ).toEqual([
      ['exercise', true, false, '-331'],
      ['tax', false, false, '-892'],
      ['exercise', false, false, '1717'],
    ])
  })
  test('estimates: quarters are fiscal and a rounded month end is no period end', async () => {
    const { items } = served((await ask('estimates', caseOf('estimates'))).answer)
    const rated = items.filter(({ item }) => item.kind === 'rating')
    expect(rated[0]).toMatchObject({
      known_at: '2026-09-01T00:00:00.000Z',
      item: { as_of: '2026-08-01', strong_buy: 13, buy: 24, hold: 14, sell: 3, strong_sell: 0 },
    })
    expect(items.flatMap(({ item }) => (item.kind === 'surprise' ? [item] : []))).toMatchObject([
      {
        concept: 'eps_diluted',
        period: '2026Q3',
        period_end: null,
        actual: '1.91',
        estimate: '1.9271',
        unit: 'USD/share',
      },
      { period: '2026Q2' },
      { period: '2026Q1' },
      { period: '2025Q4' },
    ])
  })
  test('the calendar gives revenue in plain dollars, unlike the millions of profile2 and metric: NVDA', async () => {
    const answers = [
      given('/stock/recommendation?', []),
      given('/stock/earnings?', []),
      recorded('/calendar/earnings?', 'calendar_earnings_NVDA_2026-09-07'),
      given('/profile2?', {
        ticker: 'NVDA',
        name: 'NVIDIA Corp',
        currency: 'USD',
        estimateCurrency: 'USD',
      }),
    ]
    const { items, sources } = served((await ask('estimates', answers, 'NVDA')).answer)
    expect(items.map(({ item }) => item)).toMatchObject([
      {
        kind: 'consensus',
        concept: 'eps_diluted',
        period: '2027Q3',
        period_end: null,
        mean: '2.4659',
        unit: 'USD/share',
      },
      {
        kind: 'consensus',
        concept: 'revenue',
        period: '2027Q3',
        mean: '108129157692',
        unit: 'USD',
      },
    ])
    expect(sources).toHaveLength(4)
  })
  test.each([
    ['error_401_invalid_key', 'auth'],
    ['error_403_no_access', 'plan'],
    ['error_429_limit', 'rate_limit'],
  ])('%s is %s, with its status and with 200', async (file, reason) => {
    const { body } = JSON.parse(recordedText(`finnhub/${file}.json`)) as {
      body: { status: number; json: unknown }
    }
    for (const status of [body.status, 200])
      expect((await ask('quote', [given('/quote?', body.json, status)])).answer).toMatchObject({
        ok: false,
        reason,
      })
  })
  test('filings: the documented example, US Eastern clock', async () => {
    const { body } = JSON.parse(
      recordedText('finnhub/docexample_insider-transactions_filings.json'),
    ) as { body: { filings: unknown } }
    const { items } = served(
      (await ask('filings', [given('/stock/filings?', body.filings)])).answer,
    )
    expect(items[0]?.item).toMatchObject({
      form: '8-K',
      filed_at: '2020-02-27',
      accepted_at: '2020-02-27T11:14:21.000Z',
      document_id: '0001193125-20-050884',
    })
  })
})

test('the key goes in a header, never in the address', async () => {
  const { sent } = await ask('quote', [given('/quote?', { c: 0, t: 0 })])
  expect(sent[0]?.headers.get('x-finnhub-token')).toContain('canary')
  expect(sent[0]?.url).toBe('https://finnhub.io/api/v1/quote?symbol=AAPL')
})

test('search gives US listings by symbol and name', async () => {
  const { context, sent } = caseContext({ answers: caseOf('instrument') })
  const found = served(
    await finnhub.datasets.instrument?.fetch({ text: 'test corp', market: 'US' }, context),
  )
  expect(found).toEqual([
    {
      market: 'US',
      symbol: 'TST.A',
      name: 'TEST CORP',
      names: { en: 'TEST CORP' },
      exchange: null,
      identifiers: {},
    },
  ])
  expect(sent[0]?.url).toContain('exchange=US')
})
