/** The traps of Yahoo's other answers, and the cookie and crumb. */
import { describe, expect, test } from 'vitest'
import { type Answering, caseContext, recordedBody } from '../test/case.ts'
import { SESSION_MEMORY } from '../../model/tape.ts'
import { SESSION } from './cases.fixture.ts'
import { fakeChart, fakeSearch, fakeStatements, fakeSummary } from './fakes.fixture.ts'
import { yahoo } from './index.ts'
import { query } from './query.fixture.ts'
import { readSeries } from './series.ts'
import { fromYahoo, yahooSymbol } from './symbol.ts'
import { seriesFacts } from './timeseries.ts'

test.each([
  ['CN', '600519.SH', '600519.SS'],
  ['CN', '000001.SZ', '000001.SZ'],
  ['HK', '00700', '0700.HK'],
  ['HK', '80700', '80700.HK'],
  ['US', 'BRK.B', 'BRK-B'],
  ['JP', '130A', '130A.T'],
] as const)('%s:%s is %s', (market, symbol, text) => {
  expect(yahooSymbol(market, symbol)).toBe(text)
  expect(fromYahoo(text)).toEqual({ market, symbol })
})
test.each([
  'AAPL.VI',
  'OCDO.L',
  'AAPL251219C00120000',
  'CNYUSD=X',
  '^GSPC',
  '005930.KS',
  '510300.SS',
])('%s is of none of the four markets', (text) => {
  expect(fromYahoo(text)).toBeNull()
})

