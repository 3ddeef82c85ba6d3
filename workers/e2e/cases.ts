/**
 * The providers' test cases as the running Workers are asked for them: which can be played, the
 * address of each, and a chain with one provider alone.
 */
import { REQUIRED_DATASETS } from '#shared/configuration/data-source-faults.ts'
import { providersOf } from '#shared/configuration/provider-grid.ts'
import type { DataSourcesView } from '#shared/contracts/data-sources.ts'
import type { Dataset } from '#shared/names.ts'
import type { ProviderCase } from '../aggregator/providers/test/case.ts'
import { CASES } from '../aggregator/providers/test/cases.ts'
import { PROVIDERS } from '../aggregator/providers/registry.ts'
import type { System } from './harness.ts'

export const pathOf = ({
  dataset,
  market,
  symbol,
}: Pick<ProviderCase, 'dataset' | 'market' | 'symbol'>): string => {
  if (dataset === 'statements') return `/api/financials/${market}/${symbol}`
  if (dataset === 'bars') return `/api/market-data/bars/${symbol}?market=${market}&from=2010-01-01`
  if (dataset === 'instrument')
    return `/api/instruments?query=${encodeURIComponent(symbol)}&market=${market}`
  return `/api/companies/${market}/${encodeURIComponent(symbol)}/${dataset}${dataset === 'quote' ? '' : '?from=2000-01-01'}`
}

export const playable = CASES.filter((c) => c.dataset !== 'fx' && c.dataset !== 'instrument')

/**
 * One market of each dataset of a provider: the others differ in the adapter alone, which the drill
 * plays for each.
 */
export const onePerDataset = [
  ...Map.groupBy(playable, (c) => `${c.provider} ${c.dataset}`).values(),
].flatMap((of) => of[0] ?? [])

type Sources = Omit<DataSourcesView, 'providers'> & {
  chains: Record<string, Record<string, string[]>>
  retry_failed_after_seconds: number
  providers: object
  breaker: object
}

/** Who alone is asked for a dataset that a market cannot do without, beside the given case. */
const alone = ({ market, provider }: ProviderCase, dataset: Dataset): string[] => {
  const having = providersOf(market, dataset)
  return having.includes(provider) ? [provider] : having.slice(-1)
}

/**
 * One provider alone in the chain of a dataset: what the cell of the matrix promises, over the
 * whole system. What the market cannot do without has a chain of one provider too.
 */
export const only = (system: System, given: ProviderCase): Promise<void> =>
  system.configure<Sources>('data-sources', (value) => ({
    ...value,
    chains: {
      ...value.chains,
      [given.market]: {
        ...Object.fromEntries(REQUIRED_DATASETS.map((dataset) => [dataset, alone(given, dataset)])),
        [given.dataset]: [given.provider],
      },
    },
    providers: { [given.provider]: { budget: [{ calls: 1_000_000, per_seconds: 1 }] } },
    retry_failed_after_seconds: 0,
    breaker: { failures: 1_000, open_seconds: 1 },
  }))

const callsOf = (provider: string | undefined, dataset: Dataset): number =>
  PROVIDERS.find((p) => p.id === provider)?.datasets[dataset]?.calls ?? 0

/** The upstream calls that a first read of the case makes at most. */
export const mostCalls = (given: ProviderCase): number => {
  const { provider, dataset, market } = given
  // The splits are read with statements that do not report them.
  const isWithSplits = dataset === 'statements' && market !== 'US'
  return (
    callsOf(provider, dataset) + (isWithSplits ? callsOf(alone(given, 'actions')[0], 'actions') : 0)
  )
}
