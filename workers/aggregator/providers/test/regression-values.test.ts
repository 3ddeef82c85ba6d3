/**
 * Values that are known to be right: each is a test that reads recorded answers through adapters
 * and formulas.
 */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Fact } from '#shared/contracts/facts.ts'
import type { Market, Dataset, ProviderId } from '#shared/names.ts'
import { factId } from '#shared/book/fact-id.ts'
import { fiscalYearsOfFacts } from '../../time/periods.ts'
import { derive } from '../../metrics/derive.ts'
import {
  type Answering,
  CANARY_KEY,
  caseContext,
  type ProviderCase,
  recordedBody,
  recordedText,
} from './case.ts'
import { CASES } from './cases.ts'
import { report } from '../eastmoney/fakes.fixture.ts'
import { play, providerOf } from './play.ts'
import type { NewFact, NewItem } from '../../model/provider.ts'
import { brief } from './recordings/brief.ts'

type RecordedCase = Pick<ProviderCase, 'provider' | 'dataset' | 'market' | 'symbol' | 'answers'>
const found = async (given: RecordedCase): Promise<readonly unknown[]> => {
  const spoilt = { other_company: String, null_field: String, wrong_type: String, empty: String }
  const whole: ProviderCase = { ...given, proof: 'recorded', evidence: [], spoilt }
  const played = await play(
    whole,
    caseContext(whole, { key: providerOf(whole).key ? CANARY_KEY : null }).context,
  )
  if (!played.ok) throw new Error(played.detail)
  return played.found
}
const caseOf = (provider: ProviderId, dataset: Dataset, market: Market): ProviderCase => {
  const given = CASES.find(
    (c) =>
      c.provider === provider &&
      c.dataset === dataset &&
      c.market === market &&
      c.proof === 'recorded',
  )
  if (!given) throw new Error('no such case')
  return given
}
const factsOf = async (given: RecordedCase) => (await found(given)) as NewFact[]
const lines = async (given: RecordedCase) => brief(given.dataset, await found(given))
/** The value last filed; `first` for the one filed first. */
const value = (
  facts: readonly NewFact[],
  concept: string,
  period: string,
  which: 'last' | 'first' = 'last',
): string | undefined => {
  const all = facts
    .filter((fact) => fact.concept === concept && fact.period === period)
    .toSorted((a, b) => a.known_at.localeCompare(b.known_at))
  return all.at(which === 'last' ? -1 : 0)?.value
}

/** What follows from facts by the formulas, as last known. */
const derivedFrom = (
  facts: readonly NewFact[],
  market: Market,
  symbol: string,
  currency: string,
): ((id: string) => string | undefined) => {
  const known = new Map<string, Fact>()
  for (const { source: _, ...fact } of facts.toSorted((a, b) =>
    a.known_at.localeCompare(b.known_at),
  ))
    known.set(`${fact.concept} ${fact.start} ${fact.end}`, {
      ...fact,
      id: factId(`${market}:${symbol}`, fact),
      retrieved_at: '2026-11-22T00:00:00.000Z',
    })
  const assumptions = {
    discount_rate: 0.09,
    terminal_growth_rate: 0.025,
    growth_cap: 0.15,
    projection_years: 10,
  }
  const all = [...known.values()]
  const { derived } = derive({
    facts: all,
    fiscalYears: fiscalYearsOfFacts(all),
    currency,
    assumptions,
    years: 10,
  })
  return (id) => derived.find((one) => one.id === id)?.value
}

/**
 * The annual report of fiscal 2025 in Finnhub's form: of that year nobody recorded Finnhub's own
 * answer.
 */
