/**
 * The migration to `filings` on a database of the version before, with eleven companies and two
 * years of quotes: the version before reads and writes until the end, the filling is cut between
 * slices and inside one, and every reading gives equal answers.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fillFilings, fillSlices } from '../aggregator/facts/fill-filings.ts'
import {
  formerReading,
  formerRestatements,
  formerStore,
} from '../aggregator/facts/former-version.fixture.ts'
import { readCompany } from '../aggregator/facts/read.ts'
import { readRestatements } from '../aggregator/facts/read-restatements.ts'
import { storeAnswer } from '../aggregator/facts/store.ts'
import { FILES } from '../aggregator/providers/shipped/files.ts'
import { decode } from '../aggregator/providers/shipped/format.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../e2e/fakes/database.ts'
import { applyMigrations } from './database.ts'
import { dropFormer, dropInTransaction } from './former-columns.ts'
import { MIGRATIONS } from './paths.ts'

const TAG = /^\d+_filings$/
const NOW = new Date('2026-11-22T10:00:00.000Z')
const LATER = new Date('2026-11-23T10:00:00.000Z')
/** Bars of ten minutes on each trading day of two years, of every company. */
const [DAYS, BARS] = [504, 39]

/** The migrations that an earlier version had: all before that of filings. */
const applyEarlier = async (url: string): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'earlier-migrations-'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    cpSync(MIGRATIONS, folder, { recursive: true })
    const file = join(folder, 'meta/_journal.json')
    const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] }
    const at = journal.entries.findIndex(({ tag }) => TAG.test(tag))
    expect(at).toBeGreaterThan(0)
    writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }))
    await migrate(drizzle(client), { migrationsFolder: folder })
  } finally {
    await client.end()
    rmSync(folder, { recursive: true })
  }
}

