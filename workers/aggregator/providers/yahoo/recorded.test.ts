/** Every recorded answer of Yahoo's, through the adapter and the checks behind it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Dataset, Market } from '#shared/names.ts'
import {
  type Answering,
  caseContext,
  hasRecordings,
  recordedBody,
  recordedText,
} from '../test/case.ts'
import { play } from '../test/play.ts'
import type { NewFact, NewItem } from '../../model/provider.ts'
import { SESSION } from './cases.fixture.ts'
import { yahoo } from './index.ts'

const FOLDER = join(import.meta.dirname, '../../../../../shared/data/yahoo')
const HTTP = 'yahoo-finance2-fixtures/'
const RS = 'yfinance-rs-fixtures/'
const read = new Set<string>()

const body = (file: string): string => {
  read.add(file)
  return recordedBody(`yahoo/${file}`)
}
const nothing = { other_company: String, null_field: String, wrong_type: String, empty: String }
const playWith = (
  answers: readonly Answering[],
  dataset: Dataset,
  market: Market,
  symbol: string,
) => {
  const given = {
    provider: 'yahoo',
    dataset,
    market,
    symbol,
    proof: 'recorded',
    evidence: [],
    answers,
    spoilt: nothing,
  } as const
  return play(given, caseContext(given).context)
}
/** The file answers whatever is asked, but for cookie and crumb. */
const served = (file: string, dataset: Dataset, market: Market, symbol: string, status = 200) =>
  playWith([...SESSION, { match: '', body: () => body(file), status }], dataset, market, symbol)

const items = async (...given: Parameters<typeof served>): Promise<NewItem<'quote'>[]> => {
  const played = await served(...given)
  if (!played.ok) throw new Error(played.detail)
  return played.found as NewItem<'quote'>[]
}
const itemsAs = async <T>(...given: Parameters<typeof served>): Promise<T[]> =>
  (await items(...given)).map(({ item }) => item as T)
const facts = async (
  file: string,
  market: Market,
  symbol: string,
): Promise<[string, string, string, string][]> => {
  const played = await served(file, 'statements', market, symbol)
  if (!played.ok) throw new Error(played.detail)
  return (played.found as NewFact[]).map(({ concept, period, value, unit }) => [
    concept,
    period,
    value,
    unit,
  ])
}
type Series = { adjustment: string; currency: string; bars: Record<string, string | null>[] }

