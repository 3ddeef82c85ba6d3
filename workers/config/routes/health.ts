/** /health: healthy while the store of the configuration answers. */
import { configContract } from '#shared/contracts/config.ts'
import { HEALTHY } from '#shared/contracts/health.ts'
import { ok } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { configStore, type Env } from '../env.ts'

export const healthRoute = (app: App<Env>): void => {
  implement(app, configContract.getHealth, async (_, env) => {
    await configStore(env).version()
    return ok(HEALTHY)
  })
}