const finnhub2025 = (): RecordedCase => {
  const unitsSchema = z.record(
    z.string(),
    z.array(
      z.object({
        start: z.string().optional(),
        end: z.string(),
        val: z.number(),
        accn: z.string(),
      }),
    ),
  )
  const all = z
    .object({
      facts: z.object({ 'us-gaap': z.record(z.string(), z.object({ units: unitsSchema })) }),
    })
    .parse(JSON.parse(recordedText('sec/companyfacts_AAPL_CIK0000320193.json'))).facts['us-gaap']
  const [accessNumber, start, end] = ['0000320193-25-000079', '2024-09-29', '2025-09-27']
  const line = (tag: string, unit: string, name: string) => {
    const row = all[tag]?.units[unit]?.find(
      (one) => one.accn === accessNumber && one.start === start && one.end === end,
    )
    return { concept: `us-gaap_${tag}`, unit: name, label: tag, value: row?.val }
  }
  const ic = [
    line('RevenueFromContractWithCustomerExcludingAssessedTax', 'USD', 'usd'),
    line('EarningsPerShareDiluted', 'USD/shares', 'usd/share'),
  ]
  const filing = {
    accessNumber,
    symbol: 'AAPL',
    cik: '320193',
    year: 2025,
    quarter: 0,
    form: '10-K',
    report: { bs: [], cf: [], ic },
  }
  const dated = {
    ...filing,
    startDate: `${start} 00:00:00`,
    endDate: `${end} 00:00:00`,
    filedDate: '2025-10-31 00:00:00',
  }
  const answer = (match: string, data: unknown[]): Answering => ({
    match,
    body: () => JSON.stringify({ cik: '320193', symbol: 'AAPL', data }),
  })
  return {
    provider: 'finnhub',
    dataset: 'statements',
    market: 'US',
    symbol: 'AAPL',
    answers: [answer('freq=annual', [dated]), answer('freq=quarterly', [])],
  }
}

const APPLE_2024 = {
  revenue: '391035000000',
  gross_profit: '180683000000',
  research_and_development: '31370000000',
  selling_general_administrative: '26097000000',
  operating_income: '123216000000',
  pretax_income: '123485000000',
  income_tax: '29749000000',
  net_income: '93736000000',
  eps_basic: '6.11',
  eps_diluted: '6.08',
}

