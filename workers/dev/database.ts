/**
 * The database of a local stack: an embedded PGlite served over TCP, or a real Postgres by URL; and
 * its migrations.
 */
import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { MIGRATIONS } from './paths.ts'
import { servePglite } from './postgres-server.ts'
import { applyTimescale, connectTo } from './timescale.ts'

export interface LocalDatabase {
  url: string
  /** For people. */
  kind: string
  close(): Promise<void>
}

/** Opens PGlite in `folder` (or in memory when null) and serves it on a free port of 127.0.0.1. */
export const openEmbedded = async (folder: string | null): Promise<LocalDatabase> => {
  if (folder) mkdirSync(folder, { recursive: true })
  const db = await PGlite.create(folder ? { dataDir: folder } : {})
  const server = await servePglite(db)
  return {
    url: `postgres://postgres:local@127.0.0.1:${server.port}/postgres?sslmode=disable`,
    kind: folder ? `embedded PGlite in ${folder}` : 'embedded PGlite in memory',
    async close() {
      await server.close()
      await db.close()
    },
  }
}

/**
 * Wrangler refuses a connection string without a password; a server that trusts its clients ignores
 * it.
 */
export const withPassword = (url: string): string => {
  const parsed = new URL(url)
  if (parsed.password === '') parsed.password = 'none'
  return parsed.href
}

export const openDatabase = async (
  folder: string | null,
  url = process.env.DATABASE_URL,
): Promise<LocalDatabase> =>
  url
    ? { url: withPassword(url), kind: `Postgres at ${new URL(url).host}`, close: async () => {} }
    : openEmbedded(folder)

/**
 * Applies migrations/ over a direct connection (never through Hyperdrive: the migrator holds a
 * session).
 */
export const applyMigrations = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS })
  } finally {
    await client.end()
  }
  await applyTimescale(connectTo(url))
}
