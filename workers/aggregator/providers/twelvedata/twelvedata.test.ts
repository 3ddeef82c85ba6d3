import { describe, expect, test } from 'vitest'
import type { ItemDataset, Market } from '#shared/names.ts'
import {
  answersUnder,
  type Answering,
  CASE_TIME,
  caseContext,
  caseQuery,
  editJson,
  type ProviderCase,
  recordedText,
} from '../test/case.ts'
import type { ItemsAnswer, ItemsCapability } from '../../model/provider.ts'
import * as fake from './case-answers.fixture.ts'
import { twelvedataCases } from './cases.fixture.ts'
import { twelvedata } from './index.ts'
import { readInsiders } from './ownership.ts'
import { readBars, readSplitRows } from './series.ts'
import { readRows, statementFacts } from './statements.ts'
import { askedAs, askedTogether, canonical } from './symbols.ts'

const { datasets } = twelvedata
const caseOf = (dataset: string, market: Market = 'US'): ProviderCase => {
  const given = twelvedataCases.find((c) => c.dataset === dataset && c.market === market)
  if (!given) throw new Error('no such case')
  return given
}
const play = async <D extends ItemDataset>(
  given: ProviderCase,
  capability: ItemsCapability<D> | undefined,
): Promise<ItemsAnswer<D>> => {
  const answer = await capability?.fetch(caseQuery(given), caseContext(given).context)
  if (!answer?.ok) throw new Error(answer?.detail)
  return answer.data
}
const statementsOf = async (given: ProviderCase) => {
  const answer = await datasets.statements?.fetch(caseQuery(given), caseContext(given).context)
  if (!answer?.ok) throw new Error(answer?.detail)
  return answer.data
}
const failing = async (body: unknown, status = 200) => {
  const given = caseOf('quote')
  const answers: Answering[] = [{ match: /./, body: () => JSON.stringify(body), status }]
  return await datasets.quote?.fetch(caseQuery(given), caseContext({ answers }).context)
}
const of = (figures: { concept: string; value: string; unit: string }[]) =>
  Object.fromEntries(figures.map((f) => [f.concept, `${f.value} ${f.unit}`]))
const fixture = (name: string): unknown =>
  JSON.parse(recordedText(`twelvedata/fixtures/${name}.json`))

