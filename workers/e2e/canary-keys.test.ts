/**
 * Keys of awkward forms, and providers that repeat the request with its key in every way: as an
 * answer, as an error, in a header, in the address of a redirect. Nothing that leaves the program
 * or that it keeps has a key in any spelling, and no key changes what is stored.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportSummary } from '#shared/contracts/orchestrator.ts'
import { type ProviderCase, spellings } from '../aggregator/providers/test/case.ts'
import { PROVIDERS } from '../aggregator/providers/registry.ts'
import { apiClient } from '../dev/api-client.ts'
import { only, onePerDataset, pathOf } from './cases.ts'
import { type FakeUpstream, startFakeUpstream } from './fakes/upstream.ts'
import { ADMIN_TOKEN, startSystem, type System } from './harness.ts'

/** A key of 300 characters without a period. */
const LONG = [
  'canary-',
  ...['a', 'b', 'c'].map((of) => createHash('sha512').update(of).digest('hex')),
]
  .join('')
  .slice(0, 300)
/** Each provider sends its key in another place: header, address or body. */
const AWKWARD: Record<string, string> = {
  FINNHUB_API_KEY: 'canary finnhub key 4b1e 90c2',
  EDINET_API_KEY: "canary~edinet!'(81c4)~55d0",
  FMP_API_KEY: `canary%2Bfmp+/="7f3a'&<x>%`,
  ALPHAVANTAGE_API_KEY: "canary alpha ~ ! ' ( ) 9d2e",
  TUSHARE_TOKEN: LONG,
  TWELVEDATA_API_KEY: 'canary "twelve" %20+\\ 55d0',
  JQUANTS_API_KEY: 'canary\\jquants/key+%41 "61af"',
}
const variables = PROVIDERS.flatMap(({ key }) => key?.variable ?? [])
const keyed = onePerDataset.filter((c) => PROVIDERS.find((p) => p.id === c.provider)?.key)
const ECHOES = ['echo_key', 'echo_answer', 'echo_redirect', 'echo_loop', 'echo_message'] as const

/** What of a key stands in base64 at each of the three places that it can begin at. */
const inBase64 = (key: string): string[] =>
  [0, 1, 2].flatMap((before) => {
    const text = Buffer.from(`${'x'.repeat(before)}${key}`).toString('base64')
    const inner = text.slice(4, -4)
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')]
  })
/** A message that was cut may hold a part of a long key. */
const parts = (key: string): string[] =>
  key.length < 80 ? [] : (key.match(/.{40}/g) ?? []).slice(0, -1)
const FORMS = Object.entries(AWKWARD).flatMap(([variable, key]) =>
  [...spellings(key), encodeURI(key), ...inBase64(key), ...parts(key)].flatMap((form) =>
    [form, JSON.stringify(form).slice(1, -1)].map((written): [string, string] => [
      variable,
      written,
    ]),
  ),
)
const leaksIn = (text: string): string[] =>
  FORMS.flatMap(([variable, form]) => (text.includes(form) ? [`${variable} as ${form}`] : []))

