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
/**
 * Milliseconds for which this isolate remembers the name of the newest value. Together with the
 * cache of the platform this stays well below the time after which a change must be visible.
 */
export const NAME_MEMORY_MS = 3_000
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

/** A name that KV gave, and when it was asked for (epoch milliseconds). */
interface NewestName {
  name: string
  asked_at: number
}

/** The newest name of each KV that this isolate reads; there is one, except in tests. */
const newestNames = new WeakMap<ConfigurationEnv['CONFIG_KV'], NewestName>()

/** Null when no name is remembered, or when it is too old. Old is also what lies ahead of `now`. */
const rememberedName = (kv: ConfigurationEnv['CONFIG_KV'], now: number): string | null => {
  const known = newestNames.get(kv)
  return known && known.asked_at <= now && now - known.asked_at < NAME_MEMORY_MS ? known.name : null
}

/**
 * Returns the name of the newest value: from the memory when that serves the wanted version,
 * otherwise from KV.
 */
const newestName = async (
  kv: ConfigurationEnv['CONFIG_KV'],
  wanted: number,
): Promise<string | null> => {
  const asked_at = Date.now()
  const known = rememberedName(kv, asked_at)
  if (known !== null && versionOf(known) >= wanted) return known
  const name = await kv.get(CURRENT_KEY, { cacheTtl: NAME_CACHE_SECONDS })
  // Of two reads at the same time, the slower one may bring the older name.
  const meanwhile = rememberedName(kv, Date.now())
  if (name !== null && (meanwhile === null || versionOf(meanwhile) <= versionOf(name)))
    newestNames.set(kv, { name, asked_at })
  return name
}

/**
 * Null when KV is empty, when its version is below `wanted`, or when this release cannot read its
 * value.
 */
const fromKv = async (
  kv: ConfigurationEnv['CONFIG_KV'],
  wanted: number,
): Promise<Published | null> => {
  const name = await newestName(kv, wanted)
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
  logger(null, requestId).info('config.read_from_store', { wanted })
  return createClient(configContract, env.CONFIG, { requestId, service: 'config-service' }).call(
    'getSnapshot',
    {},
  )
}
