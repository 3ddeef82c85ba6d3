/**
 * Reads the configuration for every Worker. It reads from KV, where a change is visible everywhere
 * within 60 s. It asks the store instead when KV is empty, does not answer, or is older than the
 * version that the caller wants.
 */
import { configContract } from '../contracts/config.ts'
import type { Result } from '../contracts/problem.ts'
import { ok } from '../contracts/problem.ts'
import { createClient, type HttpFetcher } from '../http/client.ts'
import { logger } from '../log.ts'
import { within } from '../within.ts'
import { CURRENT_KEY, type Published, publishedSchema, valueKey, versionOf } from './published.ts'

export interface ConfigurationEnv {
  /** The config service, which reads from the store. */
  CONFIG: HttpFetcher
  /** What the store has published. */
  CONFIG_KV: Pick<KVNamespace, 'get'>
}

/**
 * Seconds that the platform may serve the name of the newest value from its cache. This is the
 * least that the platform allows, and half of the time after which a change must be visible.
 */
const NAME_CACHE_SECONDS = 30
/** Seconds that the platform may serve a value from its cache. A value never changes. */
const VALUE_CACHE_SECONDS = 86_400
/** Milliseconds that KV may take before the store is asked instead. */
const KV_TIMEOUT_MS = 1_000

/**
 * Parsed values by name: the newest one and the one before it, which running requests may still
 * use.
 */
const parsed = new Map<string, Published>()
const MOST_PARSED = 2

const remember = (name: string, value: Published): void => {
  parsed.set(name, value)
  for (const oldest of parsed.keys()) {
    if (parsed.size <= MOST_PARSED) return
    parsed.delete(oldest)
  }
}

/**
 * Null when KV is empty, when its version is below `wanted`, or when this release cannot read its
 * value.
 */
const fromKv = async (
  kv: ConfigurationEnv['CONFIG_KV'],
  wanted: number,
): Promise<Published | null> => {
  const name = await kv.get(CURRENT_KEY, { cacheTtl: NAME_CACHE_SECONDS })
  if (name === null || versionOf(name) < wanted) return null
  const known = parsed.get(name)
  if (known) return known
  const value = await kv.get(valueKey(name), { type: 'json', cacheTtl: VALUE_CACHE_SECONDS })
  const published = publishedSchema.safeParse(value)
  if (!published.success) return null
  remember(name, published.data)
  return published.data
}

/**
 * Reads the whole configuration at one version. `wanted` is the version that a writer got as its
 * answer. The result is at least as new as that.
 */
export const readPublished = async (
  env: ConfigurationEnv,
  requestId: string,
  wanted = 0,
): Promise<Result<Published>> => {
  const published = await within(KV_TIMEOUT_MS, () =>
    fromKv(env.CONFIG_KV, wanted).catch(() => null),
  )
  if (published) return ok(published)
  logger('configuration', requestId).info('config.read_from_store', { wanted })
  return createClient(configContract, env.CONFIG, { requestId, service: 'config-service' }).call(
    'getSnapshot',
    {},
  )
}