const files = mkdtempSync(join(tmpdir(), 'canary-'))
const given = process.env.TMPDIR
let upstream: FakeUpstream
beforeAll(async () => {
  // The Workers keep their state in the folder for temporary files.
  process.env.TMPDIR = files
  upstream = await startFakeUpstream()
})
afterAll(async () => {
  await upstream?.close()
  if (given === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = given
  rmSync(files, { recursive: true, force: true })
})

interface Journey {
  system: System
  database: pg.Client
  /** Every answer so far as text, by its address. */
  heard: [string, string][]
  get(path: string, headers?: Record<string, string>): Promise<number>
  report(of: ProviderCase): Promise<void>
}

const onTheWay = async (
  keys: Record<string, string>,
  walk: (journey: Journey) => Promise<void>,
  config: Record<string, string> = {},
): Promise<void> => {
  upstream.fault(null)
  const system = await startSystem({
    secrets: {
      aggregator: { UPSTREAM_ORIGIN: upstream.url, UPSTREAM_TIMEOUT_MS: '5000', ...keys },
      config,
    },
  })
  const database = new pg.Client({ connectionString: system.database.url })
  try {
    await database.connect()
    const heard: Journey['heard'] = []
    const get: Journey['get'] = async (path, headers) => {
      const { status, body, headers: answered } = await system.get(path, headers)
      heard.push([path, JSON.stringify(body)])
      if (typeof body === 'string') heard.push([path, body])
      heard.push([`headers of ${path}`, JSON.stringify([...answered])])
      return status
    }
    const report: Journey['report'] = async ({ market, symbol }) => {
      const { body } = await system.post('/api/reports', { market, symbol, model: 'builtin' })
      const { id } = body as ReportSummary
      for await (const event of apiClient(system).events(id))
        heard.push([`events of ${id}`, JSON.stringify(event)])
      for (const part of ['', '/inputs', '/export']) await get(`/api/reports/${id}${part}`)
    }
    await walk({ system, database, heard, get, report })
  } finally {
    await database.end()
    await system.stop()
  }
}

/** Asks a provider for one of its datasets as it answers normally. */
const ask = async ({ system, get }: Journey, of: ProviderCase): Promise<number> => {
  await only(system, of)
  await upstream.use([of])
  return get(pathOf(of))
}

const unpacked = (bytes: Uint8Array): string => {
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  return Buffer.from(zipped ? gunzipSync(bytes) : bytes).toString('latin1')
}
type Row = Record<string, unknown>
const readable = (row: Row): string =>
  JSON.stringify(row, (_, value: unknown) => {
    // A buffer was already made an object by its toJSON.
    const { type, data } = (value ?? {}) as { type?: unknown; data?: number[] }
    return type === 'Buffer' && data ? unpacked(Uint8Array.from(data)) : value
  })
const rowsOf = async (database: pg.Client, table: string): Promise<string[]> =>
  (await database.query<Row>(`select * from "${table}"`)).rows.map(readable)

const TABLES =
  "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"
/** All rows of all tables. */
const everyRow = async (database: pg.Client): Promise<[string, string][]> => {
  const all: [string, string][] = []
  for (const { name } of (await database.query<{ name: string }>(TABLES)).rows)
    for (const row of await rowsOf(database, name)) all.push([`row of ${name}`, row])
  return all
}
/**
 * Two bytes a letter, where the letters begin at an odd place: copied, so that they are aligned.
 */
const textFromSecondByte = (bytes: Buffer): string =>
  Buffer.from(bytes.subarray(1, 1 + 2 * Math.floor((bytes.length - 1) / 2))).toString('utf16le')
/** The database of an object removes its side files by itself, at any moment. */
const readIfThere = (path: string): Buffer | null => {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
/** The files of KV and of the Durable Objects, in both encodings that a text has there. */
const everyFile = (): [string, string][] =>
  readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ parentPath, name }): [string, string][] => {
      const bytes = readIfThere(join(parentPath, name))
      if (!bytes) return []
      const path = join(parentPath, name).slice(files.length)
      return [
        [path, bytes.toString('latin1')],
        [path, bytes.toString('utf16le')],
        [path, textFromSecondByte(bytes)],
      ]
    })
interface ConfigNamespace {
  CONFIG_KV: {
    list(): Promise<{ keys: { name: string }[] }>
    get(name: string): Promise<string | null>
  }
}
const published = async (system: System): Promise<[string, string][]> => {
  const { CONFIG_KV } = await system.harness.getWorker<ConfigNamespace>('config-service').getEnv()
  const { keys } = await CONFIG_KV.list()
  expect(keys.length).toBeGreaterThan(0)
  return Promise.all(
    keys.map(
      async ({ name }): Promise<[string, string]> => [
        `KV ${name}`,
        (await CONFIG_KV.get(name)) ?? '',
      ],
    ),
  )
}

/** Where a key stands in anything that was said or is kept. */
const leaks = async ({ system, database, heard }: Journey): Promise<string[]> => {
  const logs = system.harness.getLogs().map(({ message }): [string, string] => ['log', message])
  const kept = [...(await everyRow(database)), ...(await published(system)), ...everyFile()]
  return [...heard, ...logs, ...kept].flatMap(([where, text]) =>
    leaksIn(text).map((leak) => `${where}: ${leak}`),
  )
}

/** Has every provider asked again. */
const forgetData = ({ database }: Pick<Journey, 'database'>) =>
  database.query('truncate facts, fetches, sources, items, bars, instruments cascade')

