/** Keys of providers: secrets of the aggregator, read in one place and given to nobody but the client. */
import type { Env } from '../env.ts'
import type { Declaration } from '../providers/provider.ts'

/** Null when the provider has no key, or none is set. */
export const keyOf = (env: Env, { key }: Pick<Declaration, 'key'>): string | null => {
  const value = key && (env as unknown as Record<string, unknown>)[key.variable]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
