/** The traps of providers that have no test elsewhere; traps.test.ts lists all traps. */
import { describe, expect, test } from 'vitest'
import { type Answering, CANARY_KEY, caseContext, caseQuery, recordedText } from './case.ts'
import { alphavantageCases } from '../alphavantage/cases.fixture.ts'
import { eastmoney } from '../eastmoney/index.ts'
import { statementCases } from '../eastmoney/statement-cases.fixture.ts'
import { fmp } from '../fmp/index.ts'
import { finnhub } from '../finnhub/index.ts'
import { jquants } from '../jquants/index.ts'
import * as made from '../jquants/made.fixture.ts'
import { play } from './play.ts'
import type { NewFact } from '../../model/provider.ts'
import { brief } from './recordings/brief.ts'
import { sec } from '../sec/index.ts'
import { companyFactsSchema } from '../sec/raw.ts'
import { companyFacts, filing } from '../sec/companyfacts.fixture.ts'
import { answer, exampleAnswer, known, served } from '../sec/play.fixture.ts'
import { toFacts } from '../sec/to-facts.ts'
import { tencentCases } from '../tencent/cases.fixture.ts'
import { twelvedata } from '../twelvedata/index.ts'
import {
  ask,
  brief as briefly,
  none,
  statements as tushareStatements,
} from '../tushare/asking.fixture.ts'
import { tableFor } from '../tushare/cases.fixture.ts'
import { table } from '../tushare/made.fixture.ts'
import { readSeries } from '../yahoo/series.ts'

const secFacts = (tags: Parameters<typeof companyFacts>[0]): NewFact[] => {
  const facts = toFacts({
    companyFacts: companyFacts(tags),
    documents: new Map(),
    fiscalYearEnd: null,
  })
  if (!facts.ok) throw new Error(facts.field)
  return facts.data
}
const lines = (facts: readonly NewFact[]) => brief('statements', facts)

describe('Tushare', () => {
  const income = (end_date: string, total_revenue: number) => ({
    ts_code: '600000.SH',
    ann_date: '20260430',
    f_ann_date: '20260430',
    end_date,
    report_type: '1',
    comp_type: '1',
    update_flag: '1',
    total_revenue,
  })
  test('income is cumulative: 0331, 0630 and 0930 count from the new year, and only 1231 is a year', async () => {
    const rows = ['20250331', '20250630', '20250930', '20251231'].map((end, at) =>
      income(end, (at + 1) * 11),
    )
    const { facts } = await tushareStatements('CN', '600000.SH', [
      tableFor('income', () => table(rows)),
      ...none('balancesheet', 'cashflow'),
    ])
    expect(facts.map(({ period, start, value }) => [period, start, value])).toEqual([
      ['2025Q1', '2025-01-01', '11'],
      ['2025H1', '2025-01-01', '22'],
      ['2025-9M', '2025-01-01', '33'],
      ['FY2025', '2025-01-01', '44'],
    ])
  })
  test('c_pay_dist_dpcp_int_exp is dividends and interest together, and is no dividends paid', async () => {
    const row = {
      ...income('20251231', 1),
      n_cashflow_act: 111,
      c_pay_dist_dpcp_int_exp: 55,
      c_pay_acq_const_fiolta: 22,
    }
    const { facts } = await tushareStatements('CN', '600000.SH', [
      tableFor('cashflow', () => table([row])),
      ...none('income', 'balancesheet'),
    ])
    expect(briefly(facts)).toEqual({
      'operating_cash_flow FY2025': '111 CNY',
      'capex FY2025': '-22 CNY',
    })
  })
  test('total_share is in shares in balancesheet and in ten thousands in daily_basic', async () => {
    const row = { ...income('20251231', 1), total_share: 29352000000 }
    const { facts } = await tushareStatements('CN', '600000.SH', [
      tableFor('balancesheet', () => table([row])),
      ...none('income', 'cashflow'),
    ])
    expect(briefly(facts)).toEqual({ 'shares_outstanding @2025-12-31': '29352000000 shares' })
    const day = {
      ts_code: '600000.SH',
      trade_date: '20250103',
      close: 11.11,
      total_share: 2935200,
      float_share: null,
      free_share: null,
    }
    const { items } = await ask('shares', { market: 'CN', symbol: '600000.SH' }, [
      tableFor('daily_basic', () => table([day])),
    ])
    expect(items[0]?.figures[0]).toMatchObject({ value: '29352000000', unit: 'shares' })
  })
})

