/**
 * The configuration as it is published to KV: one value a version, and the name of the newest. A
 * published value never changes, so its name may stand for it in a cache.
 */
import { z } from 'zod'
import { snapshotSchema, watchlistSchema } from '../contracts/config.ts'

export const publishedSchema = z.object({ config: snapshotSchema, watchlist: watchlistSchema })
export type Published = z.infer<typeof publishedSchema>

/** KV key of the name of the newest. */
export const CURRENT_KEY = 'config:current'
/** What the keys of all published values begin with. */
export const VALUE_PREFIX = 'config:v'
export const valueKey = (name: string): string => `config:${name}`

const HASH_BYTES = 8

/**
 * `v12-0f3a...`: the version and the beginning of the SHA-256 of the text. A new release may ship
 * other defaults without a write; then the name changes though the version does not.
 */
export const nameOf = async (version: number, json: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(json))
  const hash = [...new Uint8Array(digest).subarray(0, HASH_BYTES)]
  return `v${version}-${hash.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** -1 for a text that is no name. */
export const versionOf = (name: string): number => Number(/^v(\d+)-/.exec(name)?.[1] ?? -1)