describe('time series', () => {
  const at = { yahooSymbol: 'BABA', knownAt: '2026-11-23T12:00:00.000Z', fiscalYearEnd: null }
  const values = (
    type: string,
    date: string,
    raw: number,
    currency = 'CNY',
    periodType = '3M',
  ) => ({
    // The figures first: Yahoo's order of keys is none to rely on.
    [type]: [
      null,
      { dataId: 1, asOfDate: date, periodType, currencyCode: currency, reportedValue: { raw } },
    ],
    timestamp: [1, 2],
    meta: { symbol: ['BABA'], type: [type] },
  })
  const read = (...result: unknown[]) => {
    const facts = seriesFacts(at, { timeseries: { result, error: null } })
    return facts.ok
      ? facts.data.map(({ concept, period, value, unit, start, end }) => ({
          concept,
          period,
          value,
          unit,
          start,
          end,
        }))
      : facts
  }
  const row = (...[concept, , value, unit]: [string, string, string, string]) =>
    expect.objectContaining({ concept, value, unit })

  test('a 0 is no figure, an absent type has no array, another type of period is left alone', () => {
    expect(
      read(
        values('annualGoodwill', '2025-03-31', 0, 'CNY', '12M'),
        { meta: { symbol: ['BABA'], type: ['annualInventory'] } },
        values('annualTotalRevenue', '2025-03-31', 1, 'CNY', '3M'),
      ),
    ).toEqual([])
  })
  test('quarters are named within the fiscal year of the annual figures; ends are month ends', () => {
    const found = read(
      values('annualTotalRevenue', '2025-03-31', 9, 'CNY', '12M'),
      values('quarterlyTotalRevenue', '2024-12-31', 3),
      values('quarterlyTotalRevenue', '2025-06-30', 4),
    )
    expect(found).toMatchObject([
      { period: '2025Q3', start: '2024-10-01', end: '2024-12-31', value: '3' },
      { period: 'FY2025', start: '2024-04-01', end: '2025-03-31' },
      { period: '2026Q1', start: '2025-04-01', end: '2025-06-30' },
    ])
  })
  test('trailing twelve months are given where they are no fiscal year', () => {
    const facts = seriesFacts({ ...at, yahooSymbol: '600111.SS' }, JSON.parse(fakeStatements('CN')))
    expect(
      facts.ok &&
        facts.data
          .filter(({ concept }) => concept === 'revenue')
          .map(({ period, start }) => [period, start]),
    ).toEqual([
      ['FY2025', '2025-01-01'],
      ['2026Q3', '2026-07-01'],
      ['TTM@2026-09-30', '2025-10-01'],
    ])
  })
  test('outflows are negative here and there; the minorities’ share is taken from the total', () => {
    expect(
      read(
        values('quarterlyCapitalExpenditure', '2023-09-30', -5),
        values('quarterlyMinorityInterests', '2023-09-30', 1151),
      ),
    ).toEqual([row('minority_interest_income', '', '-1151', 'CNY'), row('capex', '', '-5', 'CNY')])
  })
  test('a figure per share labelled with the currency of the price is in that of the income it multiplies to, or left out', () => {
    const income = values('quarterlyNetIncome', '2023-09-30', 27_847_000_000)
    const shares = values('quarterlyDilutedAverageShares', '2023-09-30', 2_565_750_000, 'USD')
    expect(
      read(income, shares, values('quarterlyDilutedEPS', '2023-09-30', 10.8, 'USD')),
    ).toContainEqual(row('eps_diluted', '', '10.8', 'CNY/share'))
    const unsure = read(income, shares, values('quarterlyDilutedEPS', '2023-09-30', 1.48, 'USD'))
    expect(Array.isArray(unsure) && unsure.map(({ concept }) => concept)).toEqual([
      'net_income',
      'shares_diluted',
    ])
  })
  test('a count of shares that is not of the kind of the average is left out: ordinary shares of a receipt', () => {
    const average = values('quarterlyBasicAverageShares', '2023-09-30', 2_541_875_000, 'USD')
    expect(
      read(average, values('quarterlyOrdinarySharesNumber', '2023-09-30', 20_335_000_000)),
    ).toEqual([row('shares_basic', '', '2541875000', 'shares')])
    expect(
      read(average, values('quarterlyOrdinarySharesNumber', '2023-09-30', 2_500_000_000)),
    ).toContainEqual(row('shares_outstanding', '', '2500000000', 'shares'))
  })
  test('BABA and BEKE: EPS labelled USD is yuan, total and parent differ by the minorities', () => {
    for (const [symbol, eps, minorities] of [
      ['BABA', '10.8', '-1151000000'],
      ['BEKE', '0.96', '12248000'],
    ] as const) {
      const file = `yahoo/yahoo-finance2-fixtures/fundamentalsTimeSeries-${symbol}-financials-quarterly.json`
      const facts = seriesFacts({ ...at, yahooSymbol: symbol }, JSON.parse(recordedBody(file)))
      const quarter = Object.fromEntries(
        (facts.ok ? facts.data : [])
          .filter(({ end }) => end === '2023-09-30')
          .map((fact) => [fact.concept, fact]),
      )
      expect(quarter.eps_diluted).toMatchObject({ value: eps, unit: 'CNY/share' })
      expect(quarter.minority_interest_income).toMatchObject({ value: minorities, unit: 'CNY' })
      expect(Number(quarter.net_income?.value) + Number(minorities)).toBe(
        Number(quarter.net_income_total?.value),
      )
    }
  })
  test('one answer about two companies is refused', () => {
    const other = {
      ...values('annualTotalRevenue', '2025-03-31', 1),
      meta: { symbol: ['OTHER'], type: ['annualTotalRevenue'] },
    }
    expect(readSeries('BABA', { timeseries: { result: [other] } })).toMatchObject({
      reason: 'wrong_instrument',
    })
  })
})