describe('as recorded', () => {
  test('consolidated statements of Apple: `year` is one too many and is not read, outflows stay negative, FY2024 is as filed', async () => {
    const { facts, instrument, sources } = await statementsOf(caseOf('statements'))
    const at = (concept: string, period: string) =>
      facts.find((f) => f.concept === concept && f.period === period)?.value
    expect(instrument).toMatchObject({
      id: 'US:AAPL',
      name: 'Apple Inc.',
      fiscal_year_end: '09-30',
    })
    expect(sources).toHaveLength(7)
    expect(facts.find((f) => f.concept === 'revenue' && f.end === '2024-09-30')).toMatchObject({
      period: 'FY2024',
      start: '2023-10-01',
      value: '391035000000',
      unit: 'USD',
      filed_at: null,
      known_at: CASE_TIME.toISOString(),
      provider_field: 'revenue.total_revenue',
      provider_record: 'income_statement AAPL annual 2024-09-30',
      source: 1,
    })
    const income = {
      gross_profit: '180683000000',
      research_and_development: '31370000000',
      selling_general_administrative: '26097000000',
    }
    const below = {
      operating_income: '123216000000',
      pretax_income: '123485000000',
      income_tax: '29749000000',
      net_income: '93736000000',
    }
    for (const [concept, value] of Object.entries({
      ...income,
      ...below,
      eps_basic: '6.11',
      eps_diluted: '6.08',
      shares_diluted: '15408095000',
    }))
      expect([concept, at(concept, 'FY2024')]).toEqual([concept, value])
    const balance = {
      total_assets: '364980000000',
      total_liabilities: '308030000000',
      equity_parent: '56950000000',
      cash: '29943000000',
    }
    const more = {
      payables: '68960000000',
      short_term_debt: '20879000000',
      long_term_debt: '85750000000',
      retained_earnings: '-19154000000',
    }
    for (const [concept, value] of Object.entries({ ...balance, ...more }))
      expect([concept, at(concept, '@2024-09-30')]).toEqual([concept, value])
    const cash = {
      operating_cash_flow: '118254000000',
      capex: '-9447000000',
      dividends_paid: '-15234000000',
      buybacks: '-94949000000',
      net_change_in_cash: '-794000000',
    }
    for (const [concept, value] of Object.entries(cash))
      expect([concept, at(concept, 'FY2024')]).toEqual([concept, value])
    expect(at('lease_liabilities', '@2023-09-30')).toBe('12842000000')
    expect(new Set(facts.map((f) => `${f.concept} ${f.period}`)).size).toBe(facts.length)
  })
  test('the form that is nested less is read too: Altimmune', () => {
    const rows = readRows('income_statement', fixture('income_statement'))
    if (!rows.ok) throw new Error(rows.detail)
    const origin = {
      symbol: 'ALT',
      currency: 'USD' as const,
      sourceUrl: 'https://twelvedata.com/docs',
      knownAt: CASE_TIME.toISOString(),
    }
    const facts = statementFacts(
      'income_statement',
      { rows: rows.data, source: 0 },
      { rows: [], source: 0 },
      origin,
    )
    const at = (concept: string) =>
      facts.ok && facts.data.find((f) => f.concept === concept && f.period === 'FY2025')?.value
    expect([
      at('revenue'),
      at('research_and_development'),
      at('operating_income'),
      at('interest_income'),
      at('eps_diluted'),
    ]).toEqual(['41000', '66432000', '-94489000', '7541000', '-1'])
    expect(at('gross_profit')).toBeUndefined()
  })
  test('statistics of an ADR give no ratio of its price to its statements (P/S 0.36); total_debt_to_equity_mrq is percent', async () => {
    const [item] = (await play(caseOf('multiples'), datasets.multiples)).items
    expect(of(item?.item.figures ?? [])).toEqual({
      market_cap: '953495257088 USD',
      shares_outstanding: '5186549760 shares',
      high_52w: '212.6 USD/share',
      low_52w: '95.25 USD/share',
      beta: '1.232 x',
      debt_to_equity: '0.24081 x',
    })
  })
  test('profile', async () => {
    const { subject, items } = await play(caseOf('profile'), datasets.profile)
    expect(subject).toEqual({ symbol: 'AAPL', name: 'Apple Inc.', currency: null })
    expect(items[0]?.item).toMatchObject({
      employees: 164000,
      website: 'https://www.apple.com',
      officers: [{ name: 'Mr. Timothy D. Cook', title: 'CEO' }],
      country: 'United States',
      address: 'One Apple Park Way, Cupertino, CA 95014',
      quote_currency: null,
    })
  })
  test('estimates: consensus by fiscal period, target, ratings and growth as fractions', async () => {
    const items = (await play(caseOf('estimates'), datasets.estimates)).items.map(
      ({ item }) => item,
    )
    const consensus = items.flatMap((item) =>
      item.kind === 'consensus' ? [`${item.concept} ${item.period} ${item.mean} ${item.unit}`] : [],
    )
    expect(consensus).toEqual([
      'eps_diluted 2025Q4 1.75802 USD/share',
      'eps_diluted 2026Q1 2.46174 USD/share',
      'eps_diluted FY2025 7.37807 USD/share',
      'eps_diluted FY2026 7.93996 USD/share',
      'eps_growth current_quarter 0.0748 ratio',
      'eps_growth next_quarter 0.0276 ratio',
      'eps_growth current_year 0.0941 ratio',
      'eps_growth next_year 0.0776 ratio',
      'eps_growth next_5_years_pa 0.121954311824 ratio',
    ])
    expect(items.find(({ kind }) => kind === 'price_target')).toMatchObject({
      mean: '233.1073',
      median: '237',
      high: '300',
      low: '175',
      unit: 'USD/share',
    })
    expect(items.find(({ kind }) => kind === 'rating')).toMatchObject({
      strong_buy: 4,
      buy: 23,
      hold: 15,
      sell: 1,
      strong_sell: 1,
      as_of: '2026-11-23',
    })
  })
  test('filings: `filed_at` is midnight UTC of the filing day', async () => {
    const { items } = await play(caseOf('filings'), datasets.filings)
    expect(items).toHaveLength(10)
    expect(items[0]).toMatchObject({
      key: '0000320193-25-000073',
      known_at: '2025-08-02T03:59:59.999Z',
      item: {
        form: '10-Q',
        filed_at: '2025-08-01',
        accepted_at: null,
        url: 'https://www.sec.gov/Archives/edgar/data/320193/0000320193-25-000073-index.htm',
      },
    })
  })
  test('a split goes from `from_factor` to `to_factor` shares, and `ratio` is its inverse', () => {
    const rows = readSplitRows(fixture('splits_calendar'))
    const ratios = Object.fromEntries(
      rows.ok ? rows.data.map((item) => [item.plan, item.kind === 'split' && item.ratio]) : [],
    )
    expect(rows.ok && rows.data).toHaveLength((fixture('splits_calendar') as object[]).length)
    expect(ratios).toMatchObject({
      '10-for-1 split': '10',
      '3-for-1 split': '3',
      '1-for-20 split': '0.05',
      '1.025-for-1 split': '1.025',
    })
  })
  test('exchange rates are of the second currency for one of the first', async () => {
    const given = caseOf('fx')
    const rate = await datasets.fx?.fetch({ from: 'EUR', to: 'USD' }, caseContext(given).context)
    expect(rate?.ok && rate.data.rate).toEqual({
      from: 'EUR',
      to: 'USD',
      at: '2025-08-07T08:36:00.000Z',
      rate: '1.16844',
    })
  })
  test('an indicator is no series of bars', () => {
    expect(readBars('US', fixture('simple_moving_average'))).toMatchObject({
      ok: false,
      reason: 'malformed',
    })
  })
  test('lists that are of no dataset give no figures, and no fixture is forgotten', async () => {
    const none = [
      'cross_listings',
      'exchange_schedule',
      'last_changes',
      'market_capitalization',
      'tax_info',
    ]
    for (const name of none)
      expect(await failing(fixture(name))).toMatchObject({ ok: false, reason: 'malformed' })
    const files = answersUnder('twelvedata/fixtures').map((name) => name.replace('.json', ''))
    const used = new Set(
      twelvedataCases.flatMap(({ evidence }) =>
        evidence.map((path) => path.split('/').at(-1)?.replace('.json', '')),
      ),
    )
    const readHere = [...none, 'income_statement', 'splits_calendar', 'simple_moving_average']
    expect(files.filter((name) => !used.has(name) && !readHere.includes(name))).toEqual([])
  })
  test('errors come with HTTP 200 or their own status, with or without `status`', async () => {
    const { body } = JSON.parse(recordedText('twelvedata/errors/errors.json')) as {
      body: Record<string, { code: number }>
    }
    const reasons = {
      symbol: 'not_found',
      key: 'auth',
      rate: 'rate_limit',
      plan: 'plan',
      no_status_field: 'not_found',
    }
    for (const [name, reason] of Object.entries(reasons)) {
      expect([name, await failing(body[name])]).toMatchObject([name, { ok: false, reason }])
      expect([name, await failing(body[name], body[name]?.code)]).toMatchObject([
        name,
        { ok: false, reason },
      ])
    }
    expect(await failing(body.rate)).toMatchObject({ retry_after_seconds: 60 })
    const unknown = JSON.parse(recordedText('twelvedata/errors/symbol_not_found.json')) as {
      body: unknown
    }
    expect(await failing(unknown.body)).toMatchObject({ reason: 'not_found' })
    expect(
      await failing({
        code: 400,
        message: 'No data is available on the specified dates.',
        status: 'error',
      }),
    ).toMatchObject({ reason: 'empty' })
  })
})

