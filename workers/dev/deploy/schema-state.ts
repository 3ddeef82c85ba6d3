/** How far a database is migrated, compared with the migrations of this version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { MIGRATIONS } from '../paths.ts'

/** A migration by its name, and the time (epoch milliseconds) by which a database knows it. */
export interface Migration {
  tag: string
  when: number
}

export interface SchemaState {
  /** Migrations of this version that the database lacks. */
  missing: readonly string[]
  /** How many migrations the database has that this version does not know. */
  unknown: number
}

const journalSchema = z.object({
  entries: z.array(z.object({ tag: z.string(), when: z.number() })),
})

export const knownMigrations = (): readonly Migration[] =>
  journalSchema.parse(JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')))
    .entries

/** `applied` are the times of the migrations that the database has. Pure. */
export const schemaState = (
  known: readonly Migration[],
  applied: ReadonlySet<number>,
): SchemaState => ({
  missing: known.filter(({ when }) => !applied.has(when)).map(({ tag }) => tag),
  unknown: [...applied].filter((when) => !known.some((one) => one.when === when)).length,
})

const CONNECT_TIMEOUT_MS = 10_000

/** Changes nothing. Rejects with the error of the driver when the database does not answer. */
export const readSchemaState = async (url: string): Promise<SchemaState> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
    )
    const applied = rows[0]?.there
      ? await client.query<{ created_at: string }>(
          'select created_at from drizzle.__drizzle_migrations',
        )
      : { rows: [] }
    return schemaState(
      knownMigrations(),
      new Set(applied.rows.map(({ created_at }) => Number(created_at))),
    )
  } finally {
    await client.end()
  }
}
