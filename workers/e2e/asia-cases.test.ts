/**
 * Shares of China and Hong Kong through the running Workers: what a company owes, which price to
 * earnings is which, series with dividends subtracted and reinvested, halts, indices, searches by a
 * name that is a code elsewhere, counters in yuan, and B shares. All answers are invented.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import pg from 'pg'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { Attempt, Financials } from '#shared/contracts/facts.ts'
import type { ProviderCase } from '../aggregator/providers/test/case.ts'
import { PROVIDERS } from '../aggregator/providers/registry.ts'
import {
  asks,
  barsWithDividend,
  daysAgo,
  hongKongMultiples,
  owesEight,
  paysSixty,
  suspended,
  tencentLine,
  yahooFinds,
} from './fakes/asia-answers.ts'
import { type FakeUpstream, startFakeUpstream } from './fakes/upstream.ts'
import { type HttpAnswer, startSystem, type System } from './harness.ts'

interface Sources {
  chains: Record<string, Record<string, string[]>>
  retry_failed_after_seconds: number
  providers: object
  breaker: object
}

let upstream: FakeUpstream
let system: System
let database: pg.Client

beforeAll(async () => {
  upstream = await startFakeUpstream()
  const keys = Object.fromEntries(
    PROVIDERS.flatMap(({ key }) => (key ? [[key.variable, 'a-key']] : [])),
  )
  system = await startSystem({
    secrets: {
      aggregator: { UPSTREAM_ORIGIN: upstream.url, UPSTREAM_TIMEOUT_MS: '1500', ...keys },
    },
  })
  database = new pg.Client({ connectionString: system.database.url })
  await database.connect()
})
afterAll(async () => {
  await database?.end()
  await system?.stop()
  await upstream?.close()
})
beforeEach(async () => {
  upstream.fault(null)
  upstream.calls.length = 0
  await database.query('truncate facts, fetches, sources, items, bars, instruments cascade')
})

/**
 * These cases answer, and only their providers are in the chains of their datasets. The other
 * datasets keep their chains: a market cannot do without some of them.
 */
const use = async (...cases: ProviderCase[]): Promise<void> => {
  const chains = Object.fromEntries(
    [...Map.groupBy(cases, ({ market }) => market)].map(([market, ofMarket]) => [
      market,
      Object.fromEntries(
        [...Map.groupBy(ofMarket, ({ dataset }) => dataset)].map(([dataset, of]) => [
          dataset,
          [...new Set(of.map(({ provider }) => provider))],
        ]),
      ),
    ]),
  )
  await upstream.use(cases)
  await system.configure<Sources>('data-sources', (value) => ({
    ...value,
    chains: {
      ...value.chains,
      ...Object.fromEntries(
        Object.entries(chains).map(([market, of]) => [
          market,
          { ...value.chains[market as keyof Sources['chains']], ...of },
        ]),
      ),
    },
    providers: Object.fromEntries(
      cases.map(({ provider }) => [provider, { budget: [{ calls: 1_000_000, per_seconds: 1 }] }]),
    ),
    retry_failed_after_seconds: 0,
    breaker: { failures: 1, open_seconds: 3_600 },
  }))
}
const get = (path: string): Promise<HttpAnswer> => system.get(path)
const attemptsOf = ({ body }: HttpAnswer): Attempt[] =>
  (body as { attempts?: Attempt[] }).attempts ?? []

describe('a long-term loan and no bonds', () => {
  test.each(owesEight.map((given) => [given.provider, given] as const))(
    'as %s has it: the company owes all of it',
    async (_, given) => {
      await use(given)
      const answer = await get('/api/financials/CN/600801')
      expect([answer.status, attemptsOf(answer)]).toEqual([200, expect.anything()])
      const { facts, derived } = answer.body as Financials
      const known = [
        ...facts.map(({ concept, end, value }) => ({ name: concept, end, value })),
        ...derived,
      ]
      const figure = (name: string): number | null => {
        const found = known.find((one) => one.name === name && one.end === '2025-12-31')
        return found ? Number(found.value) : null
      }
      expect(figure('long_term_debt')).toBe(7e9)
      expect(figure('total_debt')).toBe(8e9)
      expect(figure('net_cash')).toBe(-6e9)
      expect(figure('debt_to_equity')).toBeCloseTo(1)
      expect(figure('debt_to_assets')).toBeCloseTo(0.4)
      expect(figure('invested_capital')).toBe(14e9)
      // Only one of the three gives depreciation here; the others' is not guessed from nothing.
      const isGiven = given.provider === 'eastmoney'
      expect(figure('depreciation_amortization')).toBe(isGiven ? 0.65e9 : null)
      expect(figure('ebitda') === null).toBe(!isGiven)
    },
  )
})

