import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
  minutes: 'table',
  setAside: false,
}
/** Each statement by what it calls or makes. */
const inShort = (statements: string[]): string[] =>
  statements.map(
    (statement) =>
      /\b(?:add|remove|create|refresh|decompress)_\w+|do \$restore|insert into quote_minutes as|drop table \w+|create extension/.exec(
        statement,
      )?.[0] ?? statement,
  )

/** Of quotes and of log lines. */
const hypertables = ['create_hypertable', 'create_hypertable']
const noPolicies = ['remove_retention_policy', 'remove_compression_policy']

describe('what is done on a server', () => {
  it.each<[string, Partial<TimescaleServer>, string[]]>([
    ['plain Postgres', { installed: false, license: null }, []],
    ['a setting of that name without the extension', { installed: false }, []],
    ['the extension without its library', { license: null }, []],
    ["Apache's part", { license: 'apache' }, hypertables],
    ['an unknown licence', { license: 'other' }, hypertables],
    ['the full licence', {}, [...hypertables, ...noPolicies]],
    [
      'the full licence after an earlier version',
      { compressed: true, minutes: 'aggregate', setAside: true },
      [...hypertables, ...noPolicies, 'decompress_chunk', 'do $restore'],
    ],
    [
      'bars that were set aside',
      { installed: false, license: null, setAside: true },
      ['insert into quote_minutes as', 'drop table quote_minutes_before'],
    ],
    [
      'the extension gone, and the aggregate with it',
      { installed: false, license: null, minutes: 'absent' },
      ['do $restore'],
    ],
  ])('%s', (_, change, expected) => {
    expect(inShort(timescalePlan({ ...fresh, ...change }))).toEqual(expected)
  })

  it('no server drops, compresses or aggregates by exchange time alone', () => {
    for (const license of ['timescale', 'apache', null])
      for (const minutes of ['table', 'aggregate', 'absent'] as const)
        expect(
          timescalePlan({ ...fresh, license, minutes, compressed: true }).join('\n'),
        ).not.toMatch(/add_\w+_policy|create materialized|timescaledb\.compress\b|drop_chunks/)
  })

  it('may be done again: nothing fails for being there', () => {
    for (const statement of timescalePlan({ ...fresh, compressed: true }))
      expect(statement).toMatch(/if_not_exists => true|, true\)/)
  })
})

describe('the migrations', () => {
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
  const text = (name: string) => readFileSync(join(MIGRATIONS, name), 'utf8')

  it('name the extension in EXECUTE alone, make the hypertables as they are made after them, and no policy', () => {
    const executed = ['0005_timescale.sql', '0021_logs.sql'].flatMap((name) =>
      [...text(name).matchAll(/EXECUTE \$q\$(.*?)\$q\$/gs)].map(([, statement]) => statement),
    )
    expect(executed).toEqual(timescalePlan({ ...fresh, license: 'apache' }))
    for (const name of files) {
      expect(text(name).replace(/EXECUTE \$q\$.*?\$q\$|--.*$/gms, '')).not.toMatch(
        /hypertable|timescaledb\.c|timescaledb_information|_policy/,
      )
      expect(text(name)).not.toMatch(/create extension/i)
    }
  })
})

/** A server with the extension's files, and what it was asked. */
const fakeServer = (license: string | null, installed: boolean) => {
  const asked: string[] = []
  const connect = async (): Promise<Client> => ({
    async query(statement) {
      asked.push(statement)
      if (statement.includes('timescaledb.license'))
        return { rows: [{ installed, license, kind: 'r', aside: false }] }
      if (statement.includes('as compressed')) return { rows: [{ compressed: false }] }
      return { rows: [{}] }
    },
    end: () => Promise.resolve(),
  })
  return { asked, connect }
}
const changes = (asked: string[]) =>
  inShort(asked.filter((statement) => !/ as (license|compressed)\b/.test(statement)))

describe('doing it', () => {
  it.each([
    ['files alone', null, false, []],
    ['files and a library that is loaded', 'timescale', false, []],
    ['the full licence', 'timescale', true, timescalePlan(fresh)],
    ["Apache's part", 'apache', true, timescalePlan({ ...fresh, license: 'apache' })],
  ] as const)(
    '%s: no extension is made, and what is there is used',
    async (_, license, installed, plan) => {
      const { asked, connect } = fakeServer(license, installed)
      await applyTimescale(connect)
      expect(changes(asked)).toEqual(inShort([...plan]))
      expect(asked.join()).not.toMatch(/create extension/i)
    },
  )
})

