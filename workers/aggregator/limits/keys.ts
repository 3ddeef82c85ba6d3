/**
 * Keys of providers: secrets of the aggregator, read in one place and given to nobody but the
 * client.
 */
import type { Declaration } from '../model/provider.ts'

/** Null when the provider has no key, or none is set. */
export const keyOf = (env: object, { key }: Pick<Declaration, 'key'>): string | null => {
  const value = key && new Map<string, unknown>(Object.entries(env)).get(key.variable)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
