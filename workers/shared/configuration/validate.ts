/**
 * Checks the whole configuration. It finds what the schema of a single document cannot see, because
 * one document refers to the content of another. Pure; it runs before a document is saved.
 */
import type { ConfigSnapshot, DataSources, SystemConfig } from '#shared/contracts/config.ts'
import { DATASETS } from '#shared/datasets/registry.ts'
import { MARKETS } from '#shared/names.ts'
import type { ConfigurationFault, DocumentName } from './fault.ts'
import { modelFaults } from './models.ts'
import { moduleFaults } from './modules.ts'
import { templateFaults } from './prompt-template.ts'
import { datasetsOf, providersOf } from './provider-grid.ts'

/** The documents that are checked together. */
export type Configuration = Pick<ConfigSnapshot, 'system' | 'modules' | 'prompts' | 'data_sources'>

type FaultInDocument = Omit<ConfigurationFault, 'document'>

const systemFaults = ({ models, quotes, valuation }: SystemConfig): FaultInDocument[] => {
  const faults = modelFaults(models).map(({ path, message }) => ({
    path: `models.${path}`,
    message,
  }))
  if (valuation.terminal_growth_rate >= valuation.discount_rate)
    faults.push({
      path: 'valuation.terminal_growth_rate',
      message: 'growth without end must stay below the discount rate, or no value is finite',
    })
  const { watched, watched_closed } = quotes.refresh_seconds
  for (const [path, seconds] of Object.entries({ watched, watched_closed }))
    if (seconds > quotes.lease_seconds)
      faults.push({
        path: `quotes.refresh_seconds.${path}`,
        message: 'a watch would end before its price is asked for (lease_seconds)',
      })
  return faults
}

/** A provider in a chain of a dataset that it does not have in that market would be passed over. */
const chainFaults = ({ chains }: DataSources): FaultInDocument[] =>
  MARKETS.flatMap((market) =>
    DATASETS.flatMap((dataset) =>
      (chains[market][dataset] ?? []).flatMap((provider, at) => {
        const having = providersOf(market, dataset)
        if (having.includes(provider)) return []
        const its = datasetsOf(provider, market).join(', ') || 'nothing'
        return [
          {
            path: `chains.${market}.${dataset}.${at}`,
            message: `${provider} has no ${dataset} in ${market}, where it has ${its}; ${dataset} there come from ${having.join(', ')}`,
          },
        ]
      }),
    ),
  )

const dataSourceFaults = (sources: DataSources): FaultInDocument[] => {
  const { timeout_ms, chain_timeout_ms, providers, freshness_seconds } = sources
  const tooLong = 'one call may not take longer than a whole chain (chain_timeout_ms)'
  const faults = chainFaults(sources)
  if (timeout_ms > chain_timeout_ms) faults.push({ path: 'timeout_ms', message: tooLong })
  for (const [provider, settings] of Object.entries(providers))
    if (settings?.timeout_ms !== undefined && settings.timeout_ms > chain_timeout_ms)
      faults.push({ path: `providers.${provider}.timeout_ms`, message: tooLong })
  for (const [dataset, seconds] of Object.entries(freshness_seconds))
    if (seconds > 0 && seconds < sources.retry_failed_after_seconds)
      faults.push({
        path: `freshness_seconds.${dataset}`,
        message:
          'after a failure nothing is asked for longer than this (retry_failed_after_seconds)',
      })
  return faults
}

/** All faults that keep this configuration from working, in the order of the documents. */
export const validateConfiguration = (config: Configuration): ConfigurationFault[] => {
  const inDocument =
    (document: DocumentName) =>
    (fault: FaultInDocument): ConfigurationFault => ({ document, ...fault })
  return [
    ...systemFaults(config.system).map(inDocument('system')),
    ...moduleFaults(config.modules, Object.keys(config.prompts), config.system.models).map(
      inDocument('analysis-modules'),
    ),
    ...dataSourceFaults(config.data_sources).map(inDocument('data-sources')),
    ...Object.entries(config.prompts).flatMap(([id, template]) =>
      templateFaults(template)
        .map((message) => ({ path: '', message }))
        .map(inDocument(`prompts/${id}`)),
    ),
  ]
}

/**
 * The faults that forbid a write: all faults of the written document, and the faults of other
 * documents that did not exist before. A fault that another document has had since an older release
 * does not block the write.
 */
export const faultsOfWrite = (
  before: Configuration,
  after: Configuration,
  written: DocumentName,
): ConfigurationFault[] => {
  const key = ({ document, path, message }: ConfigurationFault) =>
    JSON.stringify([document, path, message])
  const known = new Set(validateConfiguration(before).map(key))
  return validateConfiguration(after).filter(
    (fault) => fault.document === written || !known.has(key(fault)),
  )
}
