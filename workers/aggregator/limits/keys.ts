/**
 * Keys of providers. They are secrets of the aggregator, read only here and passed only to the
 * client.
 */
import type { Declaration } from '../model/provider.ts'

/** Null when the provider needs no key, or when none is set. */
export const keyOf = (env: object, { key }: Pick<Declaration, 'key'>): string | null => {
  const value = key && new Map<string, unknown>(Object.entries(env)).get(key.variable)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
