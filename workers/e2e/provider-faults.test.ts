/**
 * A provider that fails in every known way, with the running Workers. The companies are invented
 * for this test: nobody filed their figures.
 */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SentFinancials } from '#shared/contracts/facts.ts'
import { withOrigins } from '#shared/fact-origins.ts'
import type { Report } from '#shared/contracts/orchestrator.ts'
import {
  type FakeSec,
  type SecCompany,
  type SecFault,
  type SecRoute,
  startFakeSec,
} from './fakes/sec.ts'
import { ADMIN_TOKEN, type HttpAnswer, startSystem, type System } from './harness.ts'

const FILED = { 2022: '2023-02-03', 2023: '2024-02-03', 2024: '2025-02-03' }

interface Restated {
  value: number
  filed: string
}

/** `years` of one filing each, and possibly a later one that states the newest revenue anew. */
const factsOf = (cik: number, restated?: Restated): string => {
  const rows = (value: number, instant: boolean) =>
    Object.entries(FILED).map(([year, filed], i) => ({
      ...(!instant && { start: `${year}-01-01` }),
      end: `${year}-12-31`,
      val: value * (i + 1),
      accn: `0009999999-${filed.slice(2, 4)}-000001`,
      fy: Number(year),
      fp: 'FY',
      form: '10-K',
      filed,
    }))
  const tag = (value: number, instant = false) => ({
    label: 'Synthetic',
    units: { USD: rows(value, instant) },
  })
  const revenues = tag(111_111)
  if (restated) {
    const [newest] = revenues.units.USD.slice(-1)
    if (newest)
      revenues.units.USD.push({
        ...newest,
        val: restated.value,
        accn: '0009999999-25-000009',
        form: '10-K/A',
        filed: restated.filed,
      })
  }
  return JSON.stringify({
    cik,
    entityName: 'SYNTHETIC TEST CO',
    facts: {
      'us-gaap': {
        Revenues: revenues,
        NetIncomeLoss: tag(11_111),
        Assets: tag(222_222, true),
        StockholdersEquity: tag(99_999, true),
      },
    },
  })
}

const synthetic = (cik: number, ticker: string, name = 'SYNTHETIC TEST CO'): SecCompany => ({
  cik,
  ticker,
  title: name,
  submissions: JSON.stringify({
    cik: String(cik),
    name,
    tickers: [ticker],
    exchanges: ['NYSE'],
    sic: '9999',
    sicDescription: 'Synthetic',
    fiscalYearEnd: '1231',
    filings: {
      recent: {
        accessionNumber: ['0009999999-25-000001'],
        form: ['10-K'],
        primaryDocument: ['synthetic.htm'],
      },
    },
  }),
  companyfacts: factsOf(cik),
})

const company = synthetic(9_999_999, 'TEST')
const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
const URL_OF_TEST = '/api/financials/US/TEST'
let edgar: FakeSec
let system: System
let database: pg.Client

beforeAll(async () => {
  edgar = await startFakeSec({
    companies: [
      company,
      synthetic(9_999_998, 'OTHER'),
      synthetic(9_999_997, 'NUL', 'SYNTHETIC \u0000'),
      synthetic(9_999_996, 'HALF', '\ud800'),
    ],
  })
  system = await startSystem({
    secrets: {
      aggregator: {
        SEC_WWW_BASE_URL: edgar.url,
        SEC_DATA_BASE_URL: edgar.url,
        UPSTREAM_TIMEOUT_MS: '1000',
      },
    },
  })
  database = new pg.Client({ connectionString: system.database.url })
  await database.connect()
  // EDGAR and the recordings alone, without a limit that the faults would use up; limits and
  // breakers have tests of their own.
  const { value } = (await system.get('/api/config/data-sources')).body as {
    value: { chains: { US: object } }
  }
  const chains = { ...value.chains, US: { ...value.chains.US, statements: ['sec', 'recorded'] } }
  const providers = { sec: { budget: [{ calls: 100_000, per_seconds: 1 }] } }
  const breaker = { failures: 1_000, open_seconds: 1 }
  const write = await system.put(
    '/api/config/data-sources',
    { expected_version: 0, value: { ...value, chains, providers, breaker } },
    admin,
  )
  expect(write.status).toBe(200)
})
afterAll(async () => {
  await database?.end()
  await system?.stop()
  await edgar?.close()
})
beforeEach(() => {
  edgar.fault(null)
  edgar.calls.length = 0
})

