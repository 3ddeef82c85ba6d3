/** Which providers a live quote is asked of, in this order. The one place that decides it, for every reader and refresher. Pure. */
import type { DataSources } from '#shared/contracts/config.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import type { ProviderId } from '#shared/providers.ts'
import type { Env } from '../env.ts'

/** Empty where the market has no chain for quotes. */
export const quoteChain = (_env: Env, sources: DataSources, market: Market): readonly ProviderId[] => sources.chains[market]?.quote ?? []
