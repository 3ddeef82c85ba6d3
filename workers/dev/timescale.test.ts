import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KEEP_DAYS } from '../aggregator/quotes/store/retention.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../e2e/fakes/database.ts'
import { applyMigrations } from './database.ts'
import { MIGRATIONS } from './paths.ts'
import {
  applyTimescale,
  type Client,
  connectTo,
  timescalePlan,
  type TimescaleServer,
} from './timescale.ts'

const fresh: TimescaleServer = {
  installed: true,
  license: 'timescale',
  compressed: false,
  minutes: 'empty table',
  materialised: false,
}
/** Each statement by what it calls or makes. */
const inShort = (statements: string[]): string[] =>
  statements.map(
    (statement) =>
      /\b(?:add|remove|create|refresh)_\w+|alter table \w+ (?:set|rename)|drop table|create materialized view|create extension/.exec(
        statement,
      )?.[0] ?? statement,
  )

const policies = [
  'remove_compression_policy',
  'add_compression_policy',
  'remove_retention_policy',
  'add_retention_policy',
]
const refreshPolicy = ['remove_continuous_aggregate_policy', 'add_continuous_aggregate_policy']
const compression = 'alter table realtime_quotes set'
const aggregate = 'create materialized view'
const refresh = 'refresh_continuous_aggregate'

describe('what is done on a server', () => {
  it.each<[string, Partial<TimescaleServer>, string[]]>([
    ['plain Postgres', { installed: false, license: null }, []],
    ['a setting of that name without the extension', { installed: false }, []],
    ['the extension without its library', { license: null }, []],
    ["Apache's part", { license: 'apache' }, ['create_hypertable']],
    ['an unknown licence', { license: 'other' }, ['create_hypertable']],
    [
      'the full licence',
      {},
      [
        'create_hypertable',
        compression,
        ...policies,
        'drop table',
        aggregate,
        ...refreshPolicy,
        refresh,
      ],
    ],
    [
      'the full licence after another case',
      { minutes: 'filled table' },
      [
        'create_hypertable',
        compression,
        ...policies,
        'alter table quote_minutes rename',
        aggregate,
        ...refreshPolicy,
        refresh,
      ],
    ],
    [
      'broken off before the aggregate',
      { compressed: true, minutes: 'absent' },
      ['create_hypertable', ...policies, aggregate, ...refreshPolicy, refresh],
    ],
    [
      'after the migration',
      { compressed: true, minutes: 'aggregate' },
      ['create_hypertable', ...policies, ...refreshPolicy, refresh],
    ],
    [
      'at each later start',
      { compressed: true, minutes: 'aggregate', materialised: true },
      ['create_hypertable', ...policies, ...refreshPolicy],
    ],
  ])('%s', (_, change, expected) => {
    expect(inShort(timescalePlan({ ...fresh, ...change }))).toEqual(expected)
  })

  it('may be done again: nothing fails for being there, and a policy goes only where its arguments differ', () => {
    for (const statement of timescalePlan({
      ...fresh,
      compressed: true,
      minutes: 'aggregate',
      materialised: true,
    })) {
      expect(statement).toMatch(/if_not_exists => true|, true\) where not exists/)
      if (statement.includes('remove_'))
        expect(statement).toMatch(/config->>'\w+'\)::interval = interval '\d+ \w+'/)
    }
    expect(timescalePlan(fresh)).toContain(
      `select add_retention_policy('realtime_quotes', interval '${KEEP_DAYS} days', if_not_exists => true)`,
    )
    expect(
      timescalePlan(fresh).find((statement) => statement.includes('materialized view')),
    ).toMatch(/if not exists .*with no data$/s)
  })
})

