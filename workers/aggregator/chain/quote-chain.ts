/**
 * Which providers a live quote is asked of, in this order. The one place that decides it, for every
 * reader and refresher. Pure.
 */
import type { DataSources } from '#shared/contracts/config.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import type { ProviderId } from '#shared/providers.ts'
import type { Env } from '../env.ts'

const SIMULATED: readonly ProviderId[] = ['simulated']

/**
 * Beside a simulated exchange nobody else is asked in any market: real and simulated prices never
 * mix. Empty where the market has no chain for quotes.
 */
export const quoteChain = (
  env: Pick<Env, 'SIMULATED_EXCHANGE_URL'>,
  sources: DataSources,
  market: Market,
): readonly ProviderId[] =>
  env.SIMULATED_EXCHANGE_URL ? SIMULATED : (sources.chains[market]?.quote ?? [])