describe.skipIf(!hasRecordings)('recorded', () => {
  afterAll(() => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.json'),
    )
    expect([...read].sort()).toEqual(files.sort())
  })

  test.each([
    [
      'chart_0700.HK_5d_1d_2026-08-07.json',
      'HK',
      '00700',
      '478.8 HKD',
      '479.2',
      '16320039',
      '2026-08-07T08:08:11.000Z',
      ['split 5', 'raw 5'],
    ],
    [
      'chart_6309.T_1mo_1d_split_dividend_2025-05-19.json',
      'JP',
      '6309',
      '1403 JPY',
      '1409',
      '105500',
      '2025-05-19T06:30:00.000Z',
      ['split 18', 'total_return 18', 'raw 18'],
    ],
    // A bar of minutes is no day; 20 adjusted closes of 5 days are not theirs; the cut bars hold no
    // yesterday.
    [
      'chart_7203.T_1d_5m_2026-10-05_trimmed.json',
      'JP',
      '7203',
      '2893.5 JPY',
      '2856.5',
      '23901000',
      '2026-10-05T06:30:00.000Z',
      'malformed',
    ],
    [
      'chart_AAPL_1mo_1d_2026-10-05_trimmed.json',
      'US',
      'AAPL',
      '333.825 USD',
      null,
      '3988528',
      '2026-10-05T13:59:16.000Z',
      'malformed',
    ],
    [
      `${RS}history_chart_AAPL.json`,
      'US',
      'AAPL',
      '269.7 USD',
      '269',
      '43332154',
      '2025-10-29T20:00:01.000Z',
      ['split 127', 'total_return 127', 'raw 127'],
    ],
    [
      `${RS}history_chart_MSFT.json`,
      'US',
      'MSFT',
      '541.55 USD',
      '542.07',
      '33295714',
      '2025-10-29T20:00:01.000Z',
      ['split 127', 'total_return 127', 'raw 127'],
    ],
    // Bars of 2020 recorded in 2025: later splits are not among the events, so nothing is as
    // traded.
    [
      `${HTTP}chart-AAPL-2020-08-31-to-2020-11-07.json`,
      'US',
      'AAPL',
      '244.87 USD',
      null,
      '32129951',
      '2025-02-19T21:00:01.000Z',
      ['split 49', 'total_return 49'],
    ],
    [
      `${HTTP}chart-AAPL-2020-01-01-to-2020-01-03.json`,
      'US',
      'AAPL',
      '244.87 USD',
      null,
      '32129951',
      '2025-02-19T21:00:01.000Z',
      ['split 1', 'total_return 1'],
    ],
    [
      `${HTTP}chart-BABA-2020-01-01-to-2020-01-03.json`,
      'US',
      'BABA',
      '125.79 USD',
      null,
      '34859035',
      '2025-02-19T21:00:02.000Z',
      ['split 1', 'total_return 1'],
    ],
    [
      `${HTTP}chart-GOOG-2020-01-01-to-2020-01-03.json`,
      'US',
      'GOOG',
      '187.13 USD',
      null,
      '13085463',
      '2025-02-19T21:00:00.000Z',
      ['split 1', 'total_return 1'],
    ],
    [
      `${HTTP}chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.json`,
      'US',
      'AAPL',
      '244.87 USD',
      '244.47',
      '32129951',
      '2025-02-19T21:00:01.000Z',
      'malformed',
    ],
  ] as const)(
    '%s',
    async (file, market, symbol, price, previous_close, volume, quoted_at, series) => {
      const [quote] = await items(file, 'quote', market, symbol)
      expect(quote?.item).toMatchObject({ previous_close, volume, quoted_at })
      expect(`${quote?.item.price} ${quote?.item.currency}`).toBe(price)
      const bars = await served(file, 'bars', market, symbol)
      if (typeof series === 'string')
        return expect(bars).toMatchObject({ ok: false, reason: series })
      expect(
        (await itemsAs<Series>(file, 'bars', market, symbol)).map(
          ({ adjustment, bars }) => `${adjustment} ${bars.length}`,
        ),
      ).toEqual(series)
    },
  )

  test('prices in pence are refused, whatever market they are asked for in', async () => {
    for (const dataset of ['quote', 'bars', 'actions'] as const)
      expect(
        await served(`${HTTP}chart-OCDO.L-2020-01-01-to-2020-01-03.json`, dataset, 'US', 'OCDO'),
      ).toMatchObject({ reason: 'wrong_instrument' })
    for (const dataset of ['multiples', 'holders', 'estimates', 'insiders'] as const)
      expect(
        await served(`${HTTP}quoteSummary-all-OCDO.L.json`, dataset, 'US', 'OCDO'),
      ).toMatchObject({ reason: 'wrong_instrument' })
  })

  test.each([
    [
      `${RS}timeseries_income_statement_annual_AAPL.json`,
      'US',
      'AAPL',
      ['net_income', 'FY2024', '93736000000', 'USD'],
    ],
    [
      `${RS}timeseries_income_statement_annual_7203.T.json`,
      'JP',
      '7203',
      ['revenue', 'FY2025', '48036704000000', 'JPY'],
    ],
    [
      `${RS}timeseries_income_statement_quarterly_AAPL.json`,
      'US',
      'AAPL',
      ['revenue', '2025-04-01/2025-06-30', '94036000000', 'USD'],
    ],
    [
      `${RS}timeseries_balance_sheet_annual_MSFT.json`,
      'US',
      'MSFT',
      ['total_assets', '@2025-06-30', '619003000000', 'USD'],
    ],
    [
      `${RS}timeseries_cash_flow_annual_GOOGL.json`,
      'US',
      'GOOGL',
      ['capex', 'FY2024', '-52535000000', 'USD'],
    ],
    [
      `${RS}timeseries_annualBasicAverageShares_MSFT.json`,
      'US',
      'MSFT',
      ['shares_basic', 'FY2025', '7433000000', 'shares'],
    ],
    [
      `${RS}timeseries_quarterlyBasicAverageShares_MSFT.json`,
      'US',
      'MSFT',
      ['shares_basic', '2025-04-01/2025-06-30', '7432000000', 'shares'],
    ],
    [
      `${HTTP}fundamentalsTimeSeries-AAPL-all-annual.json`,
      'US',
      'AAPL',
      ['eps_diluted', 'FY2024', '6.08', 'USD/share'],
    ],
    [
      `${HTTP}fundamentalsTimeSeries-AAPL-all-quarterly.json`,
      'US',
      'AAPL',
      ['capex', '2024-10-01/2024-12-31', '-2940000000', 'USD'],
    ],
    [
      `${HTTP}fundamentalsTimeSeries-GOOG-financials-quarterly.json`,
      'US',
      'GOOG',
      ['eps_diluted', '2023-10-01/2023-12-31', '1.64', 'USD/share'],
    ],
    [
      `${HTTP}fundamentalsTimeSeries-BABA-financials-quarterly.json`,
      'US',
      'BABA',
      ['revenue', '2023-10-01/2023-12-31', '260348000000', 'CNY'],
    ],
    [
      `${HTTP}fundamentalsTimeSeries-BEKE-financials-quarterly.json`,
      'US',
      'BEKE',
      ['revenue', '2023-10-01/2023-12-31', '20204226000', 'CNY'],
    ],
  ] as const)('%s', async (file, market, symbol, fact) => {
    expect(await facts(file, market, symbol)).toContainEqual(fact)
    expect(
      await served(file, 'statements', market, symbol === 'AAPL' ? 'MSFT' : 'AAPL'),
    ).toMatchObject({ reason: 'wrong_instrument' })
  })

  test('the fiscal year 2024 of Apple is that of its filing', async () => {
    const found = await facts(`${HTTP}fundamentalsTimeSeries-AAPL-all-annual.json`, 'US', 'AAPL')
    const year = Object.fromEntries(
      found.flatMap(([concept, period, value]) =>
        /^(FY2024|@2024-09-30)$/.test(period) ? [[concept, value]] : [],
      ),
    )
    expect(year).toMatchObject({
      revenue: '391035000000',
      gross_profit: '180683000000',
      research_and_development: '31370000000',
      selling_general_administrative: '26097000000',
      operating_income: '123216000000',
      pretax_income: '123485000000',
      income_tax: '29749000000',
      net_income: '93736000000',
      eps_basic: '6.11',
      operating_cash_flow: '118254000000',
      capex: '-9447000000',
      dividends_paid: '-15234000000',
      buybacks: '-94949000000',
      total_assets: '364980000000',
      equity_parent: '56950000000',
      retained_earnings: '-19154000000',
      shares_outstanding: '15116786000',
      end_cash: '29943000000',
      net_change_in_cash: '-794000000',
      long_term_debt: '85750000000',
      shares_diluted: '15408095000',
    })
  })

  test.each([
    ['QQQ', 'QQQ', 'empty'],
    ['OCDO.L', 'OCDO', 'empty'],
  ])('%s has no statements: a fund and a London listing', async (file, symbol, reason) => {
    const answer = `${HTTP}fundamentalsTimeSeries-${file}-financials-quarterly.json`
    expect(await served(answer, 'statements', 'US', symbol)).toMatchObject({
      reason: file === 'QQQ' ? reason : 'wrong_instrument',
    })
  })

  test('share counts', async () => {
    const file = `${RS}timeseries_balance_sheet_annual_MSFT.json`
    expect((await items(file, 'shares', 'US', 'MSFT')).at(-1)).toMatchObject({
      key: '2025-06-30',
      item: {
        figures: [
          {
            concept: 'shares_outstanding',
            value: '7434000000',
            unit: 'shares',
            provider_field: 'annualOrdinarySharesNumber',
          },
        ],
      },
    })
    expect(
      (
        await items(`${HTTP}fundamentalsTimeSeries-AAPL-all-annual.json`, 'shares', 'US', 'AAPL')
      ).map(({ key }) => key),
    ).toEqual(['2022-09-30', '2023-09-30', '2024-09-30'])
  })

  test.each([
    ['search-AAPL', 'US', 'AAPL', ['AAPL'], 3],
    ['search-BABA', 'HK', 'BABA', ['09988'], 0],
    ['search-BABA', 'US', 'BABA', ['BABA', 'BABAF'], 4],
    ['search-GOOG', 'US', 'GOOG', ['GOOG', 'GOOGL'], 3],
    ['search-OCDO.L', 'US', 'OCDO', [], 0],
  ] as const)('%s in %s', async (file, market, text, symbols, articles) => {
    const found = await served(`${HTTP}${file}.json`, 'instrument', market, text)
    expect(found.ok ? found.found.map((item) => (item as { symbol: string }).symbol) : []).toEqual(
      symbols,
    )
    if (market === 'US') {
      const news = await served(`${HTTP}${file}.json`, 'news', market, text)
      expect(news.ok ? news.found.length : 0).toBe(articles)
    }
  })
  test('search_v1_apple: of seven listings three are in the US, the others in Vienna, Frankfurt, Xetra and Buenos Aires', async () => {
    const found = await served(`${RS}search_v1_apple.json`, 'instrument', 'US', 'apple')
    expect(found.ok && found.found).toMatchObject([
      { symbol: 'AAPL', exchange: 'NASDAQ', name: 'Apple Inc.' },
      { symbol: 'APLE' },
      { symbol: 'AAPI' },
    ])
    expect(await served(`${RS}search_v1_apple.json`, 'instrument', 'JP', 'apple')).toMatchObject({
      reason: 'empty',
    })
  })

  test.each([
    ['quote_v7_AAPL_7203.T_2026-10-05_trimmed.json', 'US', []],
    ['quote_v7_unknown_symbol_empty.json', 'US', []],
    [
      `${HTTP}quote-AAPL.json`,
      'US',
      [['AAPL', '244.6', '0.012710667', '2025-02-14T21:00:00.000Z']],
    ],
    [`${HTTP}quote-BABA.json`, 'US', [['BABA', '124.73', '0.0434164', '2025-02-14T21:00:02.000Z']]],
    [
      `${HTTP}quote-GOOG.json`,
      'US',
      [['GOOG', '186.87', '-0.0053758234', '2025-02-14T21:00:01.000Z']],
    ],
    [
      `${HTTP}quote-AAPL-BABA.json`,
      'US',
      [
        ['AAPL', '244.6', '0.012710667', '2025-02-14T21:00:00.000Z'],
        ['BABA', '124.73', '0.0434164', '2025-02-14T21:00:02.000Z'],
      ],
    ],
    [`${HTTP}quote-OCDO.L.json`, 'US', []],
    [
      `${RS}quote_v7_AAPL.json`,
      'US',
      [['AAPL', '269.7', '0.00260228', '2025-10-29T20:00:01.000Z']],
    ],
    [
      `${RS}quote_v7_MSFT.json`,
      'US',
      [['MSFT', '541.55', '-0.000959322', '2025-10-29T20:00:01.000Z']],
    ],
    [
      `${RS}quote_v7_AAPL-MSFT.json`,
      'US',
      [
        ['AAPL', '269.7', '0.00260228', '2025-10-29T20:00:01.000Z'],
        ['MSFT', '541.55', '-0.000959322', '2025-10-29T20:00:01.000Z'],
      ],
    ],
  ] as const)(
    '%s: changes are percent; a quote without its time, or in pence, is none',
    async (file, market, expected) => {
      const { context } = caseContext({
        answers: [...SESSION, { match: '/v7/', body: () => body(file) }],
      })
      const quotes = await yahoo.datasets.quote?.batch?.fetch(
        market,
        ['AAPL', 'BABA', 'GOOG', 'MSFT', 'OCDO'],
        context,
      )
      expect(
        quotes?.ok &&
          [...quotes.data].map(([symbol, q]) => [symbol, q.price, q.change_fraction, q.quoted_at]),
      ).toEqual(expected)
      for (const quote of quotes?.ok ? quotes.data.values() : [])
        expect(quote).toMatchObject({ currency: 'USD', delay: { kind: 'realtime' } })
    },
  )

  test('multiples of Apple; those of Alibaba mix dollars and yuan and are left out; Alphabet has two classes', async () => {
    type Figures = { figures: { concept: string; value: string; unit: string }[] }
    const figures = async (symbol: string) => {
      const [item] = await itemsAs<Figures>(
        `${HTTP}quoteSummary-all-${symbol}.json`,
        'multiples',
        'US',
        symbol,
      )
      return Object.fromEntries(
        item?.figures.map(({ concept, value, unit }) => [concept, `${value} ${unit}`]) ?? [],
      )
    }
    expect(await figures('AAPL')).toEqual({
      price: '245.55 USD/share',
      market_cap: '3688676720640 USD',
      high_52w: '260.1 USD/share',
      low_52w: '164.08 USD/share',
      beta: '1.2 x',
      shares_outstanding: '15022100480 shares',
      float_shares: '14998187904 shares',
      pe_ttm: '38.91442 x',
      pe_forward: '29.548735 x',
      ps_ttm: '9.320489 x',
      pb: '55.328976 x',
      enterprise_value: '3731694026752 USD',
      ev_revenue: '9.429 x',
      ev_ebitda: '27.169 x',
      dividend_yield_ttm: '0.0040271734 ratio',
    })
    expect(await figures('BABA')).toEqual({
      price: '143.75 USD/share',
      market_cap: '341542830080 USD',
      high_52w: '145.3 USD/share',
      low_52w: '68.36 USD/share',
      beta: '0.308 x',
      shares_outstanding: '2375950080 shares',
    })
    const alphabet = await figures('GOOG')
    expect(alphabet).toMatchObject({
      market_cap: '2200604246016 USD',
      pe_ttm: '22.584578 x',
      pb: '6.820675 x',
    })
    expect(Object.keys(alphabet)).not.toContain('shares_outstanding')
  })

  test.each([
    [`${HTTP}quoteSummary-all-AAPL.json`, 'AAPL', 55, '0000320193-25-000008'],
    [`${HTTP}quoteSummary-all-BABA.json`, 'BABA', 110, '0001104659-25-010520'],
    [`${HTTP}quoteSummary-all-GOOG.json`, 'GOOG', 70, null],
    [`${HTTP}quoteSummary-secFilings-AAPL.json`, 'AAPL', 55, '0000320193-25-000008'],
  ] as const)('filings of %s', async (file, symbol, count, first) => {
    const found = await items(file, 'filings', 'US', symbol)
    expect(found).toHaveLength(count)
    for (const { item } of found)
      expect(item).toMatchObject({ document_id: expect.stringMatching(/^\d{10}-\d{2}-\d{6}$/) })
    if (first) expect(found[0]?.key).toBe(first)
    if (symbol === 'AAPL')
      expect(found[0]).toMatchObject({
        item: { form: '10-Q', filed_at: '2025-01-31' },
        known_at: '2025-02-01T04:59:59.999Z',
      })
  })

  test.each([
    [`${HTTP}quoteSummary-all-AAPL.json`, 'AAPL', 37, ['226.35', 'USD/share']],
    [`${HTTP}quoteSummary-all-GOOG.json`, 'GOOG', 89, null],
    // Without the module that tells the currency a price has no unit.
    [`${HTTP}quoteSummary-insiderTransactions-AAPL.json`, 'AAPL', 37, [null, null]],
    [
      `${RS}holders_api_institutionOwnership-fundOwnership-majorHoldersBreakdown-insiderTransactions-insiderHolders-netSharePurchaseActivity_AAPL.json`,
      'AAPL',
      34,
      [null, null],
    ],
  ] as const)(
    'insiders of %s: those whose direction is told',
    async (file, symbol, count, price) => {
      const found = await itemsAs<{
        action: string
        shares: string
        price: string | null
        price_unit: string | null
      }>(file, 'insiders', 'US', symbol)
      expect(found).toHaveLength(count)
      for (const { action, shares } of found) expect(shares.startsWith('-')).toBe(action === 'sell')
      if (price) expect([found[0]?.price, found[0]?.price_unit]).toEqual(price)
    },
  )
  test('Alibaba has no insiders that Yahoo knows', async () => {
    expect(
      await served(`${HTTP}quoteSummary-all-BABA.json`, 'insiders', 'US', 'BABA'),
    ).toMatchObject({ reason: 'empty' })
  })

  test.each([
    [
      `${HTTP}quoteSummary-all-AAPL.json`,
      'AAPL',
      21,
      {
        holder: 'Vanguard Group Inc',
        fraction: '0.0929',
        shares: '1395785512',
        value: '342735136731',
        value_unit: 'USD',
      },
    ],
    [
      `${HTTP}quoteSummary-all-BABA.json`,
      'BABA',
      21,
      {
        holder: 'Primecap Management Company',
        fraction: '0.0092',
        value: '3156046631',
        value_unit: 'USD',
      },
    ],
    [`${HTTP}quoteSummary-all-GOOG.json`, 'GOOG', 21, { scope: 'institutions', value_unit: 'USD' }],
    [
      `${HTTP}quoteSummary-institutionOwnership-AAPL.json`,
      'AAPL',
      10,
      { as_of: '2024-12-31', rank: 1, value: null, value_unit: null },
    ],
    [
      `${RS}holders_api_institutionOwnership-fundOwnership-majorHoldersBreakdown-insiderTransactions-insiderHolders-netSharePurchaseActivity_AAPL.json`,
      'AAPL',
      21,
      { as_of: '2025-06-30', shares: '1415932804', fraction: '0.0954' },
    ],
  ] as const)('holders of %s', async (file, symbol, count, first) => {
    const found = await itemsAs<object>(file, 'holders', 'US', symbol)
    expect(found).toHaveLength(count)
    expect(found[0]).toMatchObject(first)
    if (count === 21)
      expect(found.at(-1)).toMatchObject({
        kind: 'breakdown',
        figures: [
          { concept: 'insiders_fraction', unit: 'ratio' },
          {},
          {},
          { concept: 'institutions_count', unit: 'persons' },
        ],
      })
  })

  test.each([
    [
      `${HTTP}quoteSummary-all-AAPL.json`,
      'AAPL',
      { period: 'FY2025', concept: 'eps_diluted', unit: 'USD/share' },
    ],
    [
      `${HTTP}quoteSummary-all-AAPL.json`,
      'AAPL',
      {
        kind: 'consensus',
        concept: 'revenue',
        period: 'FY2026',
        period_end: '2026-09-30',
        mean: '442217695300',
        low: '401400000000',
        analysts: 41,
        unit: 'USD',
      },
    ],
    [
      `${HTTP}quoteSummary-all-AAPL.json`,
      'AAPL',
      {
        kind: 'price_target',
        mean: '252.22575',
        high: '325',
        low: '197',
        median: '257.5',
        unit: 'USD/share',
        analysts: 40,
      },
    ],
    [
      `${HTTP}quoteSummary-all-AAPL.json`,
      'AAPL',
      {
        kind: 'surprise',
        period: '2024Q2',
        period_end: '2024-03-31',
        actual: '1.53',
        estimate: '1.49923',
        unit: 'USD/share',
      },
    ],
    [
      `${HTTP}quoteSummary-all-BABA.json`,
      'BABA',
      {
        kind: 'consensus',
        period: '2025Q4',
        period_end: '2025-03-31',
        concept: 'revenue',
        unit: 'CNY',
        mean: '236980257980',
      },
    ],
    [
      `${HTTP}quoteSummary-all-BABA.json`,
      'BABA',
      { kind: 'price_target', unit: 'USD/share', mean: '152.7521' },
    ],
    [
      `${HTTP}quoteSummary-all-GOOG.json`,
      'GOOG',
      { kind: 'consensus', period: 'FY2025', concept: 'revenue', unit: 'USD' },
    ],
    [
      `${RS}analysis_api_earningsTrend_AAPL.json`,
      'AAPL',
      {
        kind: 'consensus',
        period: '2025Q4',
        period_end: '2025-09-30',
        concept: 'eps_diluted',
        mean: '1.76993',
        high: '1.83',
        analysts: 32,
        unit: 'USD/share',
      },
    ],
    [
      `${RS}analysis_api_recommendationTrend_AAPL.json`,
      'AAPL',
      { kind: 'rating', strong_buy: 5, buy: 24, hold: 14, sell: 2, strong_sell: 3 },
    ],
    [
      `${RS}analysis_api_recommendationTrend-financialData_MSFT.json`,
      'MSFT',
      { kind: 'rating', strong_buy: 12, buy: 45, hold: 0, sell: 0, strong_sell: 0 },
    ],
  ] as const)('estimates of %s', async (file, symbol, expected) => {
    expect(await itemsAs<object>(file, 'estimates', 'US', symbol)).toContainEqual(
      expect.objectContaining(expected),
    )
  })
  test('price targets and calendar estimates without the module that tells their currency are none', async () => {
    expect(
      await served(`${RS}fundamentals_api_calendarEvents_META.json`, 'estimates', 'US', 'META'),
    ).toMatchObject({ reason: 'empty' })
    expect(
      await served(`${RS}analysis_api_financialData_MSFT.json`, 'estimates', 'US', 'MSFT'),
    ).toMatchObject({ reason: 'empty' })
  })

  const profileOf = async (market: Market, symbol: string, search: string, summary: string) => {
    const played = await playWith(
      [
        ...SESSION,
        { match: '/v1/finance/search', body: () => search },
        { match: '/v10/', body: () => body(summary) },
      ],
      'profile',
      market,
      symbol,
    )
    if (!played.ok) throw new Error(played.detail)
    return (played.found[0] as NewItem<'profile'>).item
  }
  const toyota = {
    symbol: '7203.T',
    quoteType: 'EQUITY',
    exchange: 'JPX',
    longname: 'Toyota Motor Corporation',
    isYahooFinance: true,
  }
  const microsoft = {
    symbol: 'MSFT',
    quoteType: 'EQUITY',
    exchange: 'NMS',
    longname: 'Microsoft Corporation',
    isYahooFinance: true,
  }
  const listing = (quote: object) => JSON.stringify({ quotes: [quote], news: [] })
  test('profiles', async () => {
    const apple = await profileOf(
      'US',
      'AAPL',
      body(`${HTTP}search-AAPL.json`),
      `${HTTP}quoteSummary-all-AAPL.json`,
    )
    expect(apple).toMatchObject({
      name: 'Apple Inc.',
      exchange: 'NASDAQ',
      sector: 'Technology',
      industry: 'Consumer Electronics',
      employees: 150_000,
      country: 'United States',
      website: 'https://www.apple.com',
      fiscal_year_end: '09-28',
      quote_currency: 'USD',
      reporting_currency: 'USD',
      listed_on: null,
      address: 'One Apple Park Way, Cupertino, CA, 95014, United States',
    })
    expect(apple.officers[0]).toEqual({ name: 'Mr. Timothy D. Cook', title: 'CEO & Director' })
    const fixture = (symbol: string) =>
      `${RS}profile_api_assetProfile-quoteType-fundProfile_${symbol}.json`
    expect(await profileOf('JP', '7203', listing(toyota), fixture('7203.T'))).toMatchObject({
      employees: 389_144,
      country: 'Japan',
      sector: 'Consumer Cyclical',
    })
    expect(await profileOf('US', 'MSFT', listing(microsoft), fixture('MSFT'))).toMatchObject({
      employees: 228_000,
      industry: 'Software - Infrastructure',
    })
    expect(
      await profileOf('US', 'AAPL', body(`${HTTP}search-AAPL.json`), fixture('AAPL')),
    ).toMatchObject({ employees: 150_000 })
    // Another company's modules are not taken.
    expect(
      await profileOf('US', 'AAPL', body(`${HTTP}search-AAPL.json`), fixture('MSFT')),
    ).toMatchObject({ employees: null, sector: 'Technology' })
    // A symbol of which Yahoo has no profile keeps what the search knows.
    expect(
      await profileOf(
        'US',
        'MSFT',
        listing(microsoft),
        `${HTTP}quoteSummary-assetProfile-ADH.json`,
      ),
    ).toMatchObject({
      name: 'Microsoft Corporation',
      employees: null,
    })
  })

  test.each([
    ['error_401_quote_without_crumb.json', 'multiples', 'auth'],
    ['error_404_chart_unknown_symbol.json', 'quote', 'not_found'],
    ['error_404_chart_unknown_symbol.json', 'bars', 'not_found'],
    ['error_422_chart_5m_older_than_60d.json', 'bars', 'bad_request'],
    [`${HTTP}quoteSummary-assetProfile-ADH.json`, 'multiples', 'empty'],
  ] as const)('%s of %s is %s', async (file, dataset, reason) => {
    const wrapped = JSON.parse(recordedText(`yahoo/${file}`)) as {
      status?: number
      response?: { status: number }
    }
    expect(
      await served(file, dataset, 'US', 'AAPL', wrapped.status ?? wrapped.response?.status),
    ).toMatchObject({ ok: false, reason })
  })

  test.each([
    // quoteSummary's statements have been empty but for two lines since November 2024, with 0 for
    // the rest.
    [`${RS}fundamentals_api_incomeStatementHistory_AAPL.json`, 'AAPL', 'multiples'],
    [`${RS}fundamentals_api_incomeStatementHistoryQuarterly_AAPL.json`, 'AAPL', 'multiples'],
    [`${RS}fundamentals_api_incomeStatementHistory_7203.T.json`, 'AAPL', 'estimates'],
    [`${RS}news_latestNews_AAPL.json`, 'AAPL', 'news'],
    [`${HTTP}insights-AAPL.json`, 'AAPL', 'estimates'],
    [`${HTTP}insights-BABA.json`, 'BABA', 'estimates'],
    [`${HTTP}insights-GOOG.json`, 'GOOG', 'estimates'],
    [`${HTTP}insights-OCDO.L.json`, 'OCDO', 'estimates'],
  ] as const)(
    '%s is of an endpoint that is not asked, and is taken for nothing',
    async (file, symbol, dataset) => {
      expect(await served(file, dataset, 'US', symbol)).toMatchObject({
        ok: false,
        reason: 'malformed',
      })
    },
  )

  test.each([
    ['getCrumb-quote-AAPL.json', 307],
    ['getCrumb-quote-AAPL.json.json', 307],
    ['getCrumb-quote-AAPL-consent.html.json', 302],
    ['getCrumb-quote-AAPL-collectConsentSubmit.json', 302],
    ['getCrumb-quote-AAPL-copyConsent.json', 302],
    ['getCrumb-quote-AAPL-consent-final-redirect.html.json', 301],
  ])(
    '%s: where consent is asked for there is no crumb, and no more than that fails',
    async (file, status) => {
      const { response } = JSON.parse(recordedText(`yahoo/${HTTP}${file}`)) as {
        response: { status: number; bodyText: string }
      }
      read.add(`${HTTP}${file}`)
      expect(response.status).toBe(status)
      const answers = [
        { match: 'fc.yahoo.com', body: () => response.bodyText, status },
        { match: '/search', body: () => body(`${HTTP}search-AAPL.json`) },
      ]
      expect(await playWith(answers, 'multiples', 'US', 'AAPL')).toMatchObject({
        ok: false,
        reason: 'transient',
      })
      expect(await playWith(answers, 'profile', 'US', 'AAPL')).toMatchObject({
        ok: true,
        found: [{ item: { name: 'Apple Inc.', employees: null } }],
      })
    },
  )
  test('getCrumb-getcrumb.json is a crumb of eleven letters', async () => {
    const file = `${HTTP}getCrumb-getcrumb.json`
    const { response } = JSON.parse(recordedText(`yahoo/${file}`)) as {
      response: { bodyText: string }
    }
    read.add(file)
    const answers = [
      ...SESSION.slice(0, 1),
      { match: 'getcrumb', body: () => response.bodyText },
      { match: '/v10/', body: () => body(`${HTTP}quoteSummary-all-AAPL.json`) },
    ]
    const { context, sent } = caseContext({ answers })
    expect(
      await yahoo.datasets.multiples?.fetch(
        { market: 'US', symbol: 'AAPL', known: null, from: '', to: '', limit: 1 },
        context,
      ),
    ).toMatchObject({
      ok: true,
    })
    expect(new URL(sent.at(-1)?.url ?? '').searchParams.get('crumb')).toBe('haT3oykhHqZ')
  })
})