const sql = async (statement: string) => (await database.query(statement)).rows
const stored = () =>
  sql(
    'select (select count(*)::int from facts) as facts, (select count(*)::int from instruments) as instruments, (select count(*)::int from sources) as sources',
  )
const NOTHING = [{ facts: 0, instruments: 0, sources: 0 }]
const forget = () => sql('truncate facts, instruments, sources, fetches cascade')
/**
 * As if what is noted of earlier reads had happened `seconds` earlier; what the provider itself
 * asked for stays.
 */
const letPass = (seconds: number) =>
  sql(
    `update fetches set asked_at = asked_at - make_interval(secs => ${seconds}), served_at = served_at - make_interval(secs => ${seconds})`,
  )

/**
 * Has the provider's gate let calls through again that a passed limit had shut: the doctor asks all
 * the same, and notes that it works.
 */
const reopen = async () => {
  edgar.fault(null)
  expect((await system.get('/api/admin/doctor', admin)).status).toBe(200)
}

const attemptsOf = ({ body }: HttpAnswer): unknown => (body as { attempts?: unknown }).attempts
const revenueOf = ({ body }: HttpAnswer) =>
  withOrigins(body as SentFinancials).facts.find(
    (f) => f.concept === 'revenue' && f.period === 'FY2024',
  )

const expectFailure = (answer: HttpAnswer, reason: string): void => {
  expect(answer).toMatchObject({
    status: 502,
    body: { reason: 'providers_failed', detail: expect.stringContaining(`sec (${reason}: sec: `) },
  })
  expect(attemptsOf(answer)).toMatchObject([
    { provider: 'sec', outcome: 'failed', reason },
    { provider: 'recorded', outcome: 'not_found' },
  ])
}

test.each<[SecFault, string, SecRoute]>([
  ['half_json', 'malformed', 'companyfacts'],
  ['forbidden', 'rate_limit', 'companyfacts'],
  ['rate_limited', 'rate_limit', 'companyfacts'],
  ['other_company', 'wrong_instrument', 'companyfacts'],
  ['wrong_types', 'malformed', 'companyfacts'],
  ['wrong_types', 'malformed', 'submissions'],
])('%s is a clear failure (%s of %s) and stores nothing', async (fault, reason, route) => {
  await forget()
  edgar.fault(fault, route)
  expectFailure(await system.get(URL_OF_TEST), reason)
  expect(await stored()).toEqual(NOTHING)
  if (reason === 'rate_limit') await reopen()
})

// The harness answers 500 for a connection that breaks, so `unreachable` is not seen here but in
// the chain's own tests.
test.each<[SecFault, string]>([
  ['html', 'transient'],
  ['server_error', 'transient'],
  ['hang', 'timeout'],
  ['hang_up', 'transient'],
])(
  '%s of a company that no list has is told as unknown, with who could not be heard (%s)',
  async (fault, reason) => {
    await forget()
    edgar.fault(fault)
    const answer = await system.get(URL_OF_TEST)
    expect(answer).toMatchObject({
      status: 404,
      body: { reason: 'unknown_symbol', detail: expect.stringContaining(`sec (${reason}: sec: `) },
    })
    expect(attemptsOf(answer)).toMatchObject([
      { provider: 'sec', outcome: 'failed', reason },
      { provider: 'recorded', outcome: 'not_found' },
    ])
    expect(await stored()).toEqual(NOTHING)
  },
)

test.each(['NUL', 'HALF'])('a name that is no text is a malformed answer (%s)', async (ticker) => {
  await forget()
  const answer = await system.get(`/api/financials/US/${ticker}`)
  expect(attemptsOf(answer)).toMatchObject([
    { provider: 'sec', outcome: 'failed', reason: 'malformed' },
    { provider: 'recorded' },
  ])
  expect(await stored()).toEqual(NOTHING)
})