describe('which price to earnings is which in Hong Kong', () => {
  test.each([
    ['before the interim report', '16.00', '15.00'],
    ['after it', '14.00', '14.50'],
  ])('%s', async (_, trailing, dynamic) => {
    await use(
      asks('tencent', 'multiples', 'HK', '09888', [hongKongMultiples('20.00', trailing, dynamic)]),
    )
    const answer = await get('/api/companies/HK/09888/multiples')
    const { items } = answer.body as ItemsResponse<'multiples'>
    const of = (concept: string) =>
      Number(items[0]?.item.figures.find((figure) => figure.concept === concept)?.value)
    expect([of('pe_static'), of('pe_ttm'), of('pe_dynamic')]).toEqual([
      20,
      Number(trailing),
      Number(dynamic),
    ])
    expect(items[0]?.item).not.toHaveProperty('contradiction')
  })
  test('a value in another currency than it says is marked', async () => {
    const line = tencentLine('hk09888', {
      3: '1.000',
      4: '1.000',
      6: '1000000',
      39: '20',
      45: '6000.0000',
      69: '1000000000.00',
      75: 'HKD',
    })
    await use(asks('tencent', 'multiples', 'HK', '09888', [line]))
    const answer = await get('/api/companies/HK/09888/multiples')
    expect((answer.body as ItemsResponse<'multiples'>).items[0]?.item.contradiction).toMatch(
      /in HKD is 600 times/,
    )
  })
})

describe('a share that rose from 100 to 400 and paid 60', () => {
  const line = (code: string, currency: string, volume = '1000'): ReturnType<typeof tencentLine> =>
    tencentLine(code, { 3: '340', 4: '400', 5: '340', 6: volume, 37: '3400', 82: currency })
  const closes = (answer: HttpAnswer, adjustment: string): number[] =>
    ((answer.body as ItemsResponse<'bars'>).items ?? [])
      .filter(({ item }) => item.adjustment === adjustment)
      .flatMap(({ item }) => item.bars.map(({ close }) => Number(close)))
  const path = (symbol: string) => `/api/market-data/bars/${symbol}?market=CN&from=${daysAgo(300)}`

  test('dividends subtracted are their own kind; reinvested they make it four times as much', async () => {
    await use(
      asks('tencent', 'bars', 'CN', '600801.SH', [
        barsWithDividend('sh600801', '1000'),
        line('sh600801', 'CNY'),
      ]),
      asks('eastmoney', 'actions', 'CN', '600801.SH', [paysSixty('600801.SH')]),
    )
    const answer = await get(path('600801'))
    expect(closes(answer, 'raw')).toEqual([100, 400, 340])
    expect(closes(answer, 'subtractive')).toEqual([40, 340, 340])
    const [first = 0, , last = 0] = closes(answer, 'total_return')
    expect([first, last / first]).toEqual([85, 4])
    // The second read is of the stored rows, and has the same series.
    const again = await get(path('600801'))
    expect(attemptsOf(again)).toMatchObject([{ provider: 'tencent', outcome: 'stored' }])
    for (const adjustment of ['raw', 'subtractive', 'total_return'])
      expect([adjustment, closes(again, adjustment)]).toEqual([
        adjustment,
        closes(answer, adjustment),
      ])
  })
  test('nobody knows its dividends: there is no series of total return', async () => {
    await use(
      asks('tencent', 'bars', 'CN', '600801.SH', [
        barsWithDividend('sh600801', '1000'),
        line('sh600801', 'CNY'),
      ]),
      asks('eastmoney', 'actions', 'CN', '600801.SH', [
        { match: 'reportName', body: () => '{"success":false,"code":9201,"result":null}' },
      ]),
    )
    const answer = await get(path('600801'))
    expect(closes(answer, 'raw')).toHaveLength(3)
    expect(closes(answer, 'total_return')).toEqual([])
  })
  test.each([
    ['a STAR share whose bars are in lots', '688801', '10', '1000', '1000'],
    ['a STAR share whose bars are in shares', '688801', '1000', '1000', '1000'],
    ['a main board share', '600801', '10', '10', '1000'],
  ])('%s: volumes are in shares', async (_, code, lot, volume, shares) => {
    // 340 a share, a thousand shares: 34 ten thousand yuan.
    const quoted = tencentLine(`sh${code}`, {
      3: '340',
      4: '400',
      6: volume,
      37: '34',
      82: 'CNY',
    })
    await use(
      asks('tencent', 'bars', 'CN', `${code}.SH`, [barsWithDividend(`sh${code}`, lot), quoted]),
    )
    const answer = await get(path(code))
    const [raw] = (answer.body as ItemsResponse<'bars'>).items
    expect(raw?.item.bars.map((bar) => bar.volume)).toEqual([shares, shares, shares])
  })
})

