/**
 * The database of a local stack, and its migrations. The database is an embedded PGlite that is
 * served over TCP, or a real Postgres that is given by URL.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { makeFolder } from './make-folder.ts'
import { MIGRATIONS } from './paths.ts'
import { servePglite } from './postgres-server.ts'
import { StartError } from './start-error.ts'
import { applyTimescale, connectTo } from './timescale.ts'

export interface LocalDatabase {
  url: string
  /** What kind of database it is, in words for people. */
  kind: string
  close(): Promise<void>
}

/** Major version of the Postgres that the embedded database is compiled from. */
export const EMBEDDED_MAJOR = 18

const versionIn = (folder: string): number | null => {
  const file = join(folder, 'PG_VERSION')
  const version = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  return Number.isNaN(version) ? null : version
}

/** A file with this name exists beside a database while that database is being made. */
const beingMade = (folder: string): string => `${folder}.being-made`

/**
 * Throws StartError for a folder that is not a database which this program can open, and changes
 * nothing in it. (PGlite itself would make a new, empty database over the files.) Returns whether a
 * new database must be made: in an empty folder, or where the making of the first one was
 * interrupted. In the latter case the folder is removed.
 */
const isNewDatabase = (folder: string): boolean => {
  if (existsSync(beingMade(folder))) {
    rmSync(folder, { recursive: true, force: true })
    return true
  }
  if (!existsSync(folder) || readdirSync(folder).length === 0) return true
  const version = versionIn(folder)
  if (version === null)
    throw new StartError(
      `${folder} holds files but no PG_VERSION that names a version: it is damaged, or no database. Nothing in it was changed. Restore it from a copy, or move it away to begin with an empty database.`,
    )
  if (version === EMBEDDED_MAJOR) return false
  throw new StartError(
    `${folder} is a database of Postgres ${version}; this program has Postgres ${EMBEDDED_MAJOR}. Nothing in it was changed. Use the ${version > EMBEDDED_MAJOR ? 'newer' : 'older'} version of this program that made it, or move it away to begin with an empty database.`,
  )
}

const openFolder = async (folder: string): Promise<PGlite> => {
  const isNew = isNewDatabase(folder)
  makeFolder(folder)
  if (isNew) writeFileSync(beingMade(folder), '')
  const db = await PGlite.create({ dataDir: folder })
  rmSync(beingMade(folder), { force: true })
  return db
}

/**
 * Opens PGlite in `folder` (or in memory when null) and serves it on a free port of 127.0.0.1.
 * Throws StartError for a folder that is no database of this version.
 */
export const openEmbedded = async (folder: string | null): Promise<LocalDatabase> => {
  const db = folder ? await openFolder(folder) : await PGlite.create()
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
 * Adds a password to a URL without one, since wrangler refuses such a URL. A server that trusts its
 * clients ignores the password.
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
 * Applies the migrations over a direct connection. Hyperdrive cannot be used, because the migrator
 * needs one session for all its statements.
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
