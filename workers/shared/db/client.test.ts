import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { startCountingProxy } from '../../dev/bench/counting-proxy.ts'
import { openEmbedded } from '../../dev/database.ts'
import { severable } from '../../e2e/fakes/severed.ts'
import { ok } from '../contracts/problem.ts'
import { KeptConnections, withDatabase } from './client.ts'

const OPEN_TIMEOUT_MS = 60_000

it(
  'a database that goes away between two statements is unavailable, and a bug is thrown without its SQL',
  async () => {
    const database = await openEmbedded(null)
    const env = { HYPERDRIVE: { connectionString: database.url } }
    const bug = await withDatabase(env, async (db) =>
      ok(await db.execute(sql`select secret from nowhere`)),
    ).catch((error: unknown) => error)
    expect(bug).toMatchObject({ name: 'DatabaseError 42P01', message: 'database error 42P01' })
    const lost = withDatabase(env, async (db) => {
      await db.execute(sql`select 1`)
      await database.close()
      // The driver has noticed by now: what it says then has no code.
      await new Promise((resolve) => setTimeout(resolve, 100))
      return ok(await db.execute(sql`select 2`))
    })
    expect(await lost).toMatchObject({ ok: false, reason: 'database_unavailable' })
    expect(
      await withDatabase(env, async (db) => ok(await db.execute(sql`select 3`))),
    ).toMatchObject({ ok: false, reason: 'database_unavailable' })
  },
  OPEN_TIMEOUT_MS,
)

it(
  'a database that takes a statement and never answers is unavailable after a while, by a code of its own, and its goodbye hangs nobody',
  async () => {
    const embedded = await openEmbedded(null)
    const database = await severable(embedded)
    try {
      const env = { HYPERDRIVE: { connectionString: database.url } }
      const stalled = withDatabase(
        env,
        async (db) => {
          await db.execute(sql`select 1`)
          database.stall(true)
          return ok(await db.execute(sql`select 2`))
        },
        300,
      )
      const began = Date.now()
      expect(await stalled).toMatchObject({
        ok: false,
        reason: 'database_unavailable',
        detail: expect.stringContaining('STATEMENT_TIMEOUT'),
      })
      expect(Date.now() - began).toBeLessThan(2_500)
      // What it is asked for last it answers; that the connection ends it does not.
      database.stall(false)
      const silent = withDatabase(env, async (db) => {
        const answer = ok((await db.execute<{ one: number }>(sql`select 1 as one`)).rows)
        database.stall(true)
        return answer
      })
      const asked = Date.now()
      expect(await silent).toEqual(ok([{ one: 1 }]))
      expect(Date.now() - asked).toBeLessThan(900)
      database.stall(false)
      expect(
        await withDatabase(env, async (db) => ok((await db.execute(sql`select 1 as one`)).rows)),
      ).toEqual(ok([{ one: 1 }]))
    } finally {
      await database.close()
      await embedded.close()
    }
  },
  OPEN_TIMEOUT_MS,
)

it(
  'a kept connection has the next user, never two at once, and none is kept where that is not wanted',
  async () => {
    const embedded = await openEmbedded(null)
    const database = await startCountingProxy(embedded.url)
    try {
      const env = { HYPERDRIVE: { connectionString: database.url } }
      const kept = new KeptConnections()
      const use = (query = sql`select 1`) =>
        withDatabase(env, async (db) => ok(await db.execute(query)), undefined, kept)
      const opened = async (work: () => Promise<unknown>) => {
        const before = database.counts.connections
        await work()
        return database.counts.connections - before
      }
      expect(await opened(use)).toBe(1)
      expect(await opened(async () => [await use(), await use()])).toBe(0)
      expect(await opened(() => Promise.all([use(), use()]))).toBe(1)
      kept.letGo()
      expect(await opened(use)).toBe(1)
      // What failed is not used again.
      expect(await opened(() => use(sql`select nothing`).catch(() => null))).toBe(0)
      expect(await opened(use)).toBe(1)
      expect(await opened(() => kept.without(async () => [await use(), await use()]))).toBe(2)
      expect(kept.take()).toBeUndefined()
    } finally {
      await database.close()
      await embedded.close()
    }
  },
  OPEN_TIMEOUT_MS,
)
