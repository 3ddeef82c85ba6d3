/** POST /logs/maintenance: what the cron trigger has done with stored lines. */
import { logsContract } from '#shared/contracts/logs.ts'
import { ok } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { type App, implement } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { dropOldLines } from '../store/retention.ts'

const DAY_MS = 86_400_000

export const maintenanceRoute = (app: App<Env>): void => {
  implement(app, logsContract.maintainLogs, ({ body }, env) =>
    withDatabase(env, async (db) =>
      ok(await dropOldLines(db, new Date(Date.now() - body.keep_days * DAY_MS))),
    ),
  )
}