const STORED = ['facts', 'filings', 'items', 'bars', 'instruments', 'sources', 'raw_readings']
/** A time since the test began is one of reading. */
const BEGAN = Date.now()
const withoutTimes = (text: string): string =>
  text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) =>
    Date.parse(time) >= BEGAN ? 'when it was read' : time,
  )
/** These columns too differ from one reading to the next. */
const OF_READING = /^(id|hash|filing|(?!filed)\w+_at)$/

/** Calls that are made side by side are heard in any order. */
const inOrder = ([column, value]: [string, unknown]): [string, unknown] => [
  column,
  column === 'heard' && Array.isArray(value)
    ? value.map((one) => JSON.stringify(one)).toSorted()
    : value,
]

/** What providers' answers became, without the times of reading. */
const stored = async (database: pg.Client): Promise<Record<string, string[]>> => {
  const tables: Record<string, string[]> = {}
  for (const table of STORED) {
    const { rows } = await database.query<Row>(`select * from "${table}"`)
    tables[table] = rows
      .map((row) => Object.entries(row).filter(([column]) => !OF_READING.test(column)))
      .map((columns) => withoutTimes(readable(Object.fromEntries(columns.map(inOrder)))))
      .toSorted()
  }
  return tables
}

/** Every provider is asked in every way, one after the other. */
const LONG_MS = 300_000

const statements = keyed.find((c) => c.provider === 'fmp' && c.dataset === 'statements')
let ofAwkward: Record<string, string[]> = {}

test('every provider with a key has an awkward one', () => {
  expect(Object.keys(AWKWARD).toSorted()).toEqual(variables.toSorted())
})

test(
  'no key is said or kept, however a provider repeats it',
  async () => {
    await onTheWay(AWKWARD, async (journey) => {
      const { system, database, heard, get, report } = journey
      if (!statements) throw new Error('there is no case of statements')
      for (const of of keyed) await ask(journey, of)
      ofAwkward = await stored(database)
      await ask(journey, statements)
      await report(statements)
      for (const path of ['/', '/docs', '/openapi.json', '/healthz', '/api/data-sources'])
        expect(await get(path), path).toBe(200)
      expect(await leaks(journey)).toEqual([])

      const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
      const forget = () => forgetData(journey)
      for (const fault of ECHOES) {
        // A key that was refused shuts the gate: the second is not asked any more.
        for (const of of Map.groupBy(keyed, (c) => c.provider).values())
          for (const one of fault === 'echo_message'
            ? of.slice(0, 1)
            : [...of.slice(0, 1), ...of.slice(-1)]) {
            await forget()
            upstream.fault(fault)
            const before = upstream.calls.length
            const which = `${one.provider} ${one.dataset} ${fault}`
            expect(await ask(journey, one), which).toBeGreaterThanOrEqual(400)
            expect(upstream.calls.length, which).toBeGreaterThan(before)
            await get('/api/data-sources')
            for (const [where, row] of await everyRow(database))
              expect(leaksIn(row), `${where}, ${which}`).toEqual([])
          }
        await forget()
        await only(system, statements)
        await upstream.use([statements])
        await report(statements)
      }
      await upstream.use(keyed)
      expect(await get('/api/admin/doctor', admin)).toBe(200)
      upstream.fault(null)
      for (const document of ['system', 'data-sources', 'watchlist', 'analysis-modules'])
        await get(`/api/config/${document}`)
      expect(await leaks(journey)).toEqual([])
      expect(heard.some(([, text]) => text.includes('is not quoted'))).toBe(true)
      // What the gates keep is among the files that were searched.
      const gates = everyFile().filter(([, text]) => text.includes('is not quoted'))
      expect(gates.map(([path]) => path).join(' ')).toContain('ProviderGate')
    })
  },
  LONG_MS,
)

test(
  'a key of one letter changes nothing that is stored',
  async () => {
    expect(ofAwkward.facts?.length).toBeGreaterThan(0)
    await onTheWay(Object.fromEntries(variables.map((name) => [name, 'k'])), async (journey) => {
      for (const of of keyed) await ask(journey, of)
      const ofShort = await stored(journey.database)
      for (const table of STORED) {
        const [awkward = [], short = []] = [ofAwkward[table], ofShort[table]]
        expect(short.length, table).toBe(awkward.length)
        expect(short.filter((row, at) => row !== awkward[at]).slice(0, 3), table).toEqual([])
      }
    })
  },
  LONG_MS,
)