describe('Finnhub', () => {
  test('candles, price targets and standardised statements are paid and not asked for', async () => {
    const paths = new Set<string>()
    const { context, sent } = caseContext(
      { answers: [{ match: '', body: () => '{}' }] },
      { key: CANARY_KEY },
    )
    for (const capability of Object.values(finnhub.datasets))
      await (capability.fetch as (query: unknown, context: unknown) => Promise<unknown>)(
        { ...caseQuery({ market: 'US', symbol: 'AAPL' }), text: 'AAPL' },
        context,
      )
    for (const { url } of sent) paths.add(new URL(url).pathname)
    for (const paid of [
      '/api/v1/stock/candle',
      '/api/v1/stock/price-target',
      '/api/v1/stock/financials',
      '/api/v1/stock/profile',
    ])
      expect([...paths]).not.toContain(paid)
    expect(paths.size).toBeGreaterThan(5)
  })
})

describe('SEC', () => {
  const k23 = filing('0001652044-24-000022', '10-K', '2024-01-31', 2023, 'FY')
  const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')
  const [Y23, Y24] = [
    ['2023-01-01', '2023-12-31'],
    ['2024-01-01', '2024-12-31'],
  ] as const
  test('fy and fp are of the filing, not of the fact: the year before stands in the new filing under its own dates', () => {
    const facts = secFacts({
      'us-gaap:IncomeTaxExpenseBenefit': { USD: [k24.over(...Y23, 73), k24.over(...Y24, 100)] },
    })
    expect(lines(facts)).toEqual(['income_tax FY2023 73 USD', 'income_tax FY2024 100 USD'])
  })
  test('a year has 350 to 380 days and a quarter 80 to 100, and ends drift by days: 2023-09-30, 2024-09-28, 2025-09-27', () => {
    const years = [
      ['2022-09-25', '2023-09-30'],
      ['2023-10-01', '2024-09-28'],
      ['2024-09-29', '2025-09-27'],
    ] as const
    const k = filing('0000320193-25-000079', '10-K', '2025-10-31', 2025, 'FY')
    const rows = [
      ...years.map(([start, end]) => k.over(start, end, 1)),
      k.over('2025-06-29', '2025-09-27', 2),
      k.over('2025-03-30', '2025-09-27', 3),
    ]
    expect(
      secFacts({ 'us-gaap:Revenues': { USD: rows } }).map(({ period, end }) => `${period} ${end}`),
    ).toEqual(
      expect.arrayContaining([
        'FY2023 2023-09-30',
        'FY2024 2024-09-28',
        'FY2025 2025-09-27',
        '2025Q4 2025-09-27',
      ]),
    )
  })
  test('of one period the first filed is as it was reported and the last filed is as restated; `frame` is not looked at', () => {
    const framed = { ...k24.over(...Y23, 72), frame: 'CY2023' }
    const facts = secFacts({
      'us-gaap:IncomeTaxExpenseBenefit': { USD: [k23.over(...Y23, 73), framed] },
    })
    expect(facts.map(({ value, filed_at }) => [value, filed_at])).toEqual([
      ['73', '2024-01-31'],
      ['72', '2025-02-05'],
    ])
  })
  test('selling and administration filed apart are summed, and no sum is made where the whole is filed', () => {
    const parts = {
      'us-gaap:SellingAndMarketingExpense': { USD: [k24.over(...Y24, 7)] },
      'us-gaap:GeneralAndAdministrativeExpense': { USD: [k24.over(...Y24, 5)] },
    }
    expect(lines(secFacts(parts))).toEqual(['selling_general_administrative FY2024 12 USD'])
    const whole = {
      ...parts,
      'us-gaap:SellingGeneralAndAdministrativeExpense': { USD: [k24.over(...Y24, 13)] },
    }
    expect(lines(secFacts(whole))).toEqual(['selling_general_administrative FY2024 13 USD'])
  })
  test('ProfitLoss includes minorities: the parent’s net income is what is left without theirs', () => {
    const facts = secFacts({
      'us-gaap:ProfitLoss': { USD: [k24.over(...Y24, 111)] },
      'us-gaap:NetIncomeLossAttributableToNoncontrollingInterest': { USD: [k24.over(...Y24, 11)] },
    })
    expect(lines(facts)).toEqual(
      expect.arrayContaining([
        'net_income_total FY2024 111 USD',
        'minority_interest_income FY2024 11 USD',
      ]),
    )
    expect(lines(facts)).toContain('net_income FY2024 100 USD')
  })
  test('capex moves to PaymentsToAcquireProductiveAssets where a company has left the other tag', () => {
    const facts = secFacts({
      'us-gaap:PaymentsToAcquirePropertyPlantAndEquipment': { USD: [k23.over(...Y23, 7)] },
      'us-gaap:PaymentsToAcquireProductiveAssets': { USD: [k24.over(...Y24, 9)] },
    })
    expect(lines(facts)).toEqual(['capex FY2023 -7 USD', 'capex FY2024 -9 USD'])
  })
  test.each([
    ['Name (me@example.com)'],
    ['Name https://example.com me@example.com'],
    ['FundamentalAnalysis/1.0'],
    [''],
  ])(
    'a User-Agent that EDGAR refuses for good is no limit passed: %j is told before a call is made',
    async (contact) => {
      const { context, sent } = caseContext({ answers: [] }, { key: null })
      const answered = await sec.datasets.instrument?.fetch(
        { text: 'AAPL', market: 'US' },
        { ...context, contact },
      )
      expect(answered).toMatchObject({
        ok: false,
        reason: 'bad_request',
        detail: expect.stringContaining('SEC_USER_AGENT'),
      })
      expect(sent).toEqual([])
    },
  )
  test('a CIK may come as text', () => {
    expect(
      companyFactsSchema.parse({ cik: '0001652044', entityName: 'Example', facts: {} }).cik,
    ).toBe(1652044)
  })
  test('gross profit is not filed by everybody: the adapter makes none up, for it follows from revenue and cost', () => {
    const facts = secFacts({
      'us-gaap:Revenues': { USD: [k24.over(...Y24, 350)] },
      'us-gaap:CostOfRevenue': { USD: [k24.over(...Y24, 146)] },
    })
    expect(lines(facts)).toEqual(['revenue FY2024 350 USD', 'cost_of_revenue FY2024 146 USD'])
  })
  test('acceptanceDateTime ends in Z and is Eastern at times: no clock is read, a filing is known at the end of its day', async () => {
    const filings = {
      accessionNumber: ['0001652044-26-000001'],
      filingDate: ['2026-02-26'],
      reportDate: ['2026-02-26'],
      acceptanceDateTime: ['2026-02-26T18:34:19.000Z'],
      form: ['8-K'],
      primaryDocument: ['a.htm'],
      primaryDocDescription: ['8-K'],
      items: [''],
    }
    const company = {
      cik: '1652044',
      name: 'Example Inc.',
      tickers: ['EXMP'],
      exchanges: ['NYSE'],
      filings: { recent: filings, files: [] },
    }
    const { items } = await served(
      'filings',
      'EXMP',
      [exampleAnswer(company), answer('companyfacts', {})],
      { known },
    )
    expect(items).toMatchObject([
      { known_at: '2026-02-27T04:59:59.999Z', item: { filed_at: '2026-02-26', accepted_at: null } },
    ])
  })
})

