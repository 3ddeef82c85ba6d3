/**
 * The log of the running Workers: one request's way through all of them, a provider that fails,
 * lines that survive a restart, and their end.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SystemConfig } from '#shared/contracts/config-documents.ts'
import type { LogLine, LogMetrics, Timeline } from '#shared/contracts/logs.ts'
import type { ReportSummary } from '#shared/contracts/orchestrator.ts'
import type { ProviderCase } from '../aggregator/providers/test/case.ts'
import { apiClient } from '../dev/api-client.ts'
import { type LocalDatabase, openEmbedded } from '../dev/database.ts'
import { expectNoFaults, hasChromium, openBrowser, type TestBrowser } from './browser.ts'
import { only, onePerDataset, pathOf } from './cases.ts'
import { type FakeUpstream, startFakeUpstream } from './fakes/upstream.ts'
import { ADMIN_TOKEN, NOBODY, startSystem, type System } from './harness.ts'

const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
const KEY = 'canary-of-the-log-5c07'
const KEK = createHash('sha256').update('key-encryption-key of the log').digest('hex')

let upstream: FakeUpstream
let database: LocalDatabase
let system: System
let client: pg.Client

const start = async (): Promise<System> =>
  startSystem({
    database,
    secrets: {
      aggregator: { UPSTREAM_ORIGIN: upstream.url, UPSTREAM_TIMEOUT_MS: '5000' },
      config: { KEY_ENCRYPTION_KEY: KEK },
    },
  })

beforeAll(async () => {
  upstream = await startFakeUpstream()
  database = await openEmbedded(null)
  system = await start()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await system?.stop()
  await database?.close()
  await upstream?.close()
})

const caseOf = (provider: string, dataset: string): ProviderCase => {
  const found = onePerDataset.find((c) => c.provider === provider && c.dataset === dataset)
  if (!found) throw new Error('a case is gone')
  return found
}

const read = async <T>(path: string): Promise<T> => {
  const { status, body } = await system.get(path, admin)
  expect(status, path).toBe(200)
  return body as T
}

/** Lines come in batches, after the invocation that wrote them has ended. */
const until = <T>(look: () => Promise<T>, holds: (value: T) => boolean): Promise<T> =>
  expect.poll(look, { timeout: 30_000, interval: 250 }).toSatisfy(holds).then(look)

const search = (query: string) =>
  read<{ lines: LogLine[]; next: string | null }>(`/api/logs?${query}`)

test('the log and the figures are the administrator’s', async () => {
  for (const path of [
    '/api/logs',
    '/api/logs/requests/some-request',
    '/api/logs/reports/rep_1',
    '/api/metrics',
    '/metrics',
  ]) {
    expect((await system.get(path, NOBODY)).status, path).toBe(401)
    expect((await system.get(path)).status, path).toBe(403)
    expect((await system.get(path, { authorization: 'Bearer wrong' })).status, path).toBe(401)
    expect((await system.get(path, admin)).status, path).toBe(200)
  }
  expect((await system.post('/api/v1/logs/maintenance', { keep_days: 1 }, admin)).status).toBe(404)
})

