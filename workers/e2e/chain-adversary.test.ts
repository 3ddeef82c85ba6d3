/**
 * What the chain of providers promises, with the running Workers: bad input for every dataset, a
 * read of stored data that goes through no provider's gate, and a database that goes away.
 */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import { CANARY_KEY, type ProviderCase } from '../aggregator/providers/test/case.ts'
import { CASES } from '../aggregator/providers/test/cases.ts'
import { type LocalDatabase, openEmbedded } from '../dev/database.ts'
import { type FakeUpstream, startFakeUpstream } from './fakes/upstream.ts'
import { ADMIN_TOKEN, startSystem, type System } from './harness.ts'

const caseOf = (provider: string, dataset: string, market: string): ProviderCase => {
  const found = CASES.find(
    (c) => c.provider === provider && c.dataset === dataset && c.market === market,
  )
  if (!found) throw new Error(`no case ${provider} ${dataset} ${market}`)
  return found
}
const tushare = [caseOf('tushare', 'statements', 'CN'), caseOf('tushare', 'holders', 'CN')]

let upstream: FakeUpstream
let system: System
let store: LocalDatabase
let database: pg.Client

/** Writes the chains given over those in force. */
const configure = async (
  change: (value: {
    chains: Record<string, Record<string, string[]>>
    providers: object
  }) => object,
): Promise<void> => {
  const { version, value } = (await system.get('/api/config/data-sources')).body as {
    version: number
    value: Parameters<typeof change>[0]
  }
  const write = await system.put(
    '/api/config/data-sources',
    { expected_version: version, value: { ...value, ...change(value) } },
    { authorization: `Bearer ${ADMIN_TOKEN}` },
  )
  expect(write.body).toMatchObject({ version: version + 1 })
}
const gatesEntered = () => JSON.stringify(system.harness.getLogs()).split('provider.asked').length

