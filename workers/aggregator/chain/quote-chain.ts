/**
 * Which providers are asked for a live quote, and in which order. Every reader and the refresher
 * use this function. Pure.
 */
import type { DataSources } from '#shared/contracts/config-documents.ts'
import type { Market, ProviderId } from '#shared/names.ts'
import type { Env } from '../env.ts'

const SIMULATED: readonly ProviderId[] = ['simulated']

/**
 * Where a simulated exchange is configured, only it is asked in every market, so that real and
 * simulated prices never mix. Empty where the market has no chain for quotes.
 */
export const quoteChain = (
  env: Pick<Env, 'SIMULATED_EXCHANGE_URL'>,
  sources: DataSources,
  market: Market,
): readonly ProviderId[] =>
  env.SIMULATED_EXCHANGE_URL ? SIMULATED : (sources.chains[market]?.quote ?? [])
