/** Yahoo's recorded answers about a company, its failures, and the crumb, through the adapter. */
import { afterAll, describe, expect, test } from 'vitest'
import type { Market } from '#shared/names.ts'
import { caseContext, recordedText } from '../test/case.ts'
import type { NewItem } from '../../model/provider.ts'
import { SESSION } from './cases.fixture.ts'
import { yahoo } from './index.ts'
import {
  body,
  forgotten,
  HTTP,
  items,
  itemsAs,
  modulesIn,
  playWith,
  read,
  RS,
  served,
} from './recorded.fixture.ts'

describe('recorded', () => {
  afterAll(() => {
    expect(forgotten('company')).toEqual([])
  })

  test('a company quoted in pence is refused, whatever market it is asked for in', async () => {
    for (const dataset of ['multiples', 'holders', 'estimates', 'insiders'] as const)
      expect(
        await served(`${HTTP}quoteSummary-all-OCDO.L.json`, dataset, 'US', 'OCDO'),
      ).toMatchObject({ reason: 'wrong_instrument' })
  })

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
    [`${HTTP}quoteSummary-all-AAPL.json`, 'AAPL', '0000320193-25-000008'],
    [`${HTTP}quoteSummary-all-BABA.json`, 'BABA', '0001104659-25-010520'],
    [`${HTTP}quoteSummary-all-GOOG.json`, 'GOOG', null],
    [`${HTTP}quoteSummary-secFilings-AAPL.json`, 'AAPL', '0000320193-25-000008'],
  ] as const)('filings of %s', async (file, symbol, first) => {
    const found = await items(file, 'filings', 'US', symbol)
    expect(found).toHaveLength(modulesIn(file).secFilings?.filings.length ?? 0)
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
    [`${HTTP}quoteSummary-all-AAPL.json`, 'AAPL', ['226.35', 'USD/share']],
    [`${HTTP}quoteSummary-all-GOOG.json`, 'GOOG', null],
    // Without the module that tells the currency a price has no unit.
    [`${HTTP}quoteSummary-insiderTransactions-AAPL.json`, 'AAPL', [null, null]],
    [
      `${RS}holders_api_institutionOwnership-fundOwnership-majorHoldersBreakdown-insiderTransactions-insiderHolders-netSharePurchaseActivity_AAPL.json`,
      'AAPL',
      [null, null],
    ],
  ] as const)('insiders of %s: those whose direction is told', async (file, symbol, price) => {
    const found = await itemsAs<{
      action: string
      shares: string
      price: string | null
      price_unit: string | null
    }>(file, 'insiders', 'US', symbol)
    const told = modulesIn(file).insiderTransactions?.transactions.map(({ transactionText }) =>
      /^(Sale|Stock Award)/.test(transactionText),
    )
    // A gift and a dealing without a sentence are among them.
    expect(told).toContain(false)
    expect(found).toHaveLength(told?.filter(Boolean).length ?? 0)
    for (const { action, shares } of found) expect(shares.startsWith('-')).toBe(action === 'sell')
    if (price) expect([found[0]?.price, found[0]?.price_unit]).toEqual(price)
  })
  test('Alibaba has no insiders that Yahoo knows', async () => {
    expect(
      await served(`${HTTP}quoteSummary-all-BABA.json`, 'insiders', 'US', 'BABA'),
    ).toMatchObject({ reason: 'empty' })
  })

  test.each([
    [
      `${HTTP}quoteSummary-all-AAPL.json`,
      'AAPL',
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
      {
        holder: 'Primecap Management Company',
        fraction: '0.0092',
        value: '3156046631',
        value_unit: 'USD',
      },
    ],
    [`${HTTP}quoteSummary-all-GOOG.json`, 'GOOG', { scope: 'institutions', value_unit: 'USD' }],
    [
      `${HTTP}quoteSummary-institutionOwnership-AAPL.json`,
      'AAPL',
      { as_of: '2024-12-31', rank: 1, value: null, value_unit: null },
    ],
    [
      `${RS}holders_api_institutionOwnership-fundOwnership-majorHoldersBreakdown-insiderTransactions-insiderHolders-netSharePurchaseActivity_AAPL.json`,
      'AAPL',
      { as_of: '2025-06-30', shares: '1415932804', fraction: '0.0954' },
    ],
  ] as const)('holders of %s', async (file, symbol, first) => {
    const found = await itemsAs<object>(file, 'holders', 'US', symbol)
    const { institutionOwnership, fundOwnership, majorHoldersBreakdown } = modulesIn(file)
    expect(found).toHaveLength(
      (institutionOwnership?.ownershipList.length ?? 0) +
        (fundOwnership?.ownershipList.length ?? 0) +
        (majorHoldersBreakdown ? 1 : 0),
    )
    expect(found[0]).toMatchObject(first)
    if (majorHoldersBreakdown)
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