describe('what stands between the adapters and the wire', () => {
  beforeAll(async () => {
    upstream = await startFakeUpstream()
    store = await openEmbedded(null)
    system = await startSystem({
      database: store,
      secrets: {
        aggregator: {
          UPSTREAM_ORIGIN: upstream.url,
          UPSTREAM_TIMEOUT_MS: '1000',
          TUSHARE_TOKEN: CANARY_KEY,
        },
      },
    })
    database = new pg.Client({ connectionString: system.database.url })
    database.on('error', () => {})
    await database.connect()
    await upstream.use(tushare)
  })
  afterAll(async () => {
    await database?.end().catch(() => {})
    await system?.stop()
    await upstream?.close()
  })
  beforeEach(() => {
    upstream.calls.length = 0
  })

  describe.each([
    '/api/companies/CN/600000.SH/holders',
    '/api/market-data/bars/600000.SH?market=CN',
    '/api/companies/cn/sh600000/news',
  ])('%s', (path) => {
    const at = (query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`
    test.each([
      ['from=2025-01-02&to=2025-01-01', 422, 'invalid_request'],
      ['limit=0', 422, 'invalid_request'],
      ['limit=501', 422, 'invalid_request'],
      ['limit=1&limit=2', 422, 'invalid_request'],
      ['unknown=1', 422, 'invalid_request'],
      ['from=2025-02-30', 422, 'invalid_request'],
      ['as_of=yesterday', 422, 'invalid_request'],
    ])('%s is refused and asks nobody', async (query, status, reason) => {
      expect(await system.get(at(query))).toMatchObject({ status, body: { reason } })
      expect(upstream.calls).toEqual([])
    })
    test.each([
      'from=0001-01-01',
      'to=9999-12-31',
      'from=0001-01-01&to=0001-12-31',
      'as_of=0001-01-01',
      'as_of=9999-12-31',
      'from=9999-12-31',
    ])('%s is no fault of ours', async (query) => {
      expect((await system.get(at(query))).status).not.toBe(500)
    })
  })

  test.each([
    ['/api/companies/US/BRK%2FB/quote?as_of=2020-01-01', 'invalid_request'],
    ['/api/financials/CN/600000.SH?currency=XYZ', 'invalid_request'],
    ['/api/financials/CN/600000.SH?currency=US1', 'invalid_request'],
    ['/api/companies/CN/%E0%A4%A/profile', 'malformed_symbol'],
    [`/api/companies/US/${'A'.repeat(65)}/profile`, 'invalid_request'],
    ['/api/companies/UK/VOD/profile', 'unknown_market'],
    ['/api/instruments?query=x&market=uk', 'unknown_market'],
  ])('%s is refused (%s)', async (path, reason) => {
    expect(await system.get(path)).toMatchObject({ status: 422, body: { reason } })
    expect(upstream.calls).toEqual([])
  })

  test.each([
    '平安银行',
    '騰訊',
    '腾讯',
    'トヨタ',
    'sh600519',
    '0700.HK',
    'brk/b',
    '7203.T',
    '&%_"\'',
    '𠮷野家',
  ])('a search for %s answers in time', async (query) => {
    const began = performance.now()
    const answer = await system.get(`/api/instruments?query=${encodeURIComponent(query)}`)
    expect(answer.status).toBe(200)
    expect(
      aggregatorContract.searchInstruments.response.safeParse(answer.body).error,
    ).toBeUndefined()
    expect(performance.now() - began).toBeLessThan(4_000)
  })

  test('a company is read from its first provider alone, and from then on without a gate and without a call', async () => {
    const given = tushare[0]
    if (!given) throw new Error('none')
    await configure(({ chains }) => ({
      chains: { ...chains, CN: { ...chains.CN, statements: ['tushare'], holders: ['tushare'] } },
    }))
    const [statements, holders] = [
      `/api/financials/CN/${given.symbol}`,
      `/api/companies/CN/600000.SH/holders?from=2000-01-01`,
    ]
    expect((await system.get(statements)).status).toBe(200)
    const first = await system.get(holders)
    expect(first.status).toBe(200)
    expect(aggregatorContract.getHolders.response.safeParse(first.body).error).toBeUndefined()
    const [asked, entered] = [upstream.calls.length, gatesEntered()]
    expect(asked).toBeGreaterThan(0)
    expect(entered).toBeGreaterThan(2)
    for (let times = 0; times < 3; times++) {
      expect((await system.get(statements)).status).toBe(200)
      expect((await system.get(holders)).status).toBe(200)
    }
    expect(upstream.calls.length).toBe(asked)
    expect(gatesEntered()).toBe(entered)
    // Nothing of them was known then, and a provider that is asked today tells nothing of that.
    expect(await system.get(`${holders}&as_of=1995-01-01`)).toMatchObject({
      status: 404,
      body: { reason: 'no_data' },
    })
    expect(await system.get(`${statements}?as_of=1995-01-01`)).toMatchObject({
      status: 404,
      body: { reason: 'no_data' },
    })
    // A provider that is turned off gives what it gave, and is not asked.
    await configure(({ chains }) => ({
      chains: {
        ...chains,
        CN: {
          ...chains.CN,
          statements: ['tushare', 'recorded'],
          holders: ['tushare', 'eastmoney'],
        },
      },
      providers: { tushare: { enabled: false } },
    }))
    const off = await system.get(holders)
    expect(off).toMatchObject({
      status: 200,
      body: {
        served_by: { provider: 'tushare' },
        attempts: [
          { provider: 'tushare', outcome: 'skipped', reason: 'disabled' },
          { provider: 'eastmoney', outcome: 'not_found' },
        ],
      },
    })
    expect((off.body as ItemsResponse<'holders'>).items).toEqual(
      (first.body as ItemsResponse<'holders'>).items,
    )
    await configure(() => ({
      providers: { tushare: { budget: [{ calls: 1, per_seconds: 1 }] } },
    }))
    await database.query('truncate fetches')
    // A budget smaller than the calls of the dataset takes all of it and reads.
    expect((await system.get(holders)).status).toBe(200)
  })

  // Last: the database does not come back.
  test('a database that went away is told as such, without SQL', async () => {
    upstream.fault('hang')
    await database.query('truncate fetches')
    const under = system.get('/api/companies/CN/600000.SH/holders')
    while (upstream.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await store.close()
    // It went away while the provider was asked.
    expect(await under).toMatchObject({ status: 503, body: { reason: 'database_unavailable' } })
    upstream.calls.length = 0
    for (const path of [
      '/api/companies/CN/600000.SH/holders',
      '/api/financials/CN/600000.SH',
      '/api/financials/CN/600000.SH/restatements',
      '/api/instruments?query=x',
    ]) {
      const answer = await system.get(path)
      expect(answer).toMatchObject({ status: 503, body: { reason: 'database_unavailable' } })
      expect(JSON.stringify(answer.body)).not.toMatch(/select|insert|postgres:/i)
    }
    expect(upstream.calls).toEqual([])
    expect(JSON.stringify(system.harness.getLogs())).not.toMatch(/insert into|select coalesce/i)
  })
})