describe.each(testDatabases(applyEarlier))('migrating to filings (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  const count = async (what: string): Promise<number> => {
    const { rows } = await database.db.execute<{ n: string }>(
      sql.raw(`select count(*) as n from ${what}`),
    )
    return Number(rows[0]?.n)
  }
  const bytes = async (): Promise<number> => {
    await database.db.execute(sql`vacuum full facts`)
    const { rows } = await database.db.execute<{ n: string }>(
      sql`select pg_total_relation_size('facts') + coalesce(pg_total_relation_size(to_regclass('filings')), 0) as n`,
    )
    return Number(rows[0]?.n)
  }
  const of = (instrument: string, asOf: Date) => ({
    instrument,
    asOf,
    years: 10,
    chain: ['sec'],
    limit: 100,
  })
  const former = async (instrument: string, asOf: Date) => ({
    ...(await formerReading(database.db, of(instrument, asOf))),
    ...(await formerRestatements(database.db, of(instrument, asOf))),
  })
  const today = async (instrument: string, asOf: Date) => {
    const { facts, others } = await readCompany(database.db, of(instrument, asOf))
    const { restatements, more } = await readRestatements(database.db, of(instrument, asOf))
    return { facts, others, restatements, more }
  }
  /** Both versions read the same of every company. */
  const equal = async (state: string): Promise<void> => {
    for (const id of Object.keys(FILES))
      expect(await today(id, LATER), `${id}, ${state}`).toEqual(await former(id, LATER))
  }
  /** Somebody who is killed in the middle of a transaction. */
  const cut = async (work: (client: pg.Client) => Promise<void>): Promise<void> => {
    const client = new pg.Client({ connectionString: database.url })
    client.on('error', () => {})
    await client.connect()
    await client.query('begin')
    await work(client)
    client.connection.stream.destroy()
  }

  test('is done in place, goes on after every cut, and both versions read the same throughout', async () => {
    const { db } = database
    const companies = await Promise.all(
      Object.values(FILES).map(async (load) => decode((await load()).default)),
    )
    expect(companies).toHaveLength(11)
    for (const { instrument, facts } of companies) await formerStore(db, instrument, facts, NOW)
    await db.execute(sql`
      insert into quote_minutes (instrument, source, minute, currency, open, high, low, close, volume, opened_at, closed_at, stored_at)
      select i.id, 'test', m, 'USD', 10, 11, 9, 10.5, 1000, m, m + interval '59 seconds', m + interval '60 seconds'
      from instruments i, generate_series(0, ${DAYS - 1}::int) d, generate_series(0, ${BARS - 1}::int) b,
        lateral (select timestamptz '2024-11-22 14:30Z' + make_interval(days => d * 7 / 5, mins => b * 10) as m) t`)
    await db.execute(sql`
      insert into realtime_quotes (instrument, quoted_at, source, observed_at, price, currency, delay, stored_at)
      select i.id, m, 'test', m, 10, 'USD', 'realtime', m
      from instruments i, generate_series(timestamptz '2026-11-20 14:30Z', timestamptz '2026-11-20 21:00Z', interval '10 seconds') m`)
    const [facts, minutes, quotes] = [
      await count('facts'),
      await count('quote_minutes'),
      await count('realtime_quotes'),
    ]
    expect(minutes).toBe(11 * DAYS * BARS)
    const before = new Map<string, Awaited<ReturnType<typeof former>>>()
    for (const id of Object.keys(FILES)) before.set(id, await former(id, LATER))
    const large = await bytes()

    await applyMigrations(database.url)
    await applyMigrations(database.url)
    for (const [id, answer] of before) expect(await today(id, LATER), id).toEqual(answer)
    expect(await count('facts where filing is null')).toBe(facts)

    const { filled } = await fillFilings(db, 200)
    expect(filled).toBe(200)
    await cut(async (client) => {
      expect((await fillFilings(drizzle(client), 200)).filled).toBeGreaterThan(10)
    })
    await expect.poll(() => count('facts where filing is not null')).toBe(filled)
    await equal('after a cut')
    // The version before goes on: a new figure, and one that it states otherwise and again.
    const apple = companies.find(({ instrument }) => instrument.id === 'US:AAPL')
    const [first] = apple?.facts ?? []
    if (!apple || !first) throw new Error('Apple is recorded')
    await fillSlices(db, () => true)
    const states = (value: string, minute: number) =>
      formerStore(
        db,
        apple.instrument,
        [{ ...first, value }],
        new Date(NOW.getTime() + minute * 60_000),
      )
    await states('1', 1)
    await states('2', 2)
    await equal('while the version before adds')
    expect(await fillSlices(db, () => true)).toEqual({ filled: 2, more: false })
    await states('1', 3)
    await equal('while the version before changes')
    expect(await fillSlices(db, () => true)).toEqual({ filled: 1, more: false })
    expect(await fillSlices(db, () => true)).toEqual({ filled: 0, more: false })
    await equal('afterwards')

    expect(await count('facts')).toBe(facts + 2)
    const filings = await count('filings')
    expect(filings).toBeGreaterThan(100)
    expect(filings).toBeLessThan(facts / 10)
    const both = await bytes()
    expect(both).toBeLessThan(large * 1.4)

    // The step after: the earlier version is gone.
    const days = ['2019-02-11', '2022-06-30', '2024-11-04', '2026-11-22'].map((d) => new Date(d))
    const answers = async () => {
      const said: unknown[] = []
      for (const id of Object.keys(FILES))
        for (const day of [...days, LATER]) said.push(await today(id, day))
      return said
    }
    const said = await answers()
    await states('3', 4)
    expect(await dropFormer(database.url)).toEqual({ is: 'unfilled', facts: 1 })
    await fillSlices(db, () => true)
    await states('2', 5)
    await fillSlices(db, () => true)
    const stated = await answers()
    expect(stated).not.toEqual(said)
    await cut(async (client) => {
      expect(await dropInTransaction(client)).toMatchObject({ is: 'dropped' })
    })
    await expect.poll(async () => today('US:AAPL', LATER)).toEqual(await former('US:AAPL', LATER))
    expect(await dropFormer(database.url)).toMatchObject({ is: 'dropped' })
    expect(await dropFormer(database.url)).toEqual({ is: 'gone' })
    expect(await answers()).toEqual(stated)
    await expect(former('US:AAPL', LATER)).rejects.toThrow()
    expect(await bytes()).toBeLessThan(large * 0.75)
    expect(await count('facts')).toBe(facts + 3)

    // All goes on: nothing is left to fill, and what is stored, stated again and read is right.
    await applyMigrations(database.url)
    expect(await fillSlices(db, () => true)).toEqual({ filled: 0, more: false })
    const answer = { ...apple, sources: [], recorded: null }
    const store = (value: string, minute: number) => {
      const at = new Date(NOW.getTime() + minute * 60_000)
      const known = { ...first, value, source: null }
      return storeAnswer(db, { ...answer, facts: [known] }, [], at, at)
    }
    const inForce = async () => {
      const { facts: read } = await today('US:AAPL', LATER)
      return read.find((f) => f.concept === first.concept && f.period === first.period)
    }
    await store('4', 6)
    expect(await inForce()).toMatchObject({ value: '4', source_url: first.source_url })
    await store('3', 7)
    const again = new Date(NOW.getTime() + 7 * 60_000).toISOString()
    expect(await inForce()).toMatchObject({ value: '3', retrieved_at: again })
    expect(await count('facts')).toBe(facts + 4)
    expect([await count('quote_minutes'), await count('realtime_quotes')]).toEqual([
      minutes,
      quotes,
    ])
  }, 300_000)
})
