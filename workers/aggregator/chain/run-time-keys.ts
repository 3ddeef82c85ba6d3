/** The keys of providers that are set at run time, for one request. */
import { readPublished } from '#shared/configuration/read.ts'
import { holderOf, isInEnvironment } from '#shared/key-names.ts'
import { withRunTimeKeys } from '#shared/run-time-keys.ts'
import type { Env } from '../env.ts'

/**
 * Returns the environment with the keys that it has no value of itself, at least as of the version
 * `wanted` of the configuration. Nobody is asked while no such key is set.
 */
export const withKeys = async (env: Env, requestId: string, wanted = 0): Promise<Env> => {
  const published = await readPublished(env, requestId, wanted)
  // A config service of an earlier release knows no keys.
  const names = (published.ok && published.data.keys) || []
  const isNeeded = names.some(
    (name) => holderOf(name) === 'data-aggregator' && !isInEnvironment(env, name),
  )
  return isNeeded ? withRunTimeKeys(env, requestId) : env
}
