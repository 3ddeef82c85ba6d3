/**
 * How every Worker reads the configuration: from KV, where a change is seen everywhere within 60 s.
 * The store is asked instead when KV is empty, behind the version the caller wants, or away.
 */
import { configContract } from '../contracts/config.ts'
import type { Result } from '../contracts/problem.ts'
import { ok } from '../contracts/problem.ts'
import { createClient, type HttpFetcher } from '../http/client.ts'
import { logger } from '../log.ts'
import { within } from '../within.ts'
import { CURRENT_KEY, type Published, publishedSchema, valueKey, versionOf } from './published.ts'

export interface ConfigurationEnv {
  /** The config service, which asks the store. */
  CONFIG: HttpFetcher
  /** What the store has published. */
  CONFIG_KV: Pick<KVNamespace, 'get'>
}

/**
 * Seconds that the platform may serve the name of the newest from its cache. The least it allows,
 * and half of what a change may take to be seen.
 */
const NAME_CACHE_SECONDS = 30
/** Seconds for a value, which never changes. */
const VALUE_CACHE_SECONDS = 86_400
/** Milliseconds that KV may take before the store is asked. */
const KV_TIMEOUT_MS = 1_000

/** Parsed values by name: the newest and the one before it, which requests under way may hold. */
const parsed = new Map<string, Published>()
const MOST_PARSED = 2

const remember = (name: string, value: Published): void => {
  parsed.set(name, value)
  for (const oldest of parsed.keys()) {
    if (parsed.size <= MOST_PARSED) return
    parsed.delete(oldest)
  }
}

/** Null when KV has nothing, has less than `wanted`, or has what cannot be read by this release. */
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
 * All configuration at one version. `wanted` is the version a writer has been answered with: what
 * is read is at least as new.
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
