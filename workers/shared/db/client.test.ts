import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openEmbedded } from '../../dev/database.ts'
import { ok } from '../contracts/problem.ts'
import { withDatabase } from './client.ts'

const OPEN_TIMEOUT_MS = 60_000

it(
  'a database that goes away between two statements is unavailable, and a bug is thrown without its SQL',
  async () => {
    const database = await openEmbedded(null)
    const env = { HYPERDRIVE: { connectionString: database.url } }
    const bug = await withDatabase(env, async (db) => ok(await db.execute(sql`select secret from nowhere`))).catch((error: unknown) => error)
    expect(bug).toMatchObject({ name: 'DatabaseError 42P01', message: 'database error 42P01' })
    const lost = withDatabase(env, async (db) => {
      await db.execute(sql`select 1`)
      await database.close()
      // The driver has noticed by now: what it says then has no code.
      await new Promise((resolve) => setTimeout(resolve, 100))
      return ok(await db.execute(sql`select 2`))
    })
    expect(await lost).toMatchObject({ ok: false, reason: 'database_unavailable' })
    expect(await withDatabase(env, async (db) => ok(await db.execute(sql`select 3`)))).toMatchObject({ ok: false, reason: 'database_unavailable' })
  },
  OPEN_TIMEOUT_MS,
)
