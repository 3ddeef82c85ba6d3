/**
 * Which providers have which dataset in which market. The shipped chains name every provider for
 * all that it has and for nothing else, which the tests of the chains hold against what the
 * adapters declare. So they are the grid that a written chain is checked against. Pure.
 */
import { dataSourcesSchema } from '#shared/contracts/config-documents.ts'
import type { BulkKind, Dataset, Market, ProviderId } from '#shared/names.ts'
import shipped from '../../../config/data-sources.json' with { type: 'json' }

const { chains, bulk } = dataSourcesSchema.parse(shipped)

/** In the order in which the shipped chain asks them. */
export const providersOf = (market: Market, dataset: Dataset): readonly ProviderId[] =>
  chains[market][dataset] ?? []

/** What a provider has in a market. */
export const datasetsOf = (provider: ProviderId, market: Market): Dataset[] =>
  (Object.keys(chains[market]) as Dataset[]).filter((dataset) =>
    providersOf(market, dataset).includes(provider),
  )

/** Who brings this of a whole market, in the order of the shipped configuration. */
export const bulkProvidersOf = (market: Market, kind: BulkKind): readonly ProviderId[] =>
  bulk[market]?.[kind] ?? []