test('one request id gives the way of a report through all Workers, objects and providers', async () => {
  const statements = caseOf('fmp', 'statements')
  expect((await system.put('/api/config/keys/FMP_API_KEY', { value: KEY }, admin)).status).toBe(200)
  await only(system, statements)
  await upstream.use([statements])
  const before = upstream.calls.length
  const started = await system.post(
    '/api/reports',
    { market: statements.market, symbol: statements.symbol, model: 'builtin' },
    { 'x-request-id': 'request-of-the-report' },
  )
  expect(started.status).toBe(202)
  const { id } = started.body as ReportSummary
  for await (const event of apiClient(system).events(id))
    if (event.type === 'report' && event.status === 'failed') throw new Error('it failed')
  const timeline = await until(
    () => read<Timeline>('/api/logs/requests/request-of-the-report'),
    ({ entries }) => entries.some(({ fields }) => fields.step === 'finish'),
  )
  expect(timeline.workers).toEqual([
    'api-gateway',
    'config-service',
    'data-aggregator',
    'analysis-service',
    'report-orchestrator',
  ])
  const calls = upstream.calls.slice(before).filter(({ provider }) => provider === 'fmp')
  expect(calls.length).toBeGreaterThan(0)
  const told = timeline.entries.filter(
    ({ event, provider }) => event === 'provider.called' && provider === 'fmp',
  )
  expect(told).toHaveLength(calls.length)
  expect(timeline.providers).toContain('fmp')
  const objects = new Set(timeline.entries.map(({ fields }) => fields.object).filter(Boolean))
  for (const object of ['ProviderGate', 'SingleFlight', 'ReportFeed', 'ConfigStore'])
    expect([...objects]).toContain(object)
  // Each line but those of the first request and of the steps stands within another one.
  const spans = new Set(timeline.entries.map(({ span }) => span))
  const roots = timeline.entries.filter(({ parent }) => parent === null || !spans.has(parent))
  expect(
    roots.filter(({ event, worker }) => event !== 'report.step' && worker !== 'api-gateway'),
  ).toEqual([])
  expect(timeline.entries.map(({ offset_ms }) => offset_ms)).toEqual(
    timeline.entries.map(({ offset_ms }) => offset_ms).toSorted((a, b) => a - b),
  )

  const ofReport = await read<Timeline>(`/api/logs/reports/${id}`)
  expect(ofReport.workers).toEqual(timeline.workers)
  expect(ofReport.entries.length).toBeGreaterThanOrEqual(timeline.entries.length)
})

test('a provider that fails is found by what it did, with the reason', async () => {
  const quote = caseOf('fmp', 'profile')
  await only(system, quote)
  await upstream.use([quote])
  upstream.fault('server_error')
  const asked = await system.get(`${pathOf(quote)}&limit=3`, {
    'x-request-id': 'request-that-fails',
  })
  upstream.fault(null)
  expect(asked.status).toBeGreaterThanOrEqual(400)
  const { lines } = await until(
    () => search('provider=fmp&level=warn&event=provider.asked'),
    (found) => found.lines.length > 0,
  )
  expect(lines[0]).toMatchObject({
    worker: 'data-aggregator',
    request_id: 'request-that-fails',
    outcome: 'failed',
    reason: 'transient',
  })
})

test('no query string and no key is among the lines', async () => {
  await system.get('/api/instruments?query=canary-in-a-query-77', {
    'x-request-id': 'with-a-query',
  })
  await system.get('/api/nowhere%3Fkey=canary-in-a-query-78?key=canary-in-a-query-79', {
    'x-request-id': 'without-route',
  })
  await until(
    () => search('request_id=without-route'),
    ({ lines }) => lines.length > 0,
  )
  await until(
    () => search('request_id=with-a-query'),
    ({ lines }) => lines.length > 0,
  )
  const { rows } = await client.query<{ line: string }>('select l::text as line from log_lines l')
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.filter(({ line }) => line.includes('canary'))).toEqual([])
})