describe('the migrations', () => {
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
  const text = (name: string) => readFileSync(join(MIGRATIONS, name), 'utf8')

  it('name the extension in EXECUTE alone, and do what is done after them but for the refresh', () => {
    const executed = [...text('0005_timescale.sql').matchAll(/EXECUTE \$q\$(.*?)\$q\$/gs)].map(
      ([, statement]) => statement,
    )
    expect(executed).toEqual(
      expect.arrayContaining(
        timescalePlan(fresh).filter((statement) => !statement.includes('call refresh')),
      ),
    )
    expect(executed).toEqual(
      expect.arrayContaining(
        timescalePlan({ ...fresh, minutes: 'filled table' }).filter((s) => s.includes('rename')),
      ),
    )
    for (const name of files)
      expect(text(name).replace(/EXECUTE \$q\$.*?\$q\$|--.*$/gms, '')).not.toMatch(
        /hypertable|timescaledb\.c|timescaledb_information|_policy/,
      )
  })
})

/** A server with the extension's files; what it was asked, by connection. */
const fakeServer = (license: string | null, { drops = false, installed = false } = {}) => {
  const connections: string[][] = []
  let here = installed
  const connect = async (): Promise<Client> => {
    const asked: string[] = []
    connections.push(asked)
    let lost = false
    return {
      async query(statement) {
        asked.push(statement)
        if (lost) throw new Error('the connection is lost')
        if (statement.startsWith('create extension')) {
          if (drops) {
            lost = true
            throw new Error('FATAL: extension "timescaledb" must be preloaded')
          }
          here = true
        }
        if (statement.includes('as available'))
          return { rows: [{ installed: here, available: true }] }
        if (statement.includes('timescaledb.license')) return { rows: [{ license, kind: 'r' }] }
        if (statement.includes('as compressed'))
          return { rows: [{ compressed: false, behind: null }] }
        return { rows: [{}] }
      },
      end: () => (lost ? Promise.reject(new Error('lost')) : Promise.resolve()),
    }
  }
  return { connections, connect }
}
const changes = (asked: string[] = []) =>
  inShort(
    asked.filter((statement) => !/ as (available|license|compressed|filled)\b/.test(statement)),
  )

describe('doing it', () => {
  it('makes the extension on a connection of its own, and goes on with another', async () => {
    const { connections, connect } = fakeServer('timescale')
    await applyTimescale(connect)
    expect(connections.map(changes)).toEqual([['create extension'], inShort(timescalePlan(fresh))])
  })

  it('a server that drops that connection is left as it is', async () => {
    const { connections, connect } = fakeServer(null, { drops: true })
    await applyTimescale(connect)
    expect(connections.map(changes)).toEqual([['create extension'], []])
  })

  it("asks for no extension that is there, and does Apache's part of it", async () => {
    const { connections, connect } = fakeServer('apache', { installed: true })
    await applyTimescale(connect)
    expect(connections.map(changes)).toEqual([[], ['create_hypertable']])
  })
})

describe.each(testDatabases())('without the extension (%s)', (name, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  it('migrates again without harm: by the migrator, and statement by statement', async () => {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    try {
      await client.query(`insert into realtime_quotes (instrument, quoted_at, source, observed_at, price, currency, delay)
        values ('US:A', now(), 's', now(), 1, 'USD', 'realtime')`)
      const before = await client.query(`select * from realtime_quotes`)
      await applyMigrations(database.url)
      for (const name of ['0004_realtime_quotes.sql', '0005_timescale.sql'])
        for (const statement of readFileSync(join(MIGRATIONS, name), 'utf8').split(
          '--> statement-breakpoint',
        ))
          await client.query(statement)
      expect((await client.query(`select * from realtime_quotes`)).rows).toEqual(before.rows)
      expect(
        (
          await client.query(
            `select relkind from pg_class where oid = to_regclass('quote_minutes')`,
          )
        ).rows,
      ).toEqual([{ relkind: 'r' }])
    } finally {
      await client.end()
    }
  })

  it.runIf(name === 'TEST_DATABASE_URL')(
    'a connection that the server ends harms nothing',
    async () => {
      let nth = 0
      await applyTimescale(async () => {
        const client = await connectTo(database.url)()
        if (nth++ > 0) return client
        return {
          query: () => client.query('select pg_terminate_backend(pg_backend_pid())'),
          end: () => client.end(),
        }
      })
      expect(nth).toBe(2)
    },
  )
})