test('the key travels in a header', async () => {
  const given = caseOf('quote')
  const { context, sent } = caseContext(given, { key: 'abc' })
  await datasets.quote?.fetch(caseQuery(given), context)
  expect(sent[0]?.headers.get('authorization')).toBe('apikey abc')
  expect(sent[0]?.url).not.toContain('abc')
})

test('bars are adjusted for splits and come oldest first, three years at most', async () => {
  const given = caseOf('bars', 'JP')
  const { context, sent } = caseContext(given)
  const answer = await datasets.bars?.fetch(caseQuery(given), context)
  expect(sent[0]?.url).toContain('outputsize=750')
  expect(answer?.ok && answer.data.items[0]?.item).toMatchObject({
    adjustment: 'split',
    currency: 'JPY',
    bars: [{ date: '2026-11-19' }, { close: '11.22', volume: '111111' }],
  })
})

test('dividends are adjusted for later splits, and a company that never split has none', async () => {
  const given = caseOf('actions')
  const [dividends] = given.answers
  if (!dividends) throw new Error('no answer')
  const never = {
    match: '/splits?',
    body: () => JSON.stringify({ code: 404, message: 'Data not found', status: 'error' }),
  }
  const { items } = await play({ ...given, answers: [dividends, never] }, datasets.actions)
  expect(items.map(({ item }) => item)).toMatchObject([
    { kind: 'dividend', amount: '0.1111', unit: 'USD/share', split_adjusted: true },
    { ex_date: '2025-06-06' },
  ])
  expect((await play(given, datasets.actions)).items.at(-1)?.item).toMatchObject({
    kind: 'split',
    ratio: '7',
  })
})

