/**
 * The chain with the real SEC adapter, a local server that fails in every known way, and a real
 * database. The two companies are made up for the test.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import {
  type FakeSec,
  type SecCompany,
  type SecFault,
  type SecRoute,
  startFakeSec,
} from '../../e2e/fakes/sec.ts'
import { sec } from '../providers/sec/index.ts'
import { readThrough, type ReadThroughDeps } from './read-through.ts'
import type { ShippedListing } from '../model/provider.ts'
import { statementsStore } from './dataset-stores.ts'
import { dataSources, openDeps } from './deps.fixture.ts'
import { upstreamFetch } from '../providers/upstream.ts'

const company = (cik: number, ticker: string, revenue: number): SecCompany => {
  const accn = `${String(cik).padStart(10, '0')}-25-000001`
  const row = {
    end: '2024-12-31',
    val: revenue,
    accn,
    fy: 2024,
    fp: 'FY',
    form: '10-K',
    filed: '2025-02-03',
  }
  return {
    cik,
    ticker,
    title: `${ticker} Inc.`,
    submissions: JSON.stringify({
      cik: String(cik),
      name: `${ticker} Inc.`,
      tickers: [ticker],
      exchanges: ['NYSE'],
      sic: '3571',
      sicDescription: 'Electronic Computers',
      fiscalYearEnd: '1231',
      filings: {
        recent: {
          accessionNumber: [accn],
          form: ['10-K'],
          primaryDocument: [`${ticker.toLowerCase()}.htm`],
        },
      },
    }),
    companyfacts: JSON.stringify({
      cik,
      entityName: `${ticker} Inc.`,
      facts: {
        'us-gaap': {
          Revenues: { label: 'Revenues', units: { USD: [{ start: '2024-01-01', ...row }] } },
          Assets: { label: 'Assets', units: { USD: [{ ...row, val: revenue * 2 }] } },
        },
      },
    }),
  }
}

const sources = dataSources({ US: { statements: ['sec'] } })

describe.each(testDatabases())('a company read from EDGAR (%s)', (_, open) => {
  let database: TestDatabase
  let edgar: FakeSec
  beforeAll(async () => {
    database = await open()
    edgar = await startFakeSec({
      companies: [company(11, 'ONE', 1_000), company(22, 'TWO', 2_000)],
    })
  }, OPEN_TIMEOUT_MS)
  afterAll(async () => {
    await edgar.close()
    await database.close()
  })
  beforeEach(async () => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    edgar.fault(null)
    edgar.calls.length = 0
    await database.db.execute(sql`truncate instruments, facts, fetches, sources cascade`)
  })

  const now = new Date('2026-11-22T12:00:00.000Z')
  const read = (
    symbol = 'ONE',
    known: ShippedListing = { recorded: [], tickers: { listed: true, as_of: '2024-05' } },
  ) => {
    const deps = openDeps(() => now)
    const calls = upstreamFetch({ SEC_WWW_BASE_URL: edgar.url, SEC_DATA_BASE_URL: edgar.url })
    // A short limit, so that the test of a server that never answers does not wait ten seconds.
    const contextOf: ReadThroughDeps['contextOf'] = (provider) => ({
      ...deps.contextOf(provider),
      fetch: calls,
      timeoutMs: 300,
    })
    const store = statementsStore(
      { db: database.db, market: 'US', symbol, asOf: () => now, catalogued: () => null },
      10,
      1,
    )
    return readThrough({ market: 'US', symbol, sources }, store, {
      ...deps,
      contextOf,
      providers: [sec],
      known: () => known,
    })
  }
  const rows = async () => {
    const counted = await database.db.execute(sql`
      select (select count(*)::int from facts) as facts, (select count(*)::int from instruments) as instruments, (select count(*)::int from sources) as sources`)
    return counted.rows[0]
  }

  it('is stored with its raw answers and leads back to its filing', async () => {
    const result = await read()
    expect(
      result.ok && result.data.reading.facts.find((f) => f.concept === 'revenue'),
    ).toMatchObject({
      value: '1000',
      period: 'FY2024',
      provider_field: 'us-gaap:Revenues',
      known_at: '2025-02-04T04:59:59.999Z',
      source_url: 'https://www.sec.gov/Archives/edgar/data/11/000000001125000001/one.htm',
    })
    // Each of the three answers is kept: ticker list, submissions, facts.
    expect(await rows()).toEqual({ facts: 2, instruments: 1, sources: 3 })
    expect(edgar.calls).toHaveLength(3)
  })

  it.each<[SecRoute, SecFault, string]>([
    ['companyfacts', 'html', 'transient'],
    ['companyfacts', 'half_json', 'malformed'],
    ['companyfacts', 'wrong_types', 'malformed'],
    ['companyfacts', 'forbidden', 'rate_limit'],
    ['companyfacts', 'rate_limited', 'rate_limit'],
    ['companyfacts', 'server_error', 'transient'],
    ['companyfacts', 'hang', 'timeout'],
    ['companyfacts', 'hang_up', 'unreachable'],
    ['companyfacts', 'other_company', 'wrong_instrument'],
    ['submissions', 'html', 'transient'],
    ['submissions', 'half_json', 'malformed'],
    ['submissions', 'wrong_types', 'malformed'],
    ['submissions', 'hang', 'timeout'],
    ['submissions', 'other_company', 'wrong_instrument'],
    ['tickers', 'html', 'transient'],
    ['tickers', 'wrong_types', 'malformed'],
    ['tickers', 'hang', 'timeout'],
  ])('%s with %s is a clear failure (%s) that stores nothing', async (route, fault, reason) => {
    edgar.fault(fault, route)
    const result = await read()
    expect(result).toMatchObject({
      ok: false,
      reason: 'providers_failed',
      attempts: [{ provider: 'sec', outcome: 'failed', reason }],
    })
    expect(result.ok || result.detail).toContain(`sec (${reason}`)
    expect(await rows()).toEqual({ facts: 0, instruments: 0, sources: 0 })
  })

  it.each<SecFault>(['rate_limited', 'forbidden'])('is left alone after %s', async (fault) => {
    edgar.fault(fault)
    await read()
    edgar.fault(null)
    edgar.calls.length = 0
    expect(await read()).toMatchObject({
      ok: false,
      reason: 'providers_failed',
      attempts: [{ outcome: 'skipped', reason: 'rate_limit' }],
    })
    expect(edgar.calls).toEqual([])
  })

  it('does not know a ticker that EDGAR does not list', async () => {
    const result = await read('THREE', {
      recorded: [],
      tickers: { listed: false, as_of: '2024-05' },
    })
    expect(result).toMatchObject({ ok: false, reason: 'unknown_symbol' })
    expect(edgar.calls).toEqual(['/files/company_tickers.json'])
  })
})
