/**
 * Keys that were set at run time, put beside those of a Worker's environment for one request. They
 * are kept no longer than that, so that a key that was replaced is gone with the requests that ran.
 */
import { heldKeysContract } from './contracts/keys.ts'
import { createClient, type HttpFetcher } from './http/client.ts'
import { isInEnvironment } from './key-names.ts'
import { logger } from './log.ts'

export interface RunTimeKeysEnv {
  /** The entry of the config service that hands this Worker its keys. */
  KEYS: HttpFetcher
  /** Names of the keys that were added to this environment; set for one request alone. */
  RUN_TIME_KEYS?: readonly string[]
}

/**
 * Returns the environment with the keys that it has no value of itself. Where they cannot be read,
 * the environment alone serves, which the log tells.
 */
export const withRunTimeKeys = async <E extends RunTimeKeysEnv>(
  env: E,
  requestId: string,
): Promise<E> => {
  const client = createClient(heldKeysContract, env.KEYS, { requestId, service: 'config-service' })
  const held = await client.call('readKeys', {})
  if (!held.ok) {
    logger(null, requestId).warn('keys.not_read', { reason: held.reason })
    return env
  }
  const added = Object.entries(held.data.keys).filter(([name]) => !isInEnvironment(env, name))
  if (added.length === 0) return env
  const RUN_TIME_KEYS = added.map(([name]) => name)
  return Object.assign({}, env, Object.fromEntries(added), { RUN_TIME_KEYS })
}
