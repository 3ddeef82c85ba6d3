/** Reads FMP's recorded answers through the adapter. */
import { describe, expect, test } from 'vitest'
import { caseContext, recordedText } from '../test/case.ts'
import { served, rows, ask, caseOf, recordedRow, texts, statements } from './asking.fixture.ts'
import { fmp } from './index.ts'
import { figuresOf } from './multiples.ts'
import { readQuote } from './quote.ts'

describe('as recorded', () => {
  test('AAPL FY2025 equals what the company filed: revenue 416,161 M and diluted EPS 7.46', async () => {
    const { answer, sent } = await statements(caseOf('statements'))
    const { facts, instrument } = served(answer)
    expect(sent).toHaveLength(6)
    expect(sent.every(({ url }) => url.includes('limit=5') && url.includes('apikey='))).toBe(true)
    expect(instrument).toMatchObject({
      id: 'US:AAPL',
      identifiers: { cik: '0000320193' },
      fiscal_year_end: '09-27',
    })
    const figures = Object.fromEntries(
      facts.map((fact) => [fact.concept, `${fact.value} ${fact.unit}`]),
    )
    expect(figures).toMatchObject({
      revenue: '416161000000 USD',
      eps_diluted: '7.46 USD/share',
      eps_basic: '7.49 USD/share',
      net_income: '112010000000 USD',
      shares_diluted: '15004697000 shares',
      total_assets: '359241000000 USD',
      retained_earnings: '-14264000000 USD',
      receivables: '39777000000 USD',
      lease_liabilities: '13720000000 USD',
      end_cash: '35934000000 USD',
    })
    expect(facts.find((fact) => fact.concept === 'revenue')).toMatchObject({
      period: 'FY2025',
      start: '2024-09-29',
      end: '2025-09-27',
      period_label: null,
      filed_at: '2025-10-31',
      known_at: '2025-11-01T03:59:59.999Z',
      provider_field: 'revenue',
      provider_record: 'AAPL income-statement 2025-09-27 FY',
      source: 0,
    })
    expect(facts.find((fact) => fact.concept === 'total_assets')).toMatchObject({
      period: '@2025-09-27',
      start: null,
      source: 1,
    })
  })
  test('capital expenditure, dividends and buybacks are negative in the answer and stay so', async () => {
    const { facts } = served((await statements(caseOf('statements'))).answer)
    const figures = Object.fromEntries(facts.map((fact) => [fact.concept, fact.value]))
    expect(figures).toMatchObject({
      capex: '-12715000000',
      dividends_paid: '-15421000000',
      buybacks: '-90711000000',
      operating_cash_flow: '111482000000',
    })
  })
  test('a 0 is a line the filing does not have: no goodwill, no interest, no minority interest', async () => {
    const { facts } = served((await statements(caseOf('statements'))).answer)
    const concepts = new Set<string>(facts.map((fact) => fact.concept))
    for (const concept of [
      'goodwill',
      'intangibles',
      'interest_expense',
      'interest_income',
      'minority_interest',
    ])
      expect(concepts.has(concept)).toBe(false)
    expect(facts.some((fact) => fact.value === '0')).toBe(false)
  })
  test('profile: employees are text, identifiers are kept', async () => {
    const { items, subject } = served((await ask('profile', [...caseOf('profile')])).answer)
    expect(subject).toEqual({ symbol: 'AAPL', name: 'Apple Inc.', currency: 'USD' })
    expect(items[0]?.item).toMatchObject({
      employees: 164000,
      exchange: 'NASDAQ',
      listed_on: '1980-12-12',
      address: 'One Apple Park Way, Cupertino, CA 95014',
      officers: [{ name: 'Timothy D. Cook', title: 'CEO' }],
      identifiers: { cik: '0000320193', isin: 'US0378331005', cusip: '037833100' },
      quote_currency: 'USD',
      reporting_currency: null,
    })
  })
  test('quote: percent becomes a fraction and epoch seconds UTC; nothing says the prices are of the whole tape', async () => {
    const { items } = served((await ask('quote', [...caseOf('quote')])).answer)
    expect(items[0]?.item).toEqual({
      price: '270.17',
      currency: 'USD',
      open: '267.55',
      high: '271.04',
      low: '267.04',
      previous_close: '270.71',
      change: '-0.54',
      change_fraction: '-0.0019948',
      volume: '24117049',
      turnover: null,
      quoted_at: '2026-04-29T20:00:01.000Z',
      delay: { kind: 'delayed', minutes: null },
    })
  })
  test('quote-short has no time and is no quote', () => {
    const read = readQuote({ symbol: 'AAPL', ...recordedRow('quote-short_AAPL') })
    expect(read).toMatchObject({
      ok: false,
      reason: 'malformed',
      detail: expect.stringContaining('timestamp'),
    })
  })
  test('bars: `full` is adjusted for splits alone, `dividend-adjusted` for dividends too', async () => {
    const { items } = served((await ask('bars', [...caseOf('bars')])).answer)
    const series = items.map(({ item }) => item)
    expect(series.map(({ adjustment }) => adjustment)).toEqual(['split', 'total_return'])
    expect(series[0]?.bars).toEqual([
      {
        date: '2025-04-01',
        open: '219.81',
        high: '223.68',
        low: '218.9',
        close: '223.19',
        volume: '36412740',
        turnover: null,
      },
    ])
    expect(series[1]?.bars[0]).toMatchObject({
      open: '218.85',
      high: '222.71',
      low: '217.95',
      close: '222.22',
    })
  })
  test('multiples: yields are fractions, values in dollars, and the last fiscal year end stands beside now', async () => {
    const { items } = served((await ask('multiples', [...caseOf('multiples')])).answer)
    const [now, year] = items.map(({ item }) => item)
    expect(texts(now?.figures ?? [])).toEqual({
      enterprise_value: '4011595593800 USD',
      pe_ttm: '33.83 x',
      pb: '45.18 x',
      ps_ttm: '9.105 x',
      ev_ebitda: '26.223 x',
      dividend_yield_ttm: '0.003 ratio',
    })
    expect(year?.at).toBe('2025-09-28T03:59:59.999Z')
    expect(texts(year?.figures ?? [])).toMatchObject({
      market_cap: '3818743810000 USD',
      pe_ttm: '34.09 x',
      ev_revenue: '9.359 x',
      dividend_yield_ttm: '0.004 ratio',
    })
  })
  test('dividendYieldPercentage is percent and is not read', () => {
    const figures = figuresOf([recordedRow('ratios_AAPL_FY2025')], true)
    expect(figures.filter(({ concept }) => concept === 'dividend_yield_ttm')).toMatchObject([
      { value: '0.004', provider_field: 'dividendYield' },
    ])
  })
  test('news: publishedDate has no zone and is US Eastern', async () => {
    const { items } = served((await ask('news', [...caseOf('news')])).answer)
    expect(items[0]?.item).toMatchObject({
      title: 'Apple Reportedly Plans Major Camera AI Overhaul',
      published_at: '2026-04-29T23:21:41.000Z',
      publisher: 'CNET',
    })
  })
  test('search finds the listing', async () => {
    const { context } = caseContext({ answers: caseOf('instrument') })
    const found = served(
      await fmp.datasets.instrument?.fetch({ text: 'aapl', market: 'US' }, context),
    )
    expect(found).toEqual([
      {
        market: 'US',
        symbol: 'AAPL',
        name: 'Apple Inc.',
        names: { en: 'Apple Inc.' },
        exchange: 'NASDAQ',
        identifiers: {},
      },
    ])
  })
  test.each([
    ['429_rate', 429, 'rate_limit'],
    ['429_bandwidth', 429, 'rate_limit'],
    ['429_rate', 200, 'rate_limit'],
    ['402_text', 402, 'plan'],
    ['402_limit_param', 402, 'plan'],
    ['402_restricted', 402, 'plan'],
    ['403_legacy', 403, 'plan'],
    ['unknown_symbol', 200, 'not_found'],
  ])('error %s with HTTP %i is %s', async (name, status, reason) => {
    const { body } = JSON.parse(recordedText('fmp/errors/limit_and_key.json')) as {
      body: Record<string, unknown>
    }
    const { answer } = await ask('quote', [rows('/quote?', body[name], status)])
    expect(answer).toMatchObject({ ok: false, reason })
  })
  test('a legacy endpoint is outside the plan', async () => {
    const { body } = JSON.parse(recordedText('fmp/errors/legacy_endpoint_403.json')) as {
      body: { status: number; json: unknown }
    }
    expect((await ask('quote', [rows('/quote?', body.json, body.status)])).answer).toMatchObject({
      ok: false,
      reason: 'plan',
    })
  })
})
