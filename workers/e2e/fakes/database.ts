/**
 * Databases for tests: the embedded one in memory and, when TEST_DATABASE_URL is set, a new
 * database on that server. Migrations are applied, and the database is dropped afterwards.
 */
import { randomBytes } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { applyMigrations, openEmbedded } from '../../dev/database.ts'
import type { Database } from '#shared/db/client.ts'
import * as schema from '#shared/db/schema/index.ts'

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

const open = async (url: string, dispose: () => Promise<void>): Promise<TestDatabase> => {
  await applyMigrations(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const sent: string[] = []
  return {
    db: drizzle(client, { schema, logger: { logQuery: (query) => sent.push(query) } }),
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
export const embeddedDatabase = async (): Promise<TestDatabase> => {
  const { url, close } = await openEmbedded(null)
  return open(url, close)
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
export const serverDatabase = async (serverUrl: string): Promise<TestDatabase> => {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return open(url.href, () => onServer(serverUrl, `drop database ${name} with (force)`))
}

/** Functions that open each database that the tests run on, by name. */
export const testDatabases = (): [string, () => Promise<TestDatabase>][] => {
  const server = process.env.TEST_DATABASE_URL
  return server
    ? [
        ['embedded', embeddedDatabase],
        ['TEST_DATABASE_URL', () => serverDatabase(server)],
      ]
    : [['embedded', embeddedDatabase]]
}