describe('cookie and crumb', () => {
  const unauthorized = JSON.stringify({
    finance: { result: null, error: { code: 'Unauthorized', description: 'Invalid Crumb' } },
  })
  const summary: Answering = { match: '/v10/', body: () => fakeSummary('US') }
  const ask = (answers: readonly Answering[]) => {
    const given = caseContext({ answers })
    return {
      ...given,
      multiples: () => yahoo.datasets.multiples?.fetch(query('US', 'ZZZZ'), given.context),
    }
  }

  test('are fetched once and remembered; the crumb is in no kept answer', async () => {
    const { multiples, sent } = ask([...SESSION, summary])
    const answer = await multiples()
    await multiples()
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      '/',
      '/v1/test/getcrumb',
      '/v10/finance/quoteSummary/ZZZZ',
      '/v10/finance/quoteSummary/ZZZZ',
    ])
    expect(sent[1]?.headers.get('cookie')).toBe('A3=d=example&S=example')
    expect(sent[3]?.headers.get('cookie')).toBe('A3=d=example&S=example')
    expect(new URL(sent[3]?.url ?? '').searchParams.get('crumb')).toBe('exampleCrum')
    expect(JSON.stringify(answer)).not.toContain('exampleCrum')
  })
  test('an invalid crumb is made anew once, then it is auth', async () => {
    const { multiples, context, sent } = ask([
      ...SESSION,
      { ...summary, body: () => unauthorized, status: 401 },
    ])
    await context.memory.put(
      SESSION_MEMORY,
      JSON.stringify({ cookie: 'A3=old', crumb: 'oldCrumb' }),
      60,
    )
    expect(await multiples()).toMatchObject({ ok: false, reason: 'auth' })
    expect(sent.map(({ url }) => new URL(url).searchParams.get('crumb'))).toEqual([
      'oldCrumb',
      null,
      null,
      'exampleCrum',
    ])
  })
  test.each([
    ['Too Many Requests\r\n', 200, 'rate_limit'],
    ['Too Many Requests\r\n', 429, 'rate_limit'],
    ['Edge: Too Many Requests', 429, 'rate_limit'],
    [
      '{"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Cookie"}}}',
      401,
      'auth',
    ],
    ['A sentence that is none', 200, 'auth'],
    ['averyverylongcrumbofmorethantwenty', 200, 'auth'],
    ['', 200, 'auth'],
  ])('%j is no crumb (%i): %s', async (text, status, reason) => {
    const { multiples, sent } = ask([
      ...SESSION.slice(0, 1),
      { match: 'getcrumb', body: () => text, status },
      summary,
    ])
    expect(await multiples()).toMatchObject({ ok: false, reason })
    expect(sent).toHaveLength(2)
  })
  test('without a cookie no crumb is asked for', async () => {
    const { multiples, sent } = ask([{ match: 'fc.yahoo.com', body: () => '' }, summary])
    expect(await multiples()).toMatchObject({
      reason: 'auth',
      detail: expect.stringContaining('cookie'),
    })
    expect(sent).toHaveLength(1)
  })
  test.each([
    [
      'the crumb',
      [...SESSION.slice(0, 1), { match: 'getcrumb', body: () => 'Too Many Requests', status: 429 }],
    ],
    ['quoteSummary', [...SESSION, { ...summary, status: 500 }]],
    [
      'its answer',
      [
        ...SESSION,
        {
          ...summary,
          body: () => '{"quoteSummary":{"result":[{"assetProfile":{"fullTimeEmployees":"many"}}]}}',
        },
      ],
    ],
  ])('%s fails, and the profile is what the search knows', async (_, answers) => {
    const { context } = caseContext({
      answers: [...answers, { match: '/v1/finance/search', body: () => fakeSearch('US') }],
    })
    expect(await yahoo.datasets.profile?.fetch(query('US', 'ZZZZ'), context)).toMatchObject({
      ok: true,
      data: {
        items: [
          {
            item: {
              name: 'Synthetic Example Co., Ltd.',
              sector: 'Technology',
              employees: null,
              website: null,
            },
          },
        ],
        sources: [{}],
      },
    })
  })
  test('too many requests are a rate limit wherever they are told', async () => {
    const { context } = caseContext({
      answers: [
        {
          match: '',
          body: () => 'Too Many Requests\r\n',
          status: 429,
          headers: { 'retry-after': '30' },
        },
      ],
    })
    expect(await yahoo.datasets.quote?.fetch(query('US', 'AAPL'), context)).toMatchObject({
      reason: 'rate_limit',
      retry_after_seconds: 30,
    })
  })
})