test('Retry-After is kept, and a report says who failed', async () => {
  await forget()
  edgar.fault('rate_limited')
  await system.get(URL_OF_TEST)
  edgar.fault(null)
  edgar.calls.length = 0
  await letPass(100)
  const skipped = await system.get(URL_OF_TEST)
  expect(skipped).toMatchObject({
    status: 502,
    body: { reason: 'providers_failed', retry_after_seconds: expect.any(Number) },
  })
  expect(attemptsOf(skipped)).toMatchObject([
    { provider: 'sec', outcome: 'skipped', reason: 'rate_limit' },
    { provider: 'recorded' },
  ])
  const { body } = await system.post('/api/reports', {
    market: 'US',
    symbol: 'TEST',
    model: 'builtin',
  })
  const report = await ended((body as Report).id)
  expect(report).toMatchObject({
    status: 'failed',
    reason: 'providers_failed',
    detail: expect.stringContaining('sec (rate_limit'),
  })
  expect(edgar.calls).toEqual([])
  await sql(`update fetches set retry_at = now() - interval '1 second'`)
  // The gate holds every company back, not this one alone.
  expect(attemptsOf(await system.get(URL_OF_TEST))).toMatchObject([
    { provider: 'sec', outcome: 'failed', reason: 'rate_limit' },
    {},
  ])
  await sql('delete from fetches')
  await reopen()
  expect((await system.get(URL_OF_TEST)).status).toBe(200)
})

const ended = async (id: string): Promise<Report> => {
  for (let tries = 0; tries < 300; tries++) {
    const { body } = await system.get(`/api/reports/${id}`)
    const report = body as Report
    if (report.status !== 'queued' && report.status !== 'running') return report
    await new Promise((again) => setTimeout(again, 100))
  }
  throw new Error('the report does not end')
}

test('a healthy provider is asked once for all who read at once, and what it says leads back to its filing', async () => {
  await forget()
  const answers = await Promise.all(Array.from({ length: 12 }, () => system.get(URL_OF_TEST)))
  for (const answer of answers)
    expect(answer).toMatchObject({
      status: 200,
      body: { served_by: { provider: 'sec', recorded: null } },
    })
  expect(edgar.calls.filter((path) => path.includes('companyfacts'))).toHaveLength(1)
  expect(edgar.calls.length).toBeLessThanOrEqual(3)
  expect(revenueOf(answers[0] ?? (await system.get(URL_OF_TEST)))).toMatchObject({
    value: '333333',
    source_url: 'https://www.sec.gov/Archives/edgar/data/9999999/000999999925000001/synthetic.htm',
  })
  const { body } = await system.post('/api/reports', {
    market: 'US',
    symbol: 'TEST',
    model: 'builtin',
  })
  const report = await ended((body as Report).id)
  expect(report.status).toBe('complete')
  // What nobody has but a provider that is away is told, and the sections about it are left out.
  const written = report.sections.filter(({ reason }) => reason !== 'exhibits_absent')
  expect(written).toHaveLength(7)
  expect(written.every(({ status }) => status === 'complete')).toBe(true)
})

test('a restatement is added, and the old value is what was known before it', async () => {
  const before = await stored()
  company.companyfacts = factsOf(company.cik, { value: 444_444, filed: '2025-09-01' })
  await letPass(90_000)
  const now = await system.get(URL_OF_TEST)
  expect(revenueOf(now)).toMatchObject({ value: '444444', filed_at: '2025-09-01' })
  expect(await stored()).toMatchObject([{ facts: before[0].facts + 1, instruments: 1 }])
  const then = await system.get(`${URL_OF_TEST}?as_of=2025-03-01`)
  expect(revenueOf(then)).toMatchObject({ value: '333333', filed_at: '2025-02-03' })
})

test('a provider that fails on refresh, or is gone, leaves what is stored to be read', async () => {
  const before = await stored()
  edgar.fault('half_json')
  await letPass(90_000)
  const failed = await system.get(URL_OF_TEST)
  expect(failed).toMatchObject({
    status: 200,
    body: { served_by: { provider: 'sec', recorded: null } },
  })
  // Three years are few: the rest of the chain is asked too.
  expect(attemptsOf(failed)).toMatchObject([
    { provider: 'sec', outcome: 'failed', reason: 'malformed' },
    { provider: 'sec', outcome: 'stored' },
    { provider: 'recorded', outcome: 'not_found' },
  ])
  expect(revenueOf(failed)?.value).toBe('444444')
  await edgar.close()
  await letPass(90_000)
  expect(attemptsOf(await system.get(URL_OF_TEST))).toMatchObject([
    { outcome: 'failed', reason: 'transient' },
    { outcome: 'stored' },
    {},
  ])
  expect((await system.get('/api/financials/US/OTHER')).body).toMatchObject({
    reason: 'unknown_symbol',
    attempts: [{ reason: 'transient' }, {}],
  })
  expect(await stored()).toEqual(before)
})
