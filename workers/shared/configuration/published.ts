/**
 * The configuration as it is published to KV: one value for each version, and the name of the
 * newest one. A published value never changes, so a cache may store it under its name.
 */
import { z } from 'zod'
import { snapshotSchema, watchlistSchema } from '../contracts/config-documents.ts'
import { keyNameSchema } from '../contracts/keys.ts'
import { MAX_FEW } from '../lengths.ts'

export const publishedSchema = z.object({
  config: snapshotSchema,
  watchlist: watchlistSchema,
  /** Names of the keys that are set at run time. An earlier release published none. */
  keys: z.array(keyNameSchema).max(MAX_FEW).default([]),
})
export type Published = z.infer<typeof publishedSchema>

/** The KV key that holds the name of the newest value. */
export const CURRENT_KEY = 'config:current'
/** The prefix of the keys of all published values. */
export const VALUE_PREFIX = 'config:v'
export const valueKey = (name: string): string => `config:${name}`

const HASH_BYTES = 8

/**
 * Makes a name like `v12-0f3a...` from the version and the beginning of the SHA-256 of the text. A
 * new release may ship other defaults without a write. Then the name changes although the version
 * does not.
 */
export const nameOf = async (version: number, json: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(json))
  const hash = [...new Uint8Array(digest).subarray(0, HASH_BYTES)]
  return `v${version}-${hash.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** The version in a name, or -1 when the text is not a name. */
export const versionOf = (name: string): number => Number(/^v(\d+)-/.exec(name)?.[1] ?? -1)