describe('quoteSummary', () => {
  const multiples = async (change: (modules: Record<string, Record<string, unknown>>) => void) => {
    const json = JSON.parse(fakeSummary('HK')) as {
      quoteSummary: { result: [Record<string, Record<string, unknown>>] }
    }
    change(json.quoteSummary.result[0])
    const { context } = caseContext({
      answers: [...SESSION, { match: '/v10/', body: () => JSON.stringify(json) }],
    })
    const answer = await yahoo.datasets.multiples?.fetch(query('HK', '01111'), context)
    return answer?.ok ? answer.data.items[0]?.item.figures.map(({ concept }) => concept) : answer
  }
  test('ratios to the books of a company that reports in another currency than it is quoted in are left out', async () => {
    expect(await multiples(() => {})).toEqual(
      expect.arrayContaining(['pe_ttm', 'pb', 'dividend_yield_ttm']),
    )
    const prices = [
      'price',
      'market_cap',
      'high_52w',
      'low_52w',
      'shares_outstanding',
      'float_shares',
    ]
    expect(
      await multiples(({ financialData }) =>
        Object.assign(financialData ?? {}, { financialCurrency: 'CNY' }),
      ),
    ).toEqual(prices)
    expect(
      await multiples((modules) => Object.assign(modules, { financialData: undefined })),
    ).toEqual(prices)
  })
  test('debtToEquity of 145 percent and the other ratios of financialData are never given: they follow from the statements', async () => {
    const figures = await multiples(({ financialData }) =>
      Object.assign(financialData ?? {}, { debtToEquity: 145, returnOnEquity: 1.3652 }),
    )
    expect(figures).not.toContain('debt_to_equity')
    expect(JSON.stringify(figures)).not.toMatch(/debt|return/)
  })
  test('prices in pence are no market’s', async () => {
    expect(
      await multiples(({ price }) => Object.assign(price ?? {}, { currency: 'GBp' })),
    ).toMatchObject({ reason: 'wrong_instrument' })
  })
  test('the calendar’s estimates of the next report are taken where the trend has none, in the currency of the books', async () => {
    const meta = JSON.parse(
      recordedBody('yahoo/yfinance-rs-fixtures/fundamentals_api_calendarEvents_META.json'),
    ) as { quoteSummary: { result: [object] } }
    Object.assign(meta.quoteSummary.result[0], { financialData: { financialCurrency: 'USD' } })
    const { context } = caseContext({
      answers: [...SESSION, { match: '/v10/', body: () => JSON.stringify(meta) }],
    })
    const answer = await yahoo.datasets.estimates?.fetch(query('US', 'META'), context)
    expect(answer?.ok && answer.data.items.map(({ item }) => item)).toMatchObject([
      {
        concept: 'eps_diluted',
        period: 'quarter reported on 2025-10-29',
        mean: '8.03834',
        low: '7.18',
        high: '9',
        unit: 'USD/share',
        analysts: null,
      },
      { concept: 'revenue', mean: '57577462060', unit: 'USD' },
    ])
  })
  test('dealings: a range has no price, a gift and an unnamed dealing no direction', async () => {
    const json = JSON.parse(fakeSummary('US')) as {
      quoteSummary: {
        result: [{ insiderTransactions: { transactions: Record<string, unknown>[] } }]
      }
    }
    const { insiderTransactions } = json.quoteSummary.result[0]
    const [dealing] = insiderTransactions.transactions
    const texts = [
      'Sale at price 245.89 - 248.73 per share.',
      'Purchase at price 3.89 per share.',
      'Stock Award(Grant) at price 0.00 per share.',
      'Stock Gift at price 0.00 per share.',
      '',
    ]
    insiderTransactions.transactions = texts.map((transactionText) => ({
      ...dealing,
      transactionText,
    }))
    const { context } = caseContext({
      answers: [...SESSION, { match: '/v10/', body: () => JSON.stringify(json) }],
    })
    const answer = await yahoo.datasets.insiders?.fetch(query('US', 'ZZZZ'), context)
    expect(
      answer?.ok &&
        answer.data.items.map(({ item: { action, shares, price, open_market } }) => [
          action,
          shares,
          price,
          open_market,
        ]),
    ).toEqual([
      ['sell', '-1111', null, true],
      ['buy', '1111', '3.89', true],
      ['award', '1111', null, false],
    ])
  })
})

