/**
 * Whole deployments against a stand-in of Cloudflare's API and of wrangler, with a real database: a
 * first run, a second that changes nothing, a failure of each step, and no secret in what is
 * printed.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { originOf } from './cloudflare.ts'
import type { DeployArguments } from './deploy-arguments.ts'
import { fakeWrangler } from './fake-wrangler.fixture.ts'
import { redact } from './redact.ts'
import { runDeploy } from './run-deploy.ts'
import { ACCOUNT, serveStandIn, StandIn, TOKEN } from './stand-in.fixture.ts'
import { type RunWrangler, runWrangler } from './wrangler-command.ts'

/** As a process of its own. */
const executable: RunWrangler = (args, environment) =>
  runWrangler(args, environment, join(import.meta.dirname, 'fake-wrangler.fixture.ts'))
const OF_PROVIDER = 'provider-key-canary'
const OF_MODEL = 'model-key-canary'

const WISH: DeployArguments = {
  environment: 'production',
  hosts: [],
  dryRun: false,
  allowDirty: true,
  repoint: false,
}

/** A real server where there is one, with nothing migrated. */
const [, openEmpty] = testDatabases(async () => {}).at(-1) ?? []

let standIn: StandIn
let api: Awaited<ReturnType<typeof serveStandIn>>
/** The first run migrates it; those that need another state of it open one of their own. */
let database: TestDatabase
let folder: string
const opened: TestDatabase[] = []
const emptyDatabase = async (): Promise<TestDatabase> => {
  if (!openEmpty) throw new Error('no database')
  const empty = await openEmpty()
  opened.push(empty)
  return empty
}
beforeAll(async () => {
  database = await emptyDatabase()
}, OPEN_TIMEOUT_MS)
afterAll(async () => {
  for (const one of opened) await one.close()
})
beforeEach(async () => {
  standIn = new StandIn()
  api = await serveStandIn(standIn)
  folder = mkdtempSync(join(tmpdir(), 'deploy-'))
})
afterEach(async () => {
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = async (
  wish: Partial<DeployArguments> = {},
  more: Record<string, string> = {},
  wrangler = fakeWrangler,
) => {
  const lines: string[] = []
  const secrets: string[] = []
  const code = await runDeploy(
    { ...WISH, ...wish },
    {
      environment: {
        PATH: process.env.PATH,
        CLOUDFLARE_API_TOKEN: TOKEN,
        CLOUDFLARE_API_BASE_URL: api.url,
        DATABASE_URL: withPassword(database.url),
        FMP_API_KEY: OF_PROVIDER,
        GEMINI_API_KEY: OF_MODEL,
        SEC_USER_AGENT: 'Somebody somebody@example.org',
        ...more,
      },
      wrangler,
      folder,
      say: (line) => lines.push(redact(line, secrets)),
      show: (line) => lines.push(line),
      secrets,
      health: { within_ms: 0, every_ms: 1 },
      addressOf: () => api.url,
    },
  )
  return { code, output: lines.join('\n'), secrets }
}

const PASSWORD = 'p/word of the database'
/** A server of the tests trusts its clients and takes any password. */
const withPassword = (url: string): string => {
  const parsed = new URL(url)
  parsed.password = encodeURIComponent(PASSWORD)
  return parsed.href
}

/** What a Worker was last uploaded with. */
const secretsOf = (worker: string): Record<string, string> | undefined =>
  standIn.uploads.findLast(({ config }) => config.name === worker)?.secrets

const shownToken = (output: string): string | undefined =>
  /ADMIN_TOKEN, shown this once: (\S+)/.exec(output)?.[1]

const migrations = async (): Promise<number> => {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const { rows } = await client.query<{ n: string }>(
      'select count(*) as n from drizzle.__drizzle_migrations',
    )
    return Number(rows[0]?.n)
  } finally {
    await client.end()
  }
}

test('a first run makes everything in its order, a second one changes nothing but versions', async () => {
  const first = await run({}, { ACCESS_AUDIENCE: 'the audience' }, executable)
  expect(first.code, first.output).toBe(0)
  expect(standIn.uploads.map(({ config }) => config.name)).toEqual([
    'log-collector',
    'config-service',
    'analysis-service',
    'data-aggregator',
    'report-orchestrator',
    'api-gateway',
  ])
  expect(standIn.namespaces.map(({ title }) => title)).toEqual(['fundamental-analysis-config-kv'])
  const { scheme, ...place } = originOf(withPassword(database.url))
  expect(standIn.hyperdrives).toMatchObject([
    {
      name: 'fundamental-analysis-database',
      origin: { ...place, scheme },
      caching: { disabled: true },
    },
  ])
  const uploaded = (name: string) => standIn.uploads.find(({ config }) => config.name === name)
  expect(uploaded('api-gateway')?.config.vars).toMatchObject({
    ACCESS_AUDIENCE: 'the audience',
    ACCESS_ADMINS: '',
    PUBLIC_HOSTS: 'api-gateway.of-the-test.workers.dev',
    BEHIND_CLOUDFLARE: 'true',
  })
  expect(uploaded('data-aggregator')?.config.vars).toEqual({
    SEC_USER_AGENT: 'Somebody somebody@example.org',
  })
  expect(uploaded('data-aggregator')?.secrets).toEqual({ FMP_API_KEY: OF_PROVIDER })
  expect(uploaded('analysis-service')?.secrets).toEqual({ GEMINI_API_KEY: OF_MODEL })
  const key = uploaded('config-service')?.secrets.KEY_ENCRYPTION_KEY
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  const kept = join(folder, 'key-encryption-key')
  expect([readFileSync(kept, 'utf8').trim(), statSync(kept).mode & 0o777]).toEqual([key, 0o600])
  const token = uploaded('api-gateway')?.secrets.ADMIN_TOKEN
  expect(shownToken(first.output)).toBe(token)
  const applied = await migrations()
  expect(applied).toBeGreaterThan(20)

  const before = structuredClone({
    namespaces: standIn.namespaces,
    hyperdrives: standIn.hyperdrives,
    scripts: standIn.scripts,
  })
  standIn.changes.length = 0
  standIn.uploads.length = 0
  const second = await run()
  expect(second.code, second.output).toBe(0)
  expect({
    namespaces: standIn.namespaces,
    hyperdrives: standIn.hyperdrives,
    scripts: standIn.scripts,
  }).toEqual(before)
  expect(standIn.changes.filter((change) => !change.endsWith('/fake/upload'))).toEqual([])
  expect(standIn.uploads).toHaveLength(6)
  expect(standIn.uploads.flatMap(({ secrets }) => Object.keys(secrets)).sort()).toEqual([
    'FMP_API_KEY',
    'GEMINI_API_KEY',
  ])
  expect(await migrations()).toBe(applied)
  expect(shownToken(second.output)).toBeUndefined()

  const printed = `${first.output.replace(/shown this once: \S+/, '')}\n${second.output}`
  for (const secret of [TOKEN, OF_PROVIDER, OF_MODEL, PASSWORD, key, token])
    expect(redact(printed, [secret ?? ''])).toBe(printed)
})

test('another environment stands beside production, with nothing in common', async () => {
  expect((await run()).code).toBe(0)
  const { code, output } = await run({ environment: 'staging' })
  expect(code, output).toBe(0)
  expect(standIn.scripts.size).toBe(12)
  expect(standIn.namespaces).toHaveLength(2)
  expect(standIn.hyperdrives).toHaveLength(2)
})

const BROKEN: [string, () => void, RegExp, Partial<Record<string, string>>?][] = [
  ['the account', () => (standIn.broken = /^GET \/accounts$/), /answered 500 to GET \/accounts/],
  ['no account', () => (standIn.accounts = []), /has no account/],
  ['two accounts', () => standIn.accounts.push({ id: 'b', name: 'B' }), /CLOUDFLARE_ACCOUNT_ID/],
  ['the list of Workers', () => (standIn.broken = /scripts$/), /workers\/scripts/],
  ['the address', () => (standIn.broken = /subdomain$/), /workers\/subdomain/],
  ['no credential', () => {}, /npx wrangler login/, { CLOUDFLARE_API_TOKEN: '' }],
  [
    'a wrong credential',
    () => {},
    /Authentication error/,
    { CLOUDFLARE_API_TOKEN: 'other-canary' },
  ],
  ['no database', () => {}, /set DATABASE_URL/, { DATABASE_URL: '' }],
  [
    'a database that does not answer',
    () => {},
    /the database at 127\.0\.0\.1:1\/x cannot be read/,
    { DATABASE_URL: 'postgres://u:unreachable-canary@127.0.0.1:1/x' },
  ],
]
test.each(BROKEN)('nothing is changed when this stops it: %s', async (_, arrange, reason, more) => {
  arrange()
  const { code, output } = await run({}, more as Record<string, string>)
  expect(code).toBe(1)
  expect(output).toMatch(reason)
  expect(standIn.changes).toEqual([])
  expect(output).not.toMatch(/canary|p%2Fword/)
})

test('a newer schema is refused before anything is changed', async () => {
  const { url } = await emptyDatabase()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create schema drizzle')
  await client.query('create table drizzle.__drizzle_migrations (created_at bigint)')
  await client.query('insert into drizzle.__drizzle_migrations values (99999999999999)')
  await client.end()
  const { code, output } = await run({}, { DATABASE_URL: url })
  expect([code, standIn.changes]).toEqual([1, []])
  expect(output).toContain('has 1 migrations that this version does not know')
})

const FAILING: [string, () => void, RegExp, number][] = [
  ['KV', () => (standIn.broken = /^POST .*namespaces/), /Stopped at: KV namespace/, 0],
  ['Hyperdrive', () => (standIn.broken = /^POST .*hyperdrive/), /Stopped at: Hyperdrive/, 0],
  ['a Worker', () => (standIn.refused = 'data-aggregator'), /Stopped at: Worker data-agg/, 3],
  ['the gateway', () => (standIn.refused = 'api-gateway'), /Stopped at: Worker api-gateway/, 5],
  [
    'health',
    () => (standIn.healthy = false),
    /Stopped at: health[\s\S]*data-aggregator: database_unavailable/,
    6,
  ],
]
test.each(FAILING)(
  'it stops at the first failure, of %s, and the next run goes on',
  async (_, arrange, reason, uploads) => {
    arrange()
    const { code, output } = await run()
    expect(code).toBe(1)
    expect(output).toMatch(reason)
    expect(output).toMatch(/Done before it: /)
    expect(standIn.uploads).toHaveLength(uploads)
    expect(output).not.toMatch(/canary/)
    const key = secretsOf('config-service')?.KEY_ENCRYPTION_KEY
    standIn.broken = /^$/
    standIn.refused = ''
    standIn.healthy = true
    const again = await run()
    expect(again.code, again.output).toBe(0)
    expect(standIn.namespaces).toHaveLength(1)
    expect(standIn.hyperdrives).toHaveLength(1)
    // The key was made once, whichever of the runs deployed it.
    const keys = standIn.uploads.flatMap(({ secrets }) => secrets.KEY_ENCRYPTION_KEY ?? [])
    expect(keys).toHaveLength(1)
    if (key) expect(keys).toEqual([key])
  },
)

test('migrations that cannot be applied stop it before any Worker', async () => {
  const { url } = await emptyDatabase()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table facts (somebody_elses text)')
  await client.end()
  const { code, output } = await run({}, { DATABASE_URL: url })
  expect([code, standIn.uploads]).toEqual([1, []])
  expect(output).toMatch(/Stopped at: migrations/)
})

test('Hyperdrive that caches is switched, and one of another database is left as it is', async () => {
  expect((await run()).code).toBe(0)
  const [hyperdrive] = standIn.hyperdrives
  if (!hyperdrive) throw new Error('none')
  hyperdrive.caching = {}
  expect((await run()).output).toContain('its caching switched off')
  expect(hyperdrive.caching).toEqual({ disabled: true })

  const origin = { ...hyperdrive.origin }
  hyperdrive.origin = { ...origin, host: 'other.example' }
  standIn.changes.length = 0
  const refused = await run()
  expect([refused.code, standIn.changes]).toEqual([1, []])
  expect(refused.output).toContain('points at')
  const moved = await run({ repoint: true })
  expect(moved.output).toContain('pointed at another database')
  expect(hyperdrive.origin).toEqual(origin)
})

test('the account that is named is the one, and a rotation takes both keys', async () => {
  standIn.accounts.push({ id: 'b'.repeat(32), name: 'Another one' })
  const named = { CLOUDFLARE_ACCOUNT_ID: ACCOUNT }
  expect((await run({}, named)).code).toBe(0)
  const replaced = await run({}, { ...named, KEY_ENCRYPTION_KEY: 'f'.repeat(64) })
  expect(replaced.output).toContain('KEY_ENCRYPTION_KEY_FORMER')
  standIn.uploads.length = 0
  const keys = { KEY_ENCRYPTION_KEY: 'f'.repeat(64), KEY_ENCRYPTION_KEY_FORMER: 'e'.repeat(64) }
  expect((await run({}, { ...named, ...keys })).code).toBe(0)
  expect(secretsOf('config-service')).toEqual(keys)
})
