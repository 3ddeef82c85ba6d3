/**
 * Databases for tests: the embedded one in memory and, when TEST_DATABASE_URL is set, a new
 * database on that server. Migrations are applied, and the database is dropped afterwards.
 */
import { randomBytes } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { applyMigrations, openEmbedded } from '../../dev/database.ts'
import type { Database } from '#shared/db/client.ts'

/**
 * Time limit of the hook that opens a database, in ms. Compiling PGlite takes a second on an idle
 * machine, and many seconds beside other tests on a small one.
 */
export const OPEN_TIMEOUT_MS = 60_000

export interface TestDatabase {
  db: Database
  url: string
  /** The SQL of every statement sent since the last call. */
  statements(): string[]
  close(): Promise<void>
}

/** Applies migrations: all of them, or those of an earlier version. */
type Migrate = (url: string) => Promise<void>

const open = async (
  url: string,
  dispose: () => Promise<void>,
  migrate: Migrate,
): Promise<TestDatabase> => {
  await migrate(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const sent: string[] = []
  return {
    db: drizzle(client, { logger: { logQuery: (query) => sent.push(query) } }),
    url,
    statements: () => sent.splice(0),
    async close() {
      await client.end()
      await dispose()
    },
  }
}

/**
 * Opens PGlite in memory behind its socket server, so that tests use the same driver as production.
 */
export const embeddedDatabase = async (
  migrate: Migrate = applyMigrations,
): Promise<TestDatabase> => {
  const { url, close } = await openEmbedded(null)
  return open(url, close, migrate)
}

const onServer = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Makes a new database on a real server. */
export const serverDatabase = async (
  serverUrl: string,
  migrate: Migrate = applyMigrations,
): Promise<TestDatabase> => {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const drop = () => onServer(serverUrl, `drop database ${name} with (force)`)
  return open(url.href, drop, migrate)
}

/** Functions that open each database that the tests run on, by name. */
export const testDatabases = (
  migrate: Migrate = applyMigrations,
): [string, () => Promise<TestDatabase>][] => {
  const server = process.env.TEST_DATABASE_URL
  const embedded = () => embeddedDatabase(migrate)
  return server
    ? [
        ['embedded', embedded],
        ['TEST_DATABASE_URL', () => serverDatabase(server, migrate)],
      ]
    : [['embedded', embedded]]
}
