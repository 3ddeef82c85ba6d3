import { describe, expect, test } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { factId } from '#shared/book/fact-id.ts'
import { checkQuality } from '../../facts/quality/check-quality.ts'
import type { ItemDataset } from '#shared/names.ts'
import { answersUnder, caseContext, caseQuery, recordedText } from '../test/case.ts'
import type { ItemsAnswer, ItemsCapability } from '../../model/provider.ts'
import { alphavantageCases } from './cases.fixture.ts'
import { alphavantage } from './index.ts'
import { readBars } from './tables.ts'

const caseOf = (dataset: string, market = 'US') => {
  const given = alphavantageCases.find((c) => c.dataset === dataset && c.market === market)
  if (!given) throw new Error('no such case')
  return given
}
const play = async <D extends ItemDataset>(
  dataset: D,
  capability: ItemsCapability<D> | undefined,
  market = 'US',
): Promise<ItemsAnswer<D>> => {
  const given = caseOf(dataset, market)
  const answer = await capability?.fetch(caseQuery(given), caseContext(given).context)
  if (!answer?.ok) throw new Error(answer?.detail)
  return answer.data
}
const { datasets } = alphavantage
const statements = async () => {
  const given = caseOf('statements')
  const answer = await datasets.statements?.fetch(caseQuery(given), caseContext(given).context)
  if (!answer?.ok) throw new Error(answer?.detail)
  return answer.data
}
const failing = async (body: string) => {
  const given = caseOf('quote')
  return await datasets.quote?.fetch(
    caseQuery(given),
    caseContext({ answers: [{ match: /./, body: () => body }] }).context,
  )
}
const of = (figures: { concept: string; value: string; unit: string }[]) =>
  Object.fromEntries(figures.map((f) => [f.concept, `${f.value} ${f.unit}`]))

