/** /snapshot: all configuration at one version, in one call of the store. */
import { configContract } from '#shared/contracts/config.ts'
import { ok } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { DEFAULTS } from '../defaults.ts'
import { snapshotOf } from '../documents.ts'
import { configStore, type Env } from '../env.ts'
import { unreadable } from '../store-client.ts'

export const snapshotRoutes = (app: App<Env>): void => {
  implement(app, configContract.getSnapshot, async (_, env) => {
    const { version, documents } = await configStore(env).read()
    return ok(snapshotOf(version, documents, DEFAULTS, unreadable))
  })
}
