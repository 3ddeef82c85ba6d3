/**
 * What every route over the providers needs, made from the Worker's bindings and the configuration.
 */
import type { ConfigSnapshot, DataSources } from '#shared/contracts/config-documents.ts'
import { readPublished } from '#shared/configuration/read.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { Env } from '../env.ts'
import { knownOf } from '../instruments/catalogue.ts'
import type { Provider, ProviderContext } from '../model/provider.ts'
import { gatekeeper } from '../limits/gate-client.ts'
import type { ReadThroughDeps } from './read-through.ts'
import { keyOf } from '../limits/keys.ts'
import { installedProviders } from './installed-providers.ts'
import { singleFlight } from '../limits/single-flight.ts'
import { upstreamFetch } from '../providers/upstream.ts'

/** The configuration in force, at least of the version `wanted`. */
export const readConfig = async (
  env: Env,
  requestId: string,
  wanted = 0,
): Promise<Result<ConfigSnapshot>> => {
  const published = await readPublished(env, requestId, wanted)
  return published.ok ? ok(published.data.config) : published
}

export const depsFor = (env: Env, requestId: string, sources: DataSources): ReadThroughDeps => {
  const gate = gatekeeper(env, sources)
  const contextOf = (provider: Provider): ProviderContext => ({
    requestId,
    fetch: upstreamFetch(env),
    now: () => new Date(),
    key: keyOf(env, provider),
    timeoutMs: env.UPSTREAM_TIMEOUT_MS
      ? Number(env.UPSTREAM_TIMEOUT_MS)
      : (sources.providers[provider.id]?.timeout_ms ?? sources.timeout_ms),
    contact: env.SEC_USER_AGENT,
    memory: gate.memory(provider),
    spend: () => gate.spend(provider),
  })
  return {
    providers: installedProviders(env),
    contextOf,
    hasKey: (provider) => keyOf(env, provider) !== null,
    gate,
    now: () => new Date(),
    known: knownOf,
    singleFlight: singleFlight(env),
  }
}