describe('Yahoo', () => {
  test('the array of a series is found by the name in its meta and not by its place among the keys', () => {
    const value = {
      dataId: 1,
      asOfDate: '2025-03-31',
      periodType: '12M',
      currencyCode: 'JPY',
      reportedValue: { raw: 11, fmt: '11' },
    }
    const other = [{ ...value, reportedValue: { raw: 99, fmt: '99' } }]
    const result = {
      annualOther: other,
      annualTotalRevenue: [value],
      timestamp: [1],
      meta: { symbol: ['7203.T'], type: ['annualTotalRevenue'] },
    }
    const rows = readSeries('7203.T', { timeseries: { result: [result] } })
    expect(
      rows.ok && [...(rows.data[0]?.figures ?? [])].map(([name, figure]) => [name, figure.value]),
    ).toEqual([['TotalRevenue', 11]])
  })
})

describe('Alpha Vantage', () => {
  test('fundamentals and quotes are of US listings: no other market is declared but for daily bars of Shanghai and Shenzhen', () => {
    const markets = new Set(
      alphavantageCases
        .filter(({ dataset }) => dataset !== 'fx')
        .map(({ dataset, market }) => `${dataset} ${market}`),
    )
    expect([...markets].filter((one) => !one.endsWith(' US')).sort()).toEqual([
      'bars CN',
      'instrument CN',
    ])
  })
})

describe('FMP', () => {
  test('a free key may ask for five periods and for US tickers: no more is asked for', async () => {
    const { context, sent } = caseContext({ answers: [{ match: '', body: () => '[]' }] })
    await fmp.datasets.statements?.fetch(caseQuery({ market: 'US', symbol: 'AAPL' }), context)
    expect(sent.map(({ url }) => new URL(url).searchParams.get('limit'))).toEqual(
      Array(sent.length).fill('5'),
    )
    expect(sent.length).toBeGreaterThan(0)
    expect(Object.values(fmp.datasets).flatMap(({ markets }) => markets)).toEqual(
      Array(Object.keys(fmp.datasets).length).fill('US'),
    )
  })
})

