/** Databases for tests: the embedded one in memory and, where TEST_DATABASE_URL is set, a database of its own on that server. Migrated; dropped after. */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import type { Database } from '../../shared/db/client.ts'
import * as schema from '../../shared/db/schema/index.ts'

const MIGRATIONS = new URL('../../../migrations', import.meta.url).pathname

export interface TestDatabase {
  db: Database
  url: string
  /** SQL of every statement sent since the last call. */
  statements(): string[]
  close(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

const open = async (url: string, dispose: () => Promise<void>): Promise<TestDatabase> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const sent: string[] = []
  const db = drizzle(client, { schema, logger: { logQuery: (query) => sent.push(query) } })
  await migrate(db, { migrationsFolder: MIGRATIONS })
  sent.length = 0
  return {
    db,
    url,
    statements: () => sent.splice(0),
    async close() {
      await client.end()
      await dispose()
    },
  }
}

/** PGlite in memory behind its socket server, so that the same driver is used as in production. */
export const embeddedDatabase = async (): Promise<TestDatabase> => {
  const lite = await PGlite.create()
  const port = await freePort()
  const server = new PGLiteSocketServer({ db: lite, port, host: '127.0.0.1', maxConnections: 20 })
  await server.start()
  return open(`postgres://postgres:postgres@127.0.0.1:${port}/postgres?sslmode=disable`, async () => {
    await server.stop()
    await lite.close()
  })
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

/** A fresh database on a real server. */
export const serverDatabase = async (serverUrl: string): Promise<TestDatabase> => {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return open(url.href, () => onServer(serverUrl, `drop database ${name} with (force)`))
}

/** Every database the tests run on, by name. */
export const testDatabases = (): [string, () => Promise<TestDatabase>][] => {
  const server = process.env.TEST_DATABASE_URL
  return [
    ['embedded', embeddedDatabase],
    ...(server ? [['TEST_DATABASE_URL', () => serverDatabase(server)] satisfies [string, () => Promise<TestDatabase>]] : []),
  ]
}
