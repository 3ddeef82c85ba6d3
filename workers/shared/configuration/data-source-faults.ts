/** What is wrong with the data sources: chains that give nothing, times that do not fit. Pure. */
import type { DataSources } from '#shared/contracts/config-documents.ts'
import { DATASETS, DEFINITIONS } from '#shared/datasets/registry.ts'
import { BULK_KINDS, type Dataset, MARKETS, type Market, type ProviderId } from '#shared/names.ts'
import { duplicateFaults, type FaultInDocument } from './fault.ts'
import { bulkProvidersOf, datasetsOf, providersOf } from './provider-grid.ts'

/**
 * What the system cannot do without in any market: without `instrument` no company is found,
 * without `statements` no report can be made, without `actions` figures per share and bars are
 * wrong after a split, without `quote` and `bars` there is no price. Any other chain may be left
 * out on purpose; a reader of it is then told that nobody can be asked.
 */
export const REQUIRED_DATASETS = [
  'instrument',
  'statements',
  'actions',
  'bars',
  'quote',
] as const satisfies readonly Dataset[]

const DAY_SECONDS = 86_400

/**
 * Shortest limit for one call, in milliseconds. A provider on another continent needs most of a
 * second for a connection and an answer.
 */
const SHORTEST_TIMEOUT_MS = 1_000
/** Longest rest of a provider after failures, in seconds. Most faults of providers are shorter. */
const LONGEST_REST_SECONDS = 3_600

/** A provider in a chain of a dataset that it does not have in that market would be passed over. */
const strangers = (
  market: Market,
  dataset: Dataset,
  chain: readonly ProviderId[],
): FaultInDocument[] => {
  const having = providersOf(market, dataset)
  return chain.flatMap((provider, at): FaultInDocument[] => {
    if (having.includes(provider)) return []
    const its = datasetsOf(provider, market).join(', ') || 'nothing'
    return [
      {
        path: `chains.${market}.${dataset}.${at}`,
        reason: 'provider_lacks_dataset',
        message: `${provider} has no ${dataset} in ${market}, where it has ${its}; ${dataset} there come from ${having.join(', ')}`,
      },
    ]
  })
}

const chainFaults = ({ chains, providers }: DataSources): FaultInDocument[] =>
  MARKETS.flatMap((market) =>
    DATASETS.flatMap((dataset): FaultInDocument[] => {
      const path = `chains.${market}.${dataset}`
      const chain = chains[market][dataset]
      if (chain === undefined) {
        if (!REQUIRED_DATASETS.some((required) => required === dataset)) return []
        const message = `the system cannot do without ${dataset} in ${market}; they come from ${providersOf(market, dataset).join(', ')}`
        return [{ path, reason: 'dataset_required', message }]
      }
      if (chain.every((provider) => providers[provider]?.enabled === false))
        return [
          {
            path,
            reason: 'providers_disabled',
            message: `each of its providers is turned off (providers): ${chain.join(', ')}`,
          },
        ]
      return strangers(market, dataset, chain)
    }),
  )

/** Who is to bring a whole market and cannot. A kind that is left out is not brought on purpose. */
const bulkFaults = ({ bulk, providers }: DataSources): FaultInDocument[] =>
  MARKETS.flatMap((market) =>
    BULK_KINDS.flatMap((kind): FaultInDocument[] => {
      const path = `bulk.${market}.${kind}`
      const chain = bulk[market]?.[kind]
      if (chain === undefined) return []
      if (chain.every((provider) => providers[provider]?.enabled === false)) {
        const message = `each of its providers is turned off (providers): ${chain.join(', ')}`
        return [{ path, reason: 'providers_disabled', message }]
      }
      const having = bulkProvidersOf(market, kind)
      return chain.flatMap((provider, at): FaultInDocument[] =>
        having.includes(provider)
          ? []
          : [
              {
                path: `${path}.${at}`,
                reason: 'provider_lacks_dataset',
                message: `${provider} brings no ${kind} of ${market}; ${having.length > 0 ? `there is ${having.join(', ')}` : 'nobody does'}`,
              },
            ],
      )
    }),
  )

const providerFaults = ({ providers, chain_timeout_ms }: DataSources): FaultInDocument[] =>
  Object.entries(providers).flatMap(([provider, settings = {}]): FaultInDocument[] => {
    const path = `providers.${provider}`
    if (provider === 'simulated')
      return [{ path, reason: 'provider_simulated', message: 'no configuration may name it' }]
    const { timeout_ms, budget = [] } = settings
    return [
      ...(timeout_ms === undefined
        ? []
        : timeoutFaults(`${path}.timeout_ms`, timeout_ms, chain_timeout_ms)),
      ...duplicateFaults(
        `${path}.budget`,
        budget.map(({ per_seconds }) => `a budget of ${per_seconds} seconds`),
      ),
    ]
  })

const timeoutFaults = (path: string, ms: number, chainMs: number): FaultInDocument[] => {
  if (ms > chainMs) {
    const message = 'one call may not take longer than a whole chain (chain_timeout_ms)'
    return [{ path, reason: 'times_do_not_fit', message }]
  }
  if (ms < SHORTEST_TIMEOUT_MS) {
    const message = `no call is answered in less than ${SHORTEST_TIMEOUT_MS} milliseconds everywhere`
    return [{ path, reason: 'out_of_range', message }]
  }
  return []
}

const freshnessFaults = (sources: DataSources): FaultInDocument[] =>
  DATASETS.flatMap((dataset): FaultInDocument[] => {
    const seconds = sources.freshness_seconds[dataset]
    const path = `freshness_seconds.${dataset}`
    if (seconds > 0 && seconds < sources.retry_failed_after_seconds) {
      const message =
        'after a failure nothing is asked for longer than this (retry_failed_after_seconds)'
      return [{ path, reason: 'times_do_not_fit', message }]
    }
    const days = DEFINITIONS[dataset].longest_freshness_days
    if (seconds <= days * DAY_SECONDS) return []
    const message = `${dataset} of over ${days} days are not those of today; the unit is seconds`
    return [{ path, reason: 'out_of_range', message }]
  })

export const dataSourceFaults = (sources: DataSources): FaultInDocument[] => {
  const { timeout_ms, chain_timeout_ms, breaker } = sources
  const faults = [
    ...chainFaults(sources),
    ...bulkFaults(sources),
    ...timeoutFaults('timeout_ms', timeout_ms, chain_timeout_ms),
    ...providerFaults(sources),
    ...freshnessFaults(sources),
  ]
  if (breaker.open_seconds > LONGEST_REST_SECONDS)
    faults.push({
      path: 'breaker.open_seconds',
      reason: 'out_of_range',
      message: `a provider is left alone for at most ${LONGEST_REST_SECONDS} seconds`,
    })
  return faults
}