test('news is about the instrument, its titles plain text', async () => {
  const { context } = caseContext({ answers: [{ match: '', body: () => fakeSearch('JP') }] })
  const answer = await yahoo.datasets.news?.fetch(query('JP', '1111'), context)
  expect(answer?.ok && answer.data.items.map(({ item }) => item.title)).toEqual([
    'Synthetic & Example opens',
  ])
})
test.each([
  ['CN', '600111', '600111.SS'],
  ['HK', '1111', '1111.HK'],
  ['JP', '1111', '1111.T'],
  ['US', 'Synthetic Example', 'Synthetic Example'],
] as const)('a search in %s for %s asks for %s', async (market, text, asked) => {
  const { context, sent } = caseContext({
    answers: [{ match: '', body: () => fakeSearch(market) }],
  })
  expect(await yahoo.datasets.instrument?.fetch({ market, text }, context)).toMatchObject({
    ok: true,
    data: [{ market, name: 'Synthetic Example Co., Ltd.' }],
  })
  expect(new URL(sent[0]?.url ?? '').searchParams.get('q')).toBe(asked)
})
test('a rate from the dollar may be named without it', async () => {
  const body = fakeChart('US').replace(
    '"symbol":"ZZZZ","currency":"USD"',
    '"symbol":"CNY=X","currency":"CNY"',
  )
  const { context } = caseContext({ answers: [{ match: '', body: () => body }] })
  expect(await yahoo.datasets.fx?.fetch({ from: 'USD', to: 'CNY' }, context)).toMatchObject({
    ok: true,
    data: { rate: { from: 'USD', to: 'CNY', rate: '111.11' } },
  })
  expect(await yahoo.datasets.fx?.fetch({ from: 'CNY', to: 'USD' }, context)).toMatchObject({
    reason: 'wrong_instrument',
  })
})
test('a history of rates has one a day, the newest as it stands, and none without a close', async () => {
  const second = (at: string) => Date.parse(at) / 1_000
  const body = JSON.stringify({
    chart: {
      result: [
        {
          meta: {
            symbol: 'HKDCNY=X',
            currency: 'CNY',
            regularMarketPrice: 0.92,
            regularMarketTime: second('2026-07-03T09:30:00Z'),
            exchangeTimezoneName: 'Europe/London',
          },
          // Midnight in London, in winter and in summer, and the live row of the last day.
          timestamp: [
            second('2026-01-05T00:00:00Z'),
            second('2026-06-30T23:00:00Z'),
            second('2026-07-01T23:00:00Z'),
            second('2026-07-02T23:00:00Z'),
            second('2026-07-03T09:30:00Z'),
          ],
          indicators: { quote: [{ close: [0.9, 0.91, null, 0.915, 0.92] }] },
        },
      ],
      error: null,
    },
  })
  const { context, sent } = caseContext({ answers: [{ match: '', body: () => body }] })
  const answer = await yahoo.datasets.fx?.fetch(
    { from: 'HKD', to: 'CNY', since: '2026-01-01' },
    context,
  )
  expect(answer?.ok && answer.data.history?.map(({ at, rate }) => `${at} ${rate}`)).toEqual([
    '2026-01-05T23:59:59.000Z 0.9',
    '2026-07-01T23:59:59.000Z 0.91',
    '2026-07-03T09:30:00.000Z 0.92',
  ])
  expect(new URL(sent[0]?.url ?? '').searchParams.get('period1')).toBe(
    String(second('2026-01-01T00:00:00Z')),
  )
})
