/**
 * Every dataset of four markets with the running Workers and the test cases of the providers:
 * through the chain into the database, and out through the gateway.
 */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { DoctorReport } from '#shared/contracts/data-sources.ts'
import type { ItemDataset } from '#shared/names.ts'
import type { Attempt, SentFinancials } from '#shared/contracts/facts.ts'
import { withOrigins } from '#shared/fact-origins.ts'
import { CANARY_KEY, caseContext, type ProviderCase } from '../aggregator/providers/test/case.ts'
import { DEFINITIONS } from '#shared/datasets/registry.ts'
import { play } from '../aggregator/providers/test/play.ts'
import { PROVIDERS } from '../aggregator/providers/registry.ts'
import { mostCalls, only, onePerDataset, pathOf, playable } from './cases.ts'
import { type FakeUpstream, startFakeUpstream, UPSTREAM_FAULTS } from './fakes/upstream.ts'
import { ADMIN_TOKEN, type HttpAnswer, NOBODY, startSystem, type System } from './harness.ts'

const KEYS = Object.fromEntries(
  PROVIDERS.flatMap(({ key }) => (key ? [[key.variable, CANARY_KEY]] : [])),
)
const CANARIES = [
  CANARY_KEY,
  encodeURIComponent(CANARY_KEY),
  JSON.stringify(CANARY_KEY).slice(1, -1),
]
const expectNoKey = (text: string) => {
  for (const canary of CANARIES) expect(text.includes(canary)).toBe(false)
}

const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
let upstream: FakeUpstream
let system: System
let database: pg.Client
const heard: string[] = []

const get = async (path: string, headers: Record<string, string> = {}): Promise<HttpAnswer> => {
  const answer = await system.get(path, headers)
  heard.push(JSON.stringify(answer.body))
  return answer
}
const attemptsOf = (answer: HttpAnswer): Attempt[] =>
  (answer.body as { attempts?: Attempt[] }).attempts ?? []