test('ratios are served where price and statements are known to be in one currency, and not in Hong Kong', async () => {
  const concepts = async (market: Market) =>
    (await play(caseOf('multiples', market), datasets.multiples)).items[0]?.item.figures.map(
      (f) => f.concept,
    )
  for (const market of ['CN', 'JP'] as const)
    expect(await concepts(market)).toEqual(
      expect.arrayContaining(['pe_ttm', 'pb', 'ps_ttm', 'ev_ebitda', 'dividend_yield_ttm']),
    )
  expect(await concepts('HK')).toEqual([
    'market_cap',
    'shares_outstanding',
    'float_shares',
    'high_52w',
    'low_52w',
    'beta',
    'debt_to_equity',
  ])
})

test('statements of a company whose currency is not settled by its country are not read', async () => {
  const given = caseOf('statements', 'CN')
  const answers = [{ match: '/profile?', body: () => fake.profileAnswer('CN', 'Cayman Islands') }]
  expect(
    await datasets.statements?.fetch(caseQuery(given), caseContext({ answers }).context),
  ).toMatchObject({ ok: false, reason: 'empty' })
})

test('insiders: the description tells the direction; a range of prices, an award and an empty description tell no price', async () => {
  const { items } = await play(caseOf('insiders'), datasets.insiders)
  expect(items.map(({ item }) => [item.action, item.shares, item.price, item.open_market])).toEqual(
    [
      ['sell', '-1111', '11.11', true],
      ['award', '222', null, false],
      ['sell', '-333', null, true],
    ],
  )
  // The one date may be the deal's, and the form is filed later: it was not known on that day for
  // certain.
  expect(items.map(({ known_at }) => known_at)).toEqual(Array(3).fill(CASE_TIME.toISOString()))
})

test('insiders: a gift may be given or received, so it is left out', () => {
  const gift = editJson((json) => {
    json.insider_transactions[0].description = 'Stock Gift at price 0.00 per share.'
  })(fake.insidersAnswer())
  const read = readInsiders(JSON.parse(gift))
  expect(read.ok && read.data.items.map(({ person }) => person)).toEqual(['NOBODY B', 'NOBODY C'])
})

test('percent_held of holders is a fraction', async () => {
  const [first] = (await play(caseOf('holders'), datasets.holders)).items
  expect(first?.item).toMatchObject({
    holder: 'Nobody Fund',
    as_of: '2026-09-30',
    fraction: '0.0947',
    value: '12345678',
    value_unit: 'USD',
  })
})

test('search keeps the shares listed in the market', async () => {
  for (const market of ['US', 'HK', 'CN', 'JP'] as const) {
    const found = await datasets.instrument?.fetch(
      { text: 'synthetic', market },
      caseContext(caseOf('instrument', market)).context,
    )
    expect(found?.ok && found.data.map(({ symbol }) => symbol)).toEqual([
      fake.LISTINGS[market].symbol,
    ])
  }
})

test('symbols: four digits at XHKG, the exchange in China, the country for Tokyo', () => {
  expect([
    askedAs('HK', '00700'),
    askedAs('HK', '80700'),
    askedAs('CN', '000001.SZ'),
    askedAs('CN', '920185.BJ'),
  ]).toEqual([
    { symbol: '0700', mic_code: 'XHKG' },
    { symbol: '80700', mic_code: 'XHKG' },
    { symbol: '000001', mic_code: 'XSHE' },
    null,
  ])
  expect(askedTogether('CN', ['600519.SH', '000001.SZ'])).toEqual({
    symbol: '600519:SSE,000001:SZSE',
  })
  expect([
    canonical('HK', '0700', 'XHKG'),
    canonical('CN', '000001', 'XSHE'),
    canonical('JP', '7203', 'XJPX'),
    canonical('US', 'BRK.B', 'XNYS'),
  ]).toEqual(['00700', '000001.SZ', '7203', 'BRK.B'])
  expect(canonical('US', 'NVDA', 'XWBO')).toBe('NVDA:XWBO')
})