describe('Twelve Data', () => {
  test('/news is not there and market movers are outside the plan: neither is declared', () => {
    expect(Object.keys(twelvedata.datasets)).not.toContain('news')
  })
})

describe('Eastmoney', () => {
  test('ISSUED_COMMON_SHARES of Hong Kong is today’s number in every year, and is not asked for', async () => {
    const given = statementCases.find(({ market }) => market === 'HK')
    if (!given) throw new Error('no such case')
    const { context, sent } = caseContext(given)
    const answered = await eastmoney.datasets.statements?.fetch(caseQuery(given), context)
    expect(
      answered?.ok && answered.data.facts.some(({ concept }) => concept === 'shares_outstanding'),
    ).toBe(false)
    for (const { url } of sent)
      expect(decodeURIComponent(url)).not.toContain('ISSUED_COMMON_SHARES')
  })
  test('a company listed in both is asked for by its own code: the A side has other accounts under the same ORG_CODE', async () => {
    for (const given of statementCases) {
      const { context, sent } = caseContext(given)
      await eastmoney.datasets.statements?.fetch(caseQuery(given), context)
      const code = given.market === 'HK' ? `${given.symbol}.HK` : given.symbol
      expect(sent.map(({ url }) => new URL(url).searchParams.get('filter'))).toEqual(
        Array(4).fill(`(SECUCODE="${code}")`),
      )
    }
  })
  test('ratios are asked of no report: MAINFINADATA’s percent and the bank’s empty XSMLL stay there', async () => {
    const given = statementCases.find(({ market }) => market === 'CN')
    if (!given) throw new Error('no such case')
    const { context, sent } = caseContext(given)
    await eastmoney.datasets.statements?.fetch(caseQuery(given), context)
    expect(sent).toHaveLength(4)
    for (const { url } of sent)
      expect(new URL(url).searchParams.get('columns')).not.toMatch(
        /ROEJQ|XSMLL|XSJLL|ZCFZL|TOTALOPERATEREVETZ/,
      )
  })
})

describe('Tencent', () => {
  test('closes stand before highs and lows in a bar: [date, open, close, high, low]', async () => {
    const given = tencentCases.find(({ dataset, market }) => dataset === 'bars' && market === 'HK')
    if (!given) throw new Error('no such case')
    const played = await play(given, caseContext(given, { key: null }).context)
    const recorded = JSON.parse(
      recordedText('tencent/fqkline_600519_00700_AAPL_2026-08-07_merged.json'),
    ) as { data: { hk00700: { day: string[][] } } }
    const [date, open, close, high, low] = recorded.data.hk00700.day.at(-1) ?? []
    expect([date, open, close, high, low]).toEqual([
      '2026-08-07',
      '479.000',
      '478.800',
      '483.200',
      '475.400',
    ])
    expect(played.ok && brief('bars', played.found)).toContain(
      'raw 2026-08-07 479 483.2 475.4 478.8, 16319939 shares, null',
    )
  })
})

describe('J-Quants', () => {
  const playStatements = async (...rows: Record<string, unknown>[]) => {
    const { context } = caseContext({
      answers: [{ match: '/fins/summary', body: () => made.page(rows) }],
    })
    const found = await jquants.datasets.statements?.fetch(
      caseQuery({ market: 'JP', symbol: '7203' }),
      context,
    )
    if (!found?.ok) throw new Error(found?.detail)
    return found.data.facts
  }
  test('all values are text, and "" is none', async () => {
    const facts = await playStatements({ ...made.summary, DEPS: '', OP: '' })
    expect(
      facts.some(({ concept }) => concept === 'eps_diluted' || concept === 'operating_income'),
    ).toBe(false)
    expect(facts.find(({ concept }) => concept === 'revenue')?.value).toBe('111111000000')
  })
  test('EPS, BPS and DivAnn are of the shares of the day they were disclosed, and stay as they were', async () => {
    const facts = await playStatements(made.summary)
    expect(lines(facts)).toEqual(
      expect.arrayContaining([
        'eps_basic FY2025 111.11 JPY/share',
        'dividends_per_share FY2025 22.22 JPY/share',
      ]),
    )
    const answers: Answering[] = [
      { match: '/equities/bars/daily', body: () => made.page([made.splitDay]) },
      { match: '/fins/dividend', body: () => made.page([]) },
    ]
    const actions = await jquants.datasets.actions?.fetch(
      caseQuery({ market: 'JP', symbol: '7203' }),
      caseContext({ answers }).context,
    )
    expect(actions?.ok && actions.data.items[0]?.item).toMatchObject({
      kind: 'split',
      ratio: '2',
      ex_date: '2025-01-08',
    })
  })
})
