/** /snapshot: all configuration, read from the store itself. /publications: called by the cron. */
import { configContract } from '#shared/contracts/config.ts'
import { ok } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { configStore, type Env } from '../env.ts'

export const snapshotRoutes = (app: App<Env>): void => {
  implement(app, configContract.getSnapshot, async (_, env) =>
    ok(await configStore(env).published()),
  )
  implement(app, configContract.publishConfiguration, async (_, env) =>
    ok({ version: await configStore(env).ensurePublished() }),
  )
}