const KEK = createHash('sha256').update('key-encryption-key of the canaries').digest('hex')
const MODEL_KEY = 'canary model key 7e07 51c8 ~'

test(
  'no key that is set at run time is said or kept, and each is used from the next call on',
  async () => {
    const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
    // A key of the environment goes before the one that is set beside it.
    const [inEnvironment = ''] = variables
    const ofEnvironment = 'canary-of-the-environment-09fb'
    const walk = async (journey: Journey) => {
      const { system, heard, get } = journey
      const set = async (name: string, value: string) => {
        const answer = await system.put(`/api/config/keys/${name}`, { value }, admin)
        heard.push([`PUT ${name}`, JSON.stringify([answer.body, [...answer.headers]])])
        expect(answer.status, name).toBe(200)
      }
      const firsts = [...Map.groupBy(keyed, (c) => c.provider).values()].flatMap(
        (of) => of[0] ?? [],
      )
      const variableOf = ({ provider }: ProviderCase) =>
        PROVIDERS.find(({ id }) => id === provider)?.key?.variable ?? ''
      /** What was sent to providers for one case. */
      const sentFor = async (of: ProviderCase): Promise<string> => {
        const before = upstream.calls.length
        await ask(journey, of)
        return upstream.calls
          .slice(before)
          .map(({ asked }) => asked)
          .join(' ')
      }
      const hasKey = (sent: string, key: string) =>
        [...spellings(key), ...spellings(JSON.stringify(key).slice(1, -1))].some((form) =>
          sent.includes(form),
        )

      const [first] = firsts.filter((of) => variableOf(of) === 'FMP_API_KEY')
      const [own] = firsts.filter((of) => variableOf(of) === inEnvironment)
      if (!first || !own) throw new Error('a case is gone')
      expect(await sentFor(first)).toBe('')
      for (const [name, value] of Object.entries(AWKWARD)) await set(name, value)
      await set('GEMINI_API_KEY', MODEL_KEY)
      for (const of of firsts) {
        const isOwn = variableOf(of) === inEnvironment
        const key = isOwn ? ofEnvironment : (AWKWARD[variableOf(of)] ?? '')
        expect([of.provider, hasKey(await sentFor(of), key)]).toEqual([of.provider, true])
      }
      const view = (await system.get('/api/data-sources')).body as {
        providers: { key: { variable: string; in_force: string | null } | null }[]
      }
      for (const { key } of view.providers)
        if (key)
          expect([key.variable, key.in_force]).toEqual([
            key.variable,
            key.variable === inEnvironment ? 'environment' : 'run_time',
          ])

      await forgetData(journey)
      const replaced = 'canary-that-replaced-another-3ac0'
      await set('FMP_API_KEY', replaced)
      const sent = await sentFor(first)
      expect([hasKey(sent, replaced), hasKey(sent, AWKWARD.FMP_API_KEY ?? '')]).toEqual([
        true,
        false,
      ])
      for (const fault of ECHOES) {
        upstream.fault(fault)
        await forgetData(journey)
        await ask(journey, first)
      }
      upstream.fault(null)
      for (const path of [
        '/api/config/keys',
        '/api/config/export',
        '/api/config/history/system',
        '/api/config/history/keys%2FFMP_API_KEY',
        '/api/data-sources',
      ])
        await get(path, admin)
      expect(await leaks(journey)).toEqual([])
      const others = [replaced, MODEL_KEY, ofEnvironment, KEK].flatMap((key) => [
        ...spellings(key),
        ...inBase64(key),
      ])
      const logs = system.harness.getLogs().map(({ message }): [string, string] => ['log', message])
      const kept = [
        ...heard,
        ...logs,
        ...(await everyRow(journey.database)),
        ...(await published(system)),
        ...everyFile(),
      ]
      expect(
        kept.flatMap(([where, text]) => others.flatMap((key) => (text.includes(key) ? where : []))),
      ).toEqual([])

      const removed = await system.post('/api/config/keys/FMP_API_KEY/removal', {}, admin)
      expect(removed.status).toBe(200)
      await forgetData(journey)
      expect(await sentFor(first)).toBe('')
    }
    await onTheWay({ [inEnvironment]: ofEnvironment }, walk, { KEY_ENCRYPTION_KEY: KEK })
  },
  LONG_MS,
)
