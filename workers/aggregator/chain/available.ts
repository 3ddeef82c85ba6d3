/** Decides whether a provider can be asked for a dataset in a market at all. Pure. */
import type { DataSources } from '#shared/contracts/config-documents.ts'
import type { Market, Dataset } from '#shared/names.ts'
import type { Provider } from '../model/provider.ts'
import type { Unavailable } from './plan.ts'

interface ProviderAccess {
  providers: readonly Provider[]
  hasKey(provider: Provider): boolean
}

/**
 * Null when the provider can be asked; otherwise the reason: it lacks this dataset in this market,
 * it is turned off, or no key is set.
 */
export const unavailable = (
  id: string,
  dataset: Dataset,
  market: Market,
  sources: DataSources,
  { providers, hasKey }: ProviderAccess,
): Unavailable | null => {
  const provider = providers.find((p) => p.id === id)
  if (!provider?.datasets[dataset]?.markets.includes(market)) return 'unsupported'
  if (sources.providers[provider.id]?.enabled === false) return 'disabled'
  return provider.key && !hasKey(provider) ? 'no_key' : null
}