describe.each(testDatabases())('without the extension (%s)', (_, open) => {
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

  describe('bars of an earlier version', () => {
    const query = async (statement: string): Promise<Record<string, unknown>[]> => {
      const client = await connectTo(database.url)()
      try {
        return (await client.query(statement)).rows
      } finally {
        await client.end()
      }
    }
    const bar = (table: string, minute: string, low: number, high: number) =>
      query(`insert into ${table} values ('US:A', 's', '2026-01-05 15:${minute}+00', 'USD', ${low}, ${high}, ${low}, ${high},
        null, '2026-01-05 15:${minute}:10+00', '2026-01-05 15:${minute}:50+00', '2026-01-05 16:00+00')`)
    const bars = async () =>
      (
        await query(`select concat_ws(' ', to_char(minute at time zone 'UTC', 'HH24:MI'), open, high, low, close) as line
          from quote_minutes order by minute`)
      ).map(({ line }) => line)

    beforeEach(async () => {
      await query('truncate realtime_quotes, quote_minutes')
      await query('create table quote_minutes_before (like quote_minutes including all)')
      await bar('quote_minutes_before', '00', 1, 9)
      await bar('quote_minutes_before', '01', 2, 3)
      await query(`insert into realtime_quotes (instrument, quoted_at, source, observed_at, price, currency, delay)
        values ('US:A', '2026-01-05 15:02:30+00', 's', now(), 7, 'USD', 'realtime')`)
    })

    const again = async () => {
      await applyTimescale(connectTo(database.url))
      const once = await bars()
      await applyTimescale(connectTo(database.url))
      expect(await bars()).toEqual(once)
      expect(await query(`select to_regclass('quote_minutes_before') as aside`)).toEqual([
        { aside: null },
      ])
      return once
    }

    it('that were set aside are read again, merged with those made since', async () => {
      await bar('quote_minutes', '01', 1, 2)
      // Of two that begin and end at one time, what was made last opens and closes.
      expect(await again()).toEqual(['15:00 1 9 1 9', '15:01 1 3 1 2'])
    })

    it('are a table again, with those of quotes that had none, where the table is gone', async () => {
      await query('drop table quote_minutes')
      expect(await again()).toEqual(['15:00 1 9 1 9', '15:01 2 3 2 3', '15:02 7 7 7 7'])
      // As the migration makes it: the cron job's statements need its key.
      await query(
        `insert into quote_minutes select * from quote_minutes on conflict (instrument, minute, source) do nothing`,
      )
    })
  })
})

const server = process.env.TEST_DATABASE_URL
/** Runs only on a server that has the extension's files. */
describe.runIf(server)('an extension that appears on a server in use', () => {
  it(
    'leaves bars and quotes readable, is not made by us, and takes part when somebody makes it',
    async (context) => {
      const open = testDatabases().find(([name]) => name === 'TEST_DATABASE_URL')?.[1]
      if (!open) throw new Error('no server')
      const database = await open()
      const client = new pg.Client({ connectionString: database.url })
      try {
        await client.connect()
        const { rows: files } = await client.query(
          `select exists (select from pg_available_extensions where name = 'timescaledb') as available,
          exists (select from pg_extension where extname = 'timescaledb') as installed`,
        )
        expect(files[0].installed).toBe(false)
        if (!files[0].available) return context.skip('the server has no TimescaleDB')
        await client.query(`insert into realtime_quotes (instrument, quoted_at, source, observed_at, price, currency, delay)
        values ('US:A', now() - interval '200 days', 's', now(), 1, 'USD', 'realtime')`)
        await client.query(`insert into quote_minutes values ('US:A', 's', '2020-01-05 15:00+00', 'USD', 1, 2, 1, 2, null,
        '2020-01-05 15:00+00', '2020-01-05 15:00+00', now())`)
        const quotes = await client.query('select * from realtime_quotes')
        const bars = await client.query('select * from quote_minutes')
        await client.query('create extension timescaledb')
        await client.end()
        await applyMigrations(database.url)
        const earlier = new pg.Client({ connectionString: database.url })
        await earlier.connect()
        try {
          const { rows: licences } = await earlier.query(
            `select current_setting('timescaledb.license', true) as licence`,
          )
          // As an earlier version set it: by exchange time alone, the only record would go.
          if (licences[0].licence === 'timescale')
            await earlier.query(
              `select add_retention_policy('realtime_quotes', interval '90 days')`,
            )
        } finally {
          await earlier.end()
        }
        await applyMigrations(database.url)
        const after = new pg.Client({ connectionString: database.url })
        await after.connect()
        try {
          expect((await after.query('select * from realtime_quotes')).rows).toEqual(quotes.rows)
          expect((await after.query('select * from quote_minutes')).rows).toEqual(bars.rows)
          const { rows: tables } = await after.query(
            'select hypertable_name::text from timescaledb_information.hypertables',
          )
          expect(tables).toEqual([{ hypertable_name: 'realtime_quotes' }])
          const { rows: jobs } = await after.query(
            `select proc_name from timescaledb_information.jobs where hypertable_name is not null`,
          )
          expect(jobs).toEqual([])
        } finally {
          await after.end()
        }
      } finally {
        await client.end().catch(() => {})
        await database.close()
      }
    },
    OPEN_TIMEOUT_MS,
  )
})