describe.skipIf(!hasChromium)('in Chromium', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser(system)
  })
  afterAll(() => browser?.close())

  test('a failed provider is found from the front page in three clicks', async () => {
    const { page } = browser
    await page.goto(`${system.url}/settings/logs`)
    await page.getByRole('table').waitFor()
    await page.locator('a.brand').click()

    await page.getByRole('link', { name: 'Data sources' }).click()
    await page.getByRole('link', { name: 'Failed provider calls' }).click()
    await page.getByRole('row').filter({ hasText: 'fmp' }).getByRole('link').first().click()

    await page.getByRole('heading', { name: 'What failed' }).waitFor()
    expect(await page.locator('.log-failures').textContent()).toMatch(/fmp profile .*transient/)
    expect(new URL(page.url()).pathname).toBe('/settings/logs/requests/request-that-fails')
    const workers = await page.locator('.fall-words').allInnerTexts()
    for (const worker of ['api-gateway', 'data-aggregator'])
      expect(workers.some((text) => text.includes(worker))).toBe(true)
    expectNoFaults(browser)
  })

  test('the address of a search shows it again, on a phone and in Chinese too', async () => {
    const { page } = browser
    await page.getByRole('link', { name: 'Log', exact: true }).click()
    await page.locator('select[name=worker]').selectOption('data-aggregator')
    await page.locator('select[name=provider]').selectOption('fmp')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.waitForURL('**/settings/logs?worker=data-aggregator&provider=fmp')
    await page.getByRole('row').filter({ hasText: 'fmp' }).first().waitFor()
    await page.goBack()
    await page.goForward()
    expect(await page.locator('select[name=provider]').inputValue()).toBe('fmp')
    await page.getByRole('link', { name: 'Figures of the last hours' }).click()
    await page.locator('.metric-tile').first().waitFor()
    expect(await page.locator('.metric-tiles').textContent()).toMatch(/Requests\s*\d+/)

    await page.setViewportSize({ width: 375, height: 800 })
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '近期运行指标' }).waitFor()
    const overflow = () =>
      page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
    expect(await overflow()).toBeLessThanOrEqual(0)
    await page.getByRole('link', { name: '日志', exact: true }).click()
    await page.getByRole('table').waitFor()
    expect(await overflow()).toBeLessThanOrEqual(0)
    await page.locator('.data-table a').first().click()
    await page.locator('.fall').first().waitFor()
    expect(await overflow()).toBeLessThanOrEqual(0)
    expectNoFaults(browser)
  })
})

test('pages follow each other without a gap, and each filter holds', async () => {
  const { lines: all } = await search('limit=200&request_id=request-of-the-report')
  const paged: LogLine[] = []
  let cursor = ''
  for (let page = 0; page < 100; page += 1) {
    const { lines, next } = await search(
      `limit=7&request_id=request-of-the-report${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    paged.push(...lines)
    if (next === null || paged.length >= all.length) break
    cursor = next
  }
  expect(paged.slice(0, all.length).map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  for (const [query, holds] of [
    ['worker=analysis-service', ({ worker }: LogLine) => worker === 'analysis-service'],
    ['event=object.called', ({ event }: LogLine) => event === 'object.called'],
    ['text=GET%20%2Fapi', ({ text }: LogLine) => text.startsWith('GET /api')],
    ['level=warn', ({ level }: LogLine) => level === 'warn'],
  ] as const) {
    const { lines } = await search(query)
    expect(lines.length, query).toBeGreaterThan(0)
    expect(lines.every(holds), query).toBe(true)
  }
  const newest = all[0]?.at ?? ''
  const { lines } = await search(`to=${newest}&request_id=request-of-the-report`)
  expect(lines.every(({ at }) => at < newest)).toBe(true)
})

test('figures of the last hours, and the same for Prometheus', async () => {
  const metrics = await read<LogMetrics>('/api/metrics?hours=1')
  expect(metrics.gateway.requests).toBeGreaterThan(10)
  expect(metrics.gateway.p95_ms).toBeGreaterThan(0)
  expect(metrics.series).toContainEqual(
    expect.objectContaining({ kind: 'provider', name: 'fmp', outcome: 'served' }),
  )
  expect(metrics.slots.reduce((sum, slot) => sum + slot.provider_failures, 0)).toBeGreaterThan(0)
  const { body, headers } = await system.get('/metrics', admin)
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(body).toMatch(/^provider_questions_total\{provider="fmp",outcome="served"\} \d+$/m)
})

test('lines survive a restart, and go when they are old', async () => {
  const { lines: before } = await search('request_id=request-of-the-report&limit=200')
  await system.stop()
  system = await start()
  const { lines: after } = await search('request_id=request-of-the-report&limit=200')
  expect(after).toEqual(before)

  await system.configure<SystemConfig>('system', (value) => ({ ...value, logs: { keep_days: 2 } }))
  await client.query(
    `update log_lines set at = at - interval '3 days' where request_id = 'request-of-the-report'`,
  )
  // What else the trigger does takes longer.
  const fired = system.harness.getWorker('api-gateway').scheduled({ cron: '* * * * *' })
  fired.catch(() => {})
  await until(
    () => search('request_id=request-of-the-report'),
    ({ lines }) => lines.length === 0,
  )
  expect((await search('request_id=request-that-fails')).lines.length).toBeGreaterThan(0)
  expect(system.undescribed).toEqual([])
})
