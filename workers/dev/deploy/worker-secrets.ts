/** Which secrets each Worker is deployed with, and from where each of them comes. Pure. */
import { MODEL_KEYS, PROVIDER_KEYS } from '../secrets.ts'
import type { Environment } from './wrangler-command.ts'

/** The secrets of each Worker, by its configured name. Each reads no others. */
export const WORKER_SECRETS: Readonly<Record<string, readonly string[]>> = {
  'api-gateway': ['ADMIN_TOKEN'],
  'config-service': ['KEY_ENCRYPTION_KEY', 'KEY_ENCRYPTION_KEY_FORMER'],
  'analysis-service': MODEL_KEYS,
  'data-aggregator': [...PROVIDER_KEYS, 'NEON_DATABASE_URL'],
  'report-orchestrator': ['NEON_DATABASE_URL'],
  'log-collector': ['NEON_DATABASE_URL'],
}

/**
 * Names of the secrets that each Worker has in the account. A Worker that is not there has none.
 */
export type HeldSecrets = ReadonlyMap<string, ReadonlySet<string>>

const holds = (held: HeldSecrets, worker: string, name: string): boolean =>
  held.get(worker)?.has(name) ?? false

/** What only its owner keeps: it can never be read back from the platform. */
export interface MadeSecrets {
  /** The administrator token, where none was given and the gateway has none. */
  admin_token: string
  /** The key-encryption key that is kept on this machine; made where there is none. */
  key_encryption_key: string
}

export interface SecretsPlan {
  /** The values that each Worker is deployed with. The others that it has stay. */
  values: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Whether the administrator token is a new one, which must be shown. */
  shows_admin_token: boolean
  /** Whether the key-encryption key that is kept here is the one in force. */
  uses_kept_key: boolean
}

/**
 * `held` has the names as configured. Values come from the environment; the administrator token and
 * the key-encryption key are made where there are none. A key-encryption key that a Worker has is
 * replaced only by a rotation, which names the former one: what was encrypted would be lost.
 */
export const planSecrets = (
  environment: Environment,
  held: HeldSecrets,
  made: MadeSecrets,
): SecretsPlan | { wrong: string } => {
  const given = (name: string): string | undefined => environment[name] || undefined
  const hasKey = holds(held, 'config-service', 'KEY_ENCRYPTION_KEY')
  const newKey = given('KEY_ENCRYPTION_KEY')
  if (hasKey && newKey && !given('KEY_ENCRYPTION_KEY_FORMER'))
    return {
      wrong:
        'the config service has a key-encryption key, and KEY_ENCRYPTION_KEY names one. To rotate, name the one before as KEY_ENCRYPTION_KEY_FORMER; else unset it',
    }
  const leftNeon = Object.keys(WORKER_SECRETS).find(
    (worker) => holds(held, worker, 'NEON_DATABASE_URL') && !given('NEON_DATABASE_URL'),
  )
  if (leftNeon !== undefined)
    return {
      wrong: `${leftNeon} has the secret NEON_DATABASE_URL and would go on with that database. Set NEON_DATABASE_URL, or delete the secret of each Worker`,
    }
  const hasToken = holds(held, 'api-gateway', 'ADMIN_TOKEN')
  const makesToken = !hasToken && !given('ADMIN_TOKEN')
  const usesKeptKey = !hasKey && !newKey
  const values = new Map(
    Object.entries(WORKER_SECRETS).map(([worker, names]) => [
      worker,
      Object.fromEntries(
        names.flatMap((name) => {
          const value = given(name)
          return value === undefined ? [] : [[name, value]]
        }),
      ) as Record<string, string>,
    ]),
  )
  if (makesToken) values.set('api-gateway', { ADMIN_TOKEN: made.admin_token })
  if (usesKeptKey) values.set('config-service', { KEY_ENCRYPTION_KEY: made.key_encryption_key })
  return { values, shows_admin_token: makesToken, uses_kept_key: usesKeptKey }
}