describe('what is no price', () => {
  test('a suspended share is a halt, which keeps nobody from asking again', async () => {
    await use(asks('eastmoney', 'quote', 'CN', '600000.SH', [suspended]))
    for (const _ of [1, 2, 3]) {
      const answer = await get('/api/companies/CN/600000/quote')
      expect(attemptsOf(answer)).toMatchObject([
        { provider: 'eastmoney', outcome: 'failed', reason: 'empty' },
      ])
    }
    expect(upstream.calls).toHaveLength(3)
  })
  test.each(['399001', 'sz399001', '399001.SZ', '899050', '000001.SH', '510300'])(
    'an index or a fund is no share: %s',
    async (symbol) => {
      const index = tencentLine('sz399001', { 3: '13205.66', 4: '13100.00', 6: '600000000' })
      await use(asks('tencent', 'quote', 'CN', '000001.SZ', [index]))
      const answer = await get(`/api/companies/CN/${symbol}/quote`)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.body).toMatchObject({ reason: 'malformed_symbol' })
      expect(upstream.calls).toEqual([])
    },
  )
})

describe('a name that is a code elsewhere', () => {
  const candidates = async (query: string): Promise<Candidate[]> => {
    const answer = await get(`/api/instruments?query=${encodeURIComponent(query)}`)
    expect(answer.status).toBe(200)
    return (answer.body as { candidates: Candidate[] }).candidates
  }
  test('BYD: Boyd Gaming, and BYD of both its markets', async () => {
    await use(
      asks('yahoo', 'instrument', 'HK', 'BYD', [
        yahooFinds('BYD', '1211.HK', 'BYD Company Limited'),
      ]),
    )
    const ids = (await candidates('BYD')).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['US:BYD', 'HK:01211', 'CN:002594.SZ']))
  })
  test('a code of one market that no hand-kept name answers has the others asked', async () => {
    await use(
      asks('yahoo', 'instrument', 'HK', 'SMPL', [
        yahooFinds('SMPL', '9877.HK', 'SMPL Holdings Limited'),
      ]),
    )
    const found = await candidates('SMPL')
    expect(found[0]).toMatchObject({ id: 'US:SMPL', match: 'symbol' })
    expect(found.map(({ id }) => id)).toContain('HK:09877')
    expect(upstream.calls.some(({ provider }) => provider === 'yahoo')).toBe(true)
  })
})

describe('counters and B shares', () => {
  test.each([
    ['HK', '80700', 'hk80700', '80700', 'CNY', 75],
    ['HK', '700', 'hk00700', '00700', 'HKD', 75],
    ['CN', '200002', 'sz200002', '200002.SZ', 'HKD', 82],
    ['CN', '201872', 'sz201872', '201872.SZ', 'HKD', 82],
    ['CN', '900901', 'sh900901', '900901.SH', 'USD', 82],
  ] as const)(
    '%s:%s is quoted in its own currency',
    async (market, typed, code, symbol, currency, at) => {
      const fields = { 3: '10.00', 4: '9.90', 5: '9.95', 6: '1000', [at]: currency }
      await use(asks('tencent', 'quote', market, symbol, [tencentLine(code, fields)]))
      const answer = await get(`/api/companies/${market}/${typed}/quote`)
      expect(answer.body).toMatchObject({
        instrument: { id: `${market}:${symbol}` },
        items: [{ item: { price: '10', currency } }],
      })
    },
  )
  test('a B share in another currency than its own is another instrument', async () => {
    const yuan = tencentLine('sz200002', { 3: '10.00', 4: '9.90', 6: '1000', 82: 'CNY' })
    await use(asks('tencent', 'quote', 'CN', '200002.SZ', [yuan]))
    expect(attemptsOf(await get('/api/companies/CN/200002/quote'))).toMatchObject([
      { provider: 'tencent', reason: 'wrong_instrument' },
    ])
  })
  test('the company behind a counter in yuan is that of the counter in dollars', async () => {
    await system.configure<Sources>('data-sources', (value) => ({
      ...value,
      chains: { ...value.chains, HK: { ...value.chains.HK, statements: ['recorded'] } },
    }))
    const answer = await get('/api/financials/HK/80700')
    expect(answer.body).toMatchObject({ instrument: { id: 'HK:00700' } })
  })
  test('bars of B shares are in their currency', async () => {
    const row = [daysAgo(1), '10', '10', '10', '10', '10']
    const bars = {
      match: 'fqkline',
      body: () => JSON.stringify({ code: 0, data: { sz200002: { day: [row], qfqday: [row] } } }),
    }
    const quoted = tencentLine('sz200002', { 3: '10', 4: '9.9', 6: '10', 37: '1', 82: 'HKD' })
    await use(asks('tencent', 'bars', 'CN', '200002.SZ', [bars, quoted]))
    const answer = await get(`/api/market-data/bars/200002?market=CN&from=${daysAgo(30)}`)
    expect(answer.body).toMatchObject({
      items: [
        { item: { adjustment: 'raw', currency: 'HKD', bars: [{ close: '10', volume: '1000' }] } },
        { item: { adjustment: 'subtractive', currency: 'HKD' } },
      ],
    })
  })
})
