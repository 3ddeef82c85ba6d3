/** /health: healthy while the database answers the smallest statement. */
import { sql } from 'drizzle-orm'
import { HEALTHY } from '#shared/contracts/health.ts'
import { logsContract } from '#shared/contracts/logs.ts'
import { ok } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { type App, implement } from '#shared/http/app.ts'
import type { Env } from '../env.ts'

export const healthRoute = (app: App<Env>): void => {
  implement(app, logsContract.getHealth, (_, env) =>
    withDatabase(env, async (db) => {
      await db.execute(sql`select 1`)
      return ok(HEALTHY)
    }),
  )
}
