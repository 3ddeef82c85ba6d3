/** Yahoo's recorded prices, statements, searches and batches, through the adapter. */
import { afterAll, describe, expect, test } from 'vitest'
import { caseContext } from '../test/case.ts'
import { SESSION } from './cases.fixture.ts'
import { yahoo } from './index.ts'
import {
  body,
  daysIn,
  facts,
  forgotten,
  HTTP,
  items,
  itemsAs,
  RS,
  type Series,
  served,
} from './recorded.fixture.ts'

describe('recorded', () => {
  afterAll(() => {
    expect(forgotten('market')).toEqual([])
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
      ['split', 'raw'],
    ],
    [
      'chart_6309.T_1mo_1d_split_dividend_2025-05-19.json',
      'JP',
      '6309',
      '1403 JPY',
      '1409',
      '105500',
      '2025-05-19T06:30:00.000Z',
      ['split', 'total_return', 'raw'],
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
      ['split', 'total_return', 'raw'],
    ],
    [
      `${RS}history_chart_MSFT.json`,
      'US',
      'MSFT',
      '541.55 USD',
      '542.07',
      '33295714',
      '2025-10-29T20:00:01.000Z',
      ['split', 'total_return', 'raw'],
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
      ['split', 'total_return'],
    ],
    [
      `${HTTP}chart-AAPL-2020-01-01-to-2020-01-03.json`,
      'US',
      'AAPL',
      '244.87 USD',
      null,
      '32129951',
      '2025-02-19T21:00:01.000Z',
      ['split', 'total_return'],
    ],
    [
      `${HTTP}chart-BABA-2020-01-01-to-2020-01-03.json`,
      'US',
      'BABA',
      '125.79 USD',
      null,
      '34859035',
      '2025-02-19T21:00:02.000Z',
      ['split', 'total_return'],
    ],
    [
      `${HTTP}chart-GOOG-2020-01-01-to-2020-01-03.json`,
      'US',
      'GOOG',
      '187.13 USD',
      null,
      '13085463',
      '2025-02-19T21:00:00.000Z',
      ['split', 'total_return'],
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
      ).toEqual(series.map((adjustment) => `${adjustment} ${daysIn(file)}`))
    },
  )

  test('prices in pence are refused, whatever market they are asked for in', async () => {
    for (const dataset of ['quote', 'bars', 'actions'] as const)
      expect(
        await served(`${HTTP}chart-OCDO.L-2020-01-01-to-2020-01-03.json`, dataset, 'US', 'OCDO'),
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
})