beforeAll(async () => {
  upstream = await startFakeUpstream()
  system = await startSystem({
    secrets: {
      aggregator: { UPSTREAM_ORIGIN: upstream.url, UPSTREAM_TIMEOUT_MS: '1500', ...KEYS },
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
 * What the case comes to when it is asked for as the system asks, with dates counted from today: a
 * recording may be of years ago.
 */
const expectedToday = async (given: ProviderCase) => {
  const day = (daysAgo: number) =>
    new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)
  const days = DEFINITIONS[given.dataset].window_days
  const key = PROVIDERS.find((p) => p.id === given.provider)?.key ? CANARY_KEY : null
  const played = await play(
    { ...given, query: { ...given.query, known: null, from: day(days), to: day(0) } },
    { ...caseContext(given, { key }).context, now: () => new Date() },
  )
  if (played.ok) return 200
  // A call that the case has no answer for: the stand-in answers it with a 404.
  return played.reason === 'unreachable' ? 'not_found' : played.reason
}

/**
 * The calls that a read of the case made. Bars are read with the dividends of another provider, and
 * multiples of a share of the US with its statements, which tell whether it is that of a foreign
 * filer; those have no answer here and are asked for again by each read.
 */
const callsFor = ({ dataset, answers }: ProviderCase): number =>
  dataset === 'bars' || dataset === 'multiples'
    ? upstream.calls.filter(({ url }) =>
        answers.some(({ match }) =>
          typeof match === 'string' ? url.includes(match) : match.test(url),
        ),
      ).length
    : upstream.calls.length

describe('each dataset of each provider, over the gateway', () => {
  test.each(
    onePerDataset.map((c): [string, ProviderCase] => [`${c.provider} ${c.dataset} ${c.market}`, c]),
  )('%s', async (_, given) => {
    await only(system, given)
    await upstream.use([given])
    const expected = await expectedToday(given)
    const answer = await get(pathOf(given))
    if (expected !== 200)
      return expect(attemptsOf(answer)).toMatchObject([
        { provider: given.provider, reason: expected },
      ])
    expect(answer.body).toMatchObject({ served_by: { provider: given.provider } })
    expect(answer.status).toBe(200)
    // One address may serve both the multiples and the statements that are asked for beside them.
    const besides = given.dataset === 'multiples' ? 1 : 0
    expect(callsFor(given)).toBeLessThanOrEqual(mostCalls(given) + besides)
    if (given.dataset === 'quote') return
    const before = callsFor(given)
    const again = await get(pathOf(given))
    expect(again.status).toBe(200)
    expect(attemptsOf(again)).toMatchObject([{ provider: given.provider, outcome: 'stored' }])
    if (given.dataset !== 'bars') expect(callsFor(given)).toBeLessThanOrEqual(before + besides)
    if (given.dataset === 'statements')
      expect(withOrigins(again.body as SentFinancials).facts).toEqual(
        withOrigins(answer.body as SentFinancials).facts,
      )
    else
      expect((again.body as ItemsResponse<ItemDataset>).items).toEqual(
        (answer.body as ItemsResponse<ItemDataset>).items,
      )
  })
})

describe('200 who ask at once for a company that is not stored', () => {
  const size = (given: ProviderCase) =>
    given.answers.reduce((total, { body }) => total + body().length, 0)
  const chosen = [...Map.groupBy(playable, (c) => c.dataset).values()].flatMap(
    (of) => of.toSorted((a, b) => size(a) - size(b))[0] ?? [],
  )
  test.each(chosen.map((c): [string, ProviderCase] => [`${c.dataset} of ${c.provider}`, c]))(
    'make one refresh: %s',
    async (_, given) => {
      await only(system, given)
      await upstream.use([given])
      const expected = await expectedToday(given)
      // Past the gateway, whose limit is of requests a minute and not of upstream calls.
      const aggregator = system.harness.getWorker('data-aggregator')
      const url = new URL(
        pathOf(given).replace(`/${given.market}/`, '/').replace('/api/', '/api/v1/'),
        'http://data-aggregator.internal',
      )
      url.searchParams.set('market', given.market)
      const headers = system.headers()
      const statuses = await Promise.all(
        Array.from(
          { length: 200 },
          async () => (await aggregator.fetch(url.href, { headers })).status,
        ),
      )
      expect(new Set(statuses)).toEqual(new Set([expected === 200 ? 200 : 404]))
      expect(callsFor(given)).toBeGreaterThan(0)
      expect(callsFor(given)).toBeLessThanOrEqual(mostCalls(given))
    },
  )
})

test('the doctor asks every provider, and its keys are told from its faults', async () => {
  await upstream.use(playable)
  upstream.fault('unauthorized', 'finnhub')
  const { status, body } = await get('/api/admin/doctor', admin)
  expect(status).toBe(200)
  const report = body as DoctorReport
  expect(report.online).toBe(true)
  expect(report.providers.map((p) => p.provider)).toEqual(PROVIDERS.map((p) => p.id))
  expect(report.providers.find((p) => p.provider === 'finnhub')).toMatchObject({
    key: 'refused',
    reachable: true,
    last_error: { reason: 'auth' },
  })
  expect((await get('/api/admin/doctor')).status).toBe(403)
  expect((await get('/api/admin/doctor', NOBODY)).status).toBe(401)
})

// Last, for it leaves every breaker open.
test('no key is in an answer, a log line or a row, whatever a provider does with it', async () => {
  const keyed = playable.filter((c) => PROVIDERS.find((p) => p.id === c.provider)?.key)
  for (const given of Map.groupBy(keyed, (c) => c.provider).values()) {
    const [first] = given
    if (!first) continue
    await only(system, first)
    await upstream.use([first])
    for (const fault of UPSTREAM_FAULTS.filter((kind) => kind !== 'hang')) {
      upstream.fault(fault)
      expect((await get(pathOf(first))).status).toBeGreaterThanOrEqual(400)
    }
    upstream.fault(null)
    await get(pathOf(first))
  }
  await get('/api/data-sources')
  upstream.fault('echo_key')
  await get('/api/admin/doctor', admin)
  for (const text of heard) expectNoKey(text)
  const tables = await database.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  )
  for (const { name } of tables.rows) {
    const { rows } = await database.query<{ row: string }>(`select t::text as row from "${name}" t`)
    for (const { row } of rows) expectNoKey(row)
  }
  expectNoKey(JSON.stringify(system.harness.getLogs()))
})
