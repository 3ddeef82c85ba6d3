/**
 * The providers' test cases as the running Workers are asked for them: which can be played, the
 * address of each, and a chain with one provider alone.
 */
import type { DataSourcesView } from '#shared/contracts/data-sources.ts'
import type { ProviderCase } from '../aggregator/providers/test/case.ts'
import { CASES } from '../aggregator/providers/test/cases.ts'
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

/**
 * One provider alone in the chain of a dataset: what the cell of the matrix promises, over the
 * whole system.
 */
export const only = (system: System, given: ProviderCase): Promise<void> =>
  system.configure<Sources>('data-sources', (value) => ({
    ...value,
    chains: { ...value.chains, [given.market]: { [given.dataset]: [given.provider] } },
    providers: { [given.provider]: { budget: [{ calls: 1_000_000, per_seconds: 1 }] } },
    retry_failed_after_seconds: 0,
    breaker: { failures: 1_000, open_seconds: 1 },
  }))