describe('as recorded on 2026-05-17', () => {
  test('PercentInsiders and PercentInstitutions are percent, DividendYield is a fraction', async () => {
    const [holders] = (await play('holders', datasets.holders)).items
    expect(holders?.item.kind === 'breakdown' && of(holders.item.figures)).toEqual({
      insiders_fraction: '0.00117 ratio',
      institutions_fraction: '0.65315 ratio',
    })
    const multiples = await play('multiples', datasets.multiples)
    expect(multiples.subject).toEqual({
      symbol: 'IBM',
      name: 'International Business Machines',
      currency: 'USD',
    })
    expect(of(multiples.items[0]?.item.figures ?? [])).toMatchObject({
      market_cap: '206116848000 USD',
      pe_ttm: '19.42 x',
      pb: '6.55 x',
      ps_ttm: '2.991 x',
      ev_ebitda: '15.54 x',
      ev_revenue: '3.976 x',
      dividend_yield_ttm: '0.0308 ratio',
      beta: '0.581 x',
      high_52w: '320.7 USD/share',
      shares_outstanding: '939885000 shares',
    })
  })
  test('ratios of price to statements are left out where the statements are in another currency (an ADR)', async () => {
    const given = caseOf('multiples')
    const [overview, income] = given.answers
    if (!overview || !income) throw new Error('two answers')
    const answers = [
      overview,
      { ...income, body: () => income.body().replaceAll('"USD"', '"TWD"') },
    ]
    const answer = await datasets.multiples?.fetch(
      caseQuery(given),
      caseContext({ answers }).context,
    )
    const concepts = answer?.ok ? answer.data.items[0]?.item.figures.map((f) => f.concept) : []
    expect(concepts).toContain('market_cap')
    for (const concept of ['pe_ttm', 'pb', 'ps_ttm', 'ev_ebitda', 'ev_revenue', 'peg'])
      expect(concepts).not.toContain(concept)
  })
  test('the currency of the statements is asked once and remembered', async () => {
    const given = caseOf('multiples')
    const { context, sent } = caseContext(given)
    await datasets.multiples?.fetch(caseQuery(given), context)
    await datasets.multiples?.fetch(caseQuery(given), context)
    expect(sent.map(({ url }) => new URL(url).searchParams.get('function'))).toEqual([
      'OVERVIEW',
      'INCOME_STATEMENT',
      'OVERVIEW',
    ])
    const profile = await datasets.profile?.fetch(caseQuery(given), context)
    expect(profile?.ok && profile.data.items[0]?.item.reporting_currency).toBe('USD')
  })
  test('FiscalYearEnd is the name of a month', async () => {
    const [item] = (await play('profile', datasets.profile)).items
    expect(item?.item).toMatchObject({
      exchange: 'NYSE',
      sector: 'TECHNOLOGY',
      website: 'https://www.ibm.com',
      fiscal_year_end: '12-31',
      identifiers: { cik: '0000051143' },
      employees: null,
      quote_currency: 'USD',
      reporting_currency: null,
    })
  })
  test('statements: each year and quarter; None is no figure; capex and dividends become negative', async () => {
    const { facts, instrument, sources } = await statements()
    const at = (concept: string, period: string) =>
      facts.find((f) => f.concept === concept && f.period === period)
    expect(instrument).toMatchObject({ id: 'US:IBM', fiscal_year_end: '12-31' })
    expect(sources).toHaveLength(3)
    expect(at('revenue', 'FY2025')).toMatchObject({
      value: '67535000000',
      unit: 'USD',
      start: '2025-01-01',
      end: '2025-12-31',
      filed_at: null,
      source: 0,
    })
    expect(at('revenue', '2026Q1')).toMatchObject({
      value: '15917000000',
      start: '2026-01-01',
      end: '2026-03-31',
    })
    expect(at('net_income', 'FY2025')?.value).toBe('10593000000')
    expect(at('total_assets', '@2025-12-31')).toMatchObject({
      value: '151880000000',
      start: null,
      source: 1,
    })
    expect(at('equity_parent', '@2025-12-31')?.value).toBe('32648000000')
    expect(at('long_term_debt', '@2025-12-31')).toMatchObject({
      value: '54836000000',
      provider_field: 'longTermDebt',
    })
    expect(at('capex', 'FY2025')?.value).toBe('-1617000000')
    expect(at('dividends_paid', 'FY2025')?.value).toBe('-6255000000')
    expect(at('buybacks', 'FY2025')).toBeUndefined()
    expect(facts.some((f) => f.concept === 'eps_diluted')).toBe(false)
    const { annualReports, quarterlyReports } = JSON.parse(
      caseOf('statements').answers[0]?.body() ?? '',
    ) as Record<'annualReports' | 'quarterlyReports', object[]>
    expect(
      new Set(
        facts
          .filter((f) => f.concept === 'revenue' && f.period.startsWith('FY'))
          .map((f) => f.period),
      ).size,
    ).toBe(annualReports.length)
    expect(facts.filter((f) => f.concept === 'revenue' && /Q\d$/.test(f.period))).toHaveLength(
      quarterlyReports.length,
    )
  })
  test('each concept has one figure a period', async () => {
    const { facts } = await statements()
    expect(new Set(facts.map((f) => `${f.concept} ${f.period}`)).size).toBe(facts.length)
  })
  test('quarters that do not add up to the year are kept and flagged: investing flows of 2023 are cumulative, depreciation of 2025 turns negative', async () => {
    const { facts } = await statements()
    const read = facts.map(
      ({ source: _, ...fact }): Fact => ({
        ...fact,
        id: factId('US:IBM', fact),
        retrieved_at: fact.known_at,
      }),
    )
    const checked = checkQuality({ facts: read, others: [] }).facts
    const flagged = (concept: string, year: string) =>
      checked
        .filter((f) => f.concept === concept && f.period.startsWith(`${year}Q`))
        .map((f) => f.quality !== 'ok' && f.quality.some((q) => q.check === 'quarters'))
    expect(flagged('investing_cash_flow', '2023')).toEqual([true, true, true, true])
    expect(flagged('depreciation_amortization', '2025')).toEqual([true, true, true, true])
    expect(flagged('investing_cash_flow', '2024')).toEqual([false, false, false, false])
  })
  test('daily bars are as traded, oldest first, in shares', async () => {
    const [series] = (await play('bars', datasets.bars)).items
    expect(series?.item).toMatchObject({ adjustment: 'raw', currency: 'USD' })
    const days = recordedText('alphavantage/examples/TIME_SERIES_DAILY_42a08190.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(0, 10))
    expect(days.length).toBeGreaterThan(1)
    expect(series?.item.bars.map(({ date }) => date)).toEqual(days.toReversed())
    expect(series?.item.bars.at(-1)).toEqual({
      date: '2026-05-15',
      open: '218.2',
      high: '220.91',
      low: '217.615',
      close: '219.3',
      volume: '6154450',
      turnover: null,
    })
  })
  test('the bars of the adjusted table are the same bars as traded; intraday times are no dates', () => {
    const adjusted = readBars(
      recordedText('alphavantage/examples/TIME_SERIES_DAILY_ADJUSTED_572d0539.csv'),
      'USD',
    )
    expect(adjusted.ok && adjusted.data.find(({ date }) => date === '2026-05-07')?.close).toBe(
      '231.31',
    )
    expect(
      readBars(recordedText('alphavantage/examples/TIME_SERIES_INTRADAY_3dbdcdc7.csv'), 'USD'),
    ).toMatchObject({ ok: false, reason: 'malformed' })
  })
  test('the quote is of the day before, and "0.4259%" a fraction', async () => {
    const { subject, items } = await play('quote', datasets.quote)
    expect(subject.symbol).toBe('IBM')
    expect(items[0]?.item).toMatchObject({
      price: '219.3',
      previous_close: '218.37',
      change: '0.93',
      change_fraction: '0.004259',
      volume: '6154450',
      quoted_at: '2026-05-15T20:00:00.000Z',
      delay: { kind: 'end_of_day' },
    })
  })
  test('dividends are as paid before later splits; a spin-off has a split factor in the words of the provider', async () => {
    const { items } = await play('actions', datasets.actions)
    const on = (date: string) => items.find(({ item }) => item.ex_date === date)?.item
    expect(on('2026-05-08')).toMatchObject({
      kind: 'dividend',
      amount: '1.69',
      unit: 'USD/share',
      announced_on: '2026-04-22',
      pay_date: '2026-06-10',
      split_adjusted: false,
    })
    expect([on('1999-05-06'), on('1999-08-06')]).toMatchObject([
      { amount: '0.24', record_date: null },
      { amount: '0.12' },
    ])
    expect([on('1999-05-27'), on('2021-11-04')]).toMatchObject([
      { kind: 'split', ratio: '2' },
      { ratio: '1.046', plan: 'split_factor 1.0460' },
    ])
  })
  test('shares outstanding are the weighted averages of the quarters', async () => {
    const [latest] = (await play('shares', datasets.shares)).items
    expect(latest?.item).toMatchObject({
      date: '2026-03-31',
      figures: [
        { concept: 'shares_basic', value: '7445000000', unit: 'shares' },
        { concept: 'shares_diluted' },
      ],
    })
  })
  test('news times are UTC, and articles are of the ticker', async () => {
    const { items } = await play('news', datasets.news)
    const { feed } = JSON.parse(caseOf('news').answers[0]?.body() ?? '') as {
      feed: { ticker_sentiment: { ticker: string }[] }[]
    }
    expect(items).toHaveLength(
      feed.filter((article) => article.ticker_sentiment.some(({ ticker }) => ticker === 'AAPL'))
        .length,
    )
    expect(items[0]).toMatchObject({
      known_at: '2026-05-17T11:01:00.000Z',
      item: { publisher: 'Benzinga', published_at: '2026-05-17T11:01:00.000Z' },
    })
    expect(items[0]?.item.url).toMatch(/^https:\/\/www\.benzinga\.com/)
  })
  test('insiders: disposals are negative, units and rights are derivatives, and nothing is called an open market trade', async () => {
    const { items } = await play('insiders', datasets.insiders)
    const { data } = JSON.parse(caseOf('insiders').answers[0]?.body() ?? '') as { data: object[] }
    expect(items).toHaveLength(data.length)
    expect(new Set(items.map(({ key }) => key)).size).toBe(data.length)
    expect(
      items.every(
        ({ item }) => (item.code === 'D') === item.shares.startsWith('-') && !item.open_market,
      ),
    ).toBe(true)
    const sold = items.find(
      ({ item }) => item.person === 'KAVANAUGH, JAMES J' && item.shares === '-1694',
    )
    expect(sold?.item).toMatchObject({
      traded_on: '2026-02-21',
      price: '256.42',
      price_unit: 'USD/share',
      derivative: false,
    })
    expect(items.find(({ item }) => item.person === 'FEHRING, NICOLAS A.')?.item).toMatchObject({
      derivative: true,
      price: null,
    })
  })
  test('consensus of the periods not reported yet, and surprises; the year in progress of annualEarnings is not read', async () => {
    const items = (await play('estimates', datasets.estimates)).items.map(({ item }) => item)
    const consensus = items.filter((item) => item.kind === 'consensus')
    expect(
      consensus.find(({ concept, period }) => concept === 'eps_diluted' && period === 'FY2027'),
    ).toMatchObject({
      mean: '13.4537',
      high: '14.01',
      low: '12.67',
      analysts: 21,
      unit: 'USD/share',
      period_end: '2027-12-31',
    })
    expect(
      consensus.find(({ concept, period }) => concept === 'revenue' && period === 'FY2026'),
    ).toMatchObject({
      mean: '71448140880',
      unit: 'USD',
      analysts: 20,
    })
    expect(consensus.every(({ period_end }) => (period_end ?? '') > '2026-03-31')).toBe(true)
    const surprises = items.filter((item) => item.kind === 'surprise')
    expect(surprises[0]).toMatchObject({
      period: '2026Q1',
      as_of: '2026-04-22',
      actual: '1.91',
      estimate: '1.81',
    })
    expect(surprises.some(({ actual }) => actual === '11.57')).toBe(false)
  })
  test('search keeps the shares of the market asked for', async () => {
    const given = caseOf('instrument')
    const found = await datasets.instrument?.fetch(
      { text: 'tesco', market: 'US' },
      caseContext(given).context,
    )
    expect(found?.ok && found.data.map(({ symbol }) => symbol)).toEqual(['TSCDF', 'TSCDY'])
    expect(
      await datasets.instrument?.fetch({ text: 'tesco', market: 'CN' }, caseContext(given).context),
    ).toEqual({ ok: true, data: [] })
  })
  test('the sample of REALTIME_BULK_QUOTES is made up and comes to nothing but `plan`', async () => {
    expect(
      await failing(recordedText('alphavantage/examples/REALTIME_BULK_QUOTES_505ed5cc.json')),
    ).toMatchObject({ ok: false, reason: 'plan' })
  })
  test('lists that are of no dataset give no figures', async () => {
    for (const file of ['MARKET_STATUS_b3880d61.json', 'TOP_GAINERS_LOSERS_bbd20350.json'])
      expect(await failing(recordedText(`alphavantage/examples/${file}`))).toMatchObject({
        ok: false,
        reason: 'malformed',
      })
  })
  test('no recording is forgotten', () => {
    const files = answersUnder('alphavantage/examples')
    const used = new Set(
      alphavantageCases.flatMap(({ evidence }) => evidence.map((path) => path.split('/').at(-1))),
    )
    const elsewhere =
      /^(TIME_SERIES_DAILY_ADJUSTED|TIME_SERIES_INTRADAY|REALTIME_BULK_QUOTES|MARKET_STATUS|TOP_GAINERS_LOSERS|index)/
    expect(files.filter((file) => !used.has(file) && !elsewhere.test(file))).toEqual([])
  })
  test('every error comes as HTTP 200: limits before the plan, and a bad key is auth', async () => {
    const { body } = JSON.parse(
      recordedText('alphavantage/errors/rate_limit_information.json'),
    ) as { body: Record<string, unknown> }
    expect(await failing(JSON.stringify(body.per_second))).toMatchObject({
      reason: 'rate_limit',
      retry_after_seconds: 1,
    })
    expect(await failing(JSON.stringify(body.daily))).toMatchObject({ reason: 'rate_limit' })
    expect(await failing(JSON.stringify(body.premium))).toMatchObject({ reason: 'plan' })
    expect(await failing(JSON.stringify(body.bad_key))).toMatchObject({ reason: 'auth' })
    for (const [file, reason] of [
      ['rate_limit_note_legacy', 'rate_limit'],
      ['error_message_invalid_call', 'not_found'],
      ['unknown_symbol_overview', 'not_found'],
    ] as const) {
      const { body: text } = JSON.parse(recordedText(`alphavantage/errors/${file}.json`)) as {
        body: unknown
      }
      expect(await failing(JSON.stringify(text))).toMatchObject({ ok: false, reason })
    }
  })
})