describe('section 16, as recorded', () => {
  test('AAPL FY2025 (end 2025-09-27), SEC = FMP = Finnhub: revenue 416,161,000,000; diluted EPS 7.46', async () => {
    for (const given of [
      caseOf('sec', 'statements', 'US'),
      caseOf('fmp', 'statements', 'US'),
      finnhub2025(),
    ]) {
      const facts = await factsOf(given)
      expect([
        given.provider,
        value(facts, 'revenue', 'FY2025'),
        value(facts, 'eps_diluted', 'FY2025'),
      ]).toEqual([given.provider, '416161000000', '7.46'])
      expect(
        facts.find(({ concept, period }) => concept === 'revenue' && period === 'FY2025'),
      ).toMatchObject({ end: '2025-09-27', unit: 'USD' })
    }
  })
  test.each(['sec', 'finnhub', 'yahoo', 'twelvedata'] as const)(
    'AAPL FY2024 (end 2024-09-28): revenue 391,035 M to net income 93,736 M; EPS 6.11 and 6.08: %s',
    async (provider) => {
      const facts = await factsOf(caseOf(provider, 'statements', 'US'))
      expect(
        Object.fromEntries(
          Object.keys(APPLE_2024).map((concept) => [concept, value(facts, concept, 'FY2024')]),
        ),
      ).toEqual(APPLE_2024)
    },
  )
  test('AAPL FY2025 CFO YTD path 29.935, 53.887, 81.754 bn: discrete Q2 23.952, Q3 27.867', async () => {
    const facts = await factsOf(caseOf('sec', 'statements', 'US'))
    expect(
      ['2025Q1', '2025H1', '2025-9M'].map((period) => value(facts, 'operating_cash_flow', period)),
    ).toEqual(['29935000000', '53887000000', '81754000000'])
    const derived = derivedFrom(facts, 'US', 'AAPL', 'USD')
    expect(
      ['2025Q2', '2025Q3'].map((quarter) => derived(`operating_cash_flow@${quarter}`)),
    ).toEqual(['23952000000', '27867000000'])
  })
  test('600519 FY2024 (Eastmoney): revenue 174,144,069,958.25; parent NI 86,228,146,421.62; margin 49.515408 %', async () => {
    const given = caseOf('eastmoney', 'statements', 'CN')
    const facts = await factsOf(given)
    expect([value(facts, 'revenue', 'FY2024'), value(facts, 'net_income', 'FY2024')]).toEqual([
      '174144069958.25',
      '86228146421.62',
    ])
    const margin = derivedFrom(facts, 'CN', '600519.SH', 'CNY')('net_margin@FY2024')
    expect((Number(margin) * 100).toFixed(6)).toBe('49.515408')
  })
  test('600519 2025 9M: revenue 130,903,889,634.88; assets 304,738,184,929.86', async () => {
    const facts = await factsOf(caseOf('eastmoney', 'statements', 'CN'))
    expect([
      value(facts, 'revenue', '2025-9M'),
      value(facts, 'total_assets', '@2025-09-30'),
    ]).toEqual(['130903889634.88', '304738184929.86'])
  })
  test('688256 2025: YTD 1,111,398,926.80 to 6,497,196,198.68, and Q3 1,726,780,892.57', async () => {
    const { SECUCODE, TOTAL_OPERATE_INCOME: ytd } = z
      .object({ SECUCODE: z.string(), TOTAL_OPERATE_INCOME: z.record(z.string(), z.number()) })
      .parse(JSON.parse(recordedBody('eastmoney/cn_ytd_688256_2025_values.json')))
    const about = {
      SECUCODE,
      SECURITY_CODE: '688256',
      SECURITY_NAME_ABBR: '寒武纪',
      ORG_TYPE: '通用',
      CURRENCY: 'CNY',
    }
    const rows = (column: string) =>
      report(
        ...Object.entries(ytd).map(([REPORT_DATE, amount]) => ({
          ...about,
          REPORT_DATE,
          [column]: amount,
        })),
      )
    const answers: Answering[] = [
      { match: 'MAINFINADATA', body: () => rows('TOTALOPERATEREVE') },
      { match: '_GINCOME', body: () => rows('TOTAL_OPERATE_INCOME') },
      {
        match: /_G(BALANCE|CASHFLOW)/,
        body: () => recordedText('eastmoney/error_9201_empty.json'),
      },
    ]
    const facts = await factsOf({
      provider: 'eastmoney',
      dataset: 'statements',
      market: 'CN',
      symbol: '688256.SH',
      answers,
    })
    expect(
      ['2025Q1', '2025H1', '2025-9M', 'FY2025'].map((period) => value(facts, 'revenue', period)),
    ).toEqual(['1111398926.8', '2880643471.09', '4607424363.66', '6497196198.68'])
    expect(derivedFrom(facts, 'CN', '688256.SH', 'CNY')('revenue@2025Q3')).toBe('1726780892.57')
  })
  test('00700 FY2024: 营业额 652,498,000,000 is not 营运收入 660,257,000,000 CNY; parent NI 194,073,000,000', async () => {
    const given = caseOf('eastmoney', 'statements', 'HK')
    // The trimmed recording has 营业额 and lacks 营运收入: without it there is no revenue, rather than the
    // wrong one.
    expect(recordedText('eastmoney/hk_RPT_HKF10_FN_INCOME_PC_00700_FY2024_trimmed.json')).toContain(
      '652498000000',
    )
    expect(await lines(given)).toEqual(['net_income FY2024 194073000000 CNY'])
    const whole = given.answers.map((answer, at) => ({
      ...answer,
      body: () => {
        if (at !== 1) return answer.body()
        const { result } = z
          .object({ result: z.object({ data: z.array(z.record(z.string(), z.unknown())) }) })
          .parse(JSON.parse(answer.body()))
        return report(...result.data, {
          ...result.data[0],
          STD_ITEM_CODE: '004001999',
          STD_ITEM_NAME: '营运收入',
          AMOUNT: 660257000000,
        })
      },
    }))
    expect(await lines({ ...given, answers: whole })).toEqual([
      'revenue FY2024 660257000000 CNY',
      'net_income FY2024 194073000000 CNY',
    ])
  })
  test('00700 2026-08-07, Tencent = Eastmoney = Yahoo: 478.8 close, 479.2 before, high 483.2, low 475.4; market value 4,348,807,144,693 HKD', async () => {
    const eastmoney = caseOf('eastmoney', 'multiples', 'HK')
    const answers = eastmoney.answers.map((answer) => ({
      ...answer,
      // The time of the price was not asked for when it was recorded.
      body: () => answer.body().replace('"f43":', '"f86":1786090080,"f43":'),
    }))
    for (const given of [
      caseOf('tencent', 'quote', 'HK'),
      { ...eastmoney, dataset: 'quote' as const, answers },
      caseOf('yahoo', 'quote', 'HK'),
    ]) {
      const [quote] = (await found(given)) as NewItem<'quote'>[]
      expect(quote?.item).toMatchObject({
        price: '478.8',
        previous_close: '479.2',
        high: '483.2',
        low: '475.4',
        currency: 'HKD',
      })
    }
    const marketValue = async (given: RecordedCase) =>
      /market_cap (\S+) HKD/.exec((await lines(given)).join('\n'))?.[1]
    expect(await marketValue(eastmoney)).toBe('4348807144693.2')
    // Tencent tells hundred millions to two places.
    expect(await marketValue(caseOf('tencent', 'multiples', 'HK'))).toBe('4348807140000')
  })
  test('600519 2026-04-02: 1459.88; vol 21,064 手; amount 307,181 万元; mcap 18,281.64 亿', async () => {
    const [quote] = (await found(caseOf('tencent', 'quote', 'CN'))) as NewItem<'quote'>[]
    expect(quote?.item).toMatchObject({
      price: '1459.88',
      volume: '2106400',
      turnover: '3071810000',
      currency: 'CNY',
    })
    expect(await lines(caseOf('tencent', 'multiples', 'CN'))).toContain(
      '2026-04-02T08:14:01.000Z market_cap 1828164000000 CNY',
    )
  })
  test('8697 3Q FY2022 (J-Quants doc): Sales 100,529,000,000; NP 35,175,000,000 (9 months)', async () => {
    // The sample names a next page, which it does not have.
    const rows = () =>
      JSON.stringify({
        data: (
          JSON.parse(recordedBody('jquants/fins_summary_86970_docsample.json')) as {
            data: unknown[]
          }
        ).data,
      })
    const answers = [{ match: '/fins/summary', body: rows }]
    const facts = await factsOf({
      provider: 'jquants',
      dataset: 'statements',
      market: 'JP',
      symbol: '8697',
      answers,
    })
    expect(facts.find(({ concept }) => concept === 'revenue')).toMatchObject({
      value: '100529000000',
      unit: 'JPY',
      start: '2022-04-01',
      end: '2022-12-31',
    })
    expect(facts.find(({ concept }) => concept === 'net_income')).toMatchObject({
      value: '35175000000',
      period: '2023-9M',
    })
  })
})

