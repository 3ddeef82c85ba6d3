/**
 * The entries by which keys leave this Worker. Each is bound to by one Worker alone, in its own
 * configuration, so no other one can ask for these keys; the gateway has none of them.
 */
import { WorkerEntrypoint } from 'cloudflare:workers'
import { heldKeysContract } from '#shared/contracts/keys.ts'
import { type App, createApp, implement } from '#shared/http/app.ts'
import type { KeyHolder } from '#shared/key-names.ts'
import type { Env } from '../env.ts'
import { heldKeys } from './key-service.ts'

const appOf = (holder: KeyHolder): App<Env> => {
  const app = createApp<Env>('config-service')
  implement(app, heldKeysContract.readKeys, (_, env) => heldKeys(env, holder))
  return app
}

const ofProviders = appOf('data-aggregator')
const ofModels = appOf('analysis-service')

/** For the aggregator. */
export class ProviderKeys extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Response | Promise<Response> {
    return ofProviders.fetch(request, this.env, this.ctx)
  }
}

/** For the analysis service. */
export class ModelKeys extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Response | Promise<Response> {
    return ofModels.fetch(request, this.env, this.ctx)
  }
}