describe('section 16, of the recordings that ship and of values alone', () => {
  test('NVDA FY2024 EPS diluted: 11.93 originally, 1.19 after the 10:1 split', async () => {
    const facts = await factsOf({
      provider: 'recorded',
      dataset: 'statements',
      market: 'US',
      symbol: 'NVDA',
      answers: [],
    })
    expect([
      value(facts, 'eps_diluted', 'FY2024', 'first'),
      value(facts, 'eps_diluted', 'FY2024'),
    ]).toEqual(['11.93', '1.19'])
  })
  test('03931 FY2025: 44,400,067,000 / OP 3,125,766,000 / NI 1,475,632,000 CNY; EPS 0.8326', async () => {
    const dated = {
      SECURITY_CODE: '03931',
      START_DATE: '2025-01-01 00:00:00',
      REPORT_DATE: '2025-12-31 00:00:00',
    }
    const items = {
      '004001999': 44400067000,
      '004010999': 3125766000,
      '004025002': 1475632000,
      '004027002': 0.8326,
    }
    const answers: Answering[] = [
      {
        match: 'CASHFLOW_SUMMARY',
        body: () =>
          report({
            REPORT_LIST: [
              {
                ...dated,
                FISCAL_YEAR: '12-31',
                CURRENCY: '人民币',
                ACCOUNT_STANDARD: '香港会计准则',
              },
            ],
          }),
      },
      {
        match: 'INCOME_PC',
        body: () =>
          report(
            ...Object.entries(items).map(([STD_ITEM_CODE, AMOUNT]) => ({
              ...dated,
              STD_ITEM_CODE,
              AMOUNT,
            })),
          ),
      },
      {
        match: /(BALANCE|CASHFLOW)_PC/,
        body: () =>
          JSON.stringify({ result: null, success: false, message: '返回数据为空', code: 9201 }),
      },
    ]
    expect(
      await lines({
        provider: 'eastmoney',
        dataset: 'statements',
        market: 'HK',
        symbol: '03931',
        answers,
      }),
    ).toEqual([
      'revenue FY2025 44400067000 CNY',
      'operating_income FY2025 3125766000 CNY',
      'net_income FY2025 1475632000 CNY',
      'eps_basic FY2025 0.8326 CNY/share',
    ])
  })
})
