/**
 * Counts how many upstream calls one refresh of a company makes: for each market and dataset,
 * without keys. The calls are counted at a local server that stands for the providers.
 */
import { type Market, MARKETS } from '#shared/names.ts'
import { DATASETS } from '#shared/datasets/registry.ts'
import type { Dataset } from '#shared/names.ts'
import type { ProviderCase } from '../../aggregator/providers/test/case.ts'
import { CASES } from '../../aggregator/providers/test/cases.ts'
import { PROVIDERS } from '../../aggregator/providers/registry.ts'
import type { FakeUpstream } from '../../e2e/fakes/upstream.ts'

export interface Counted {
  market: Market
  dataset: Dataset
  provider: string
  calls: number
  /** The number of calls that the provider declares. */
  most: number
}

const keyless = new Set(
  PROVIDERS.filter((provider) => provider.key === null).map((provider) => provider.id),
)

const pathOf = ({ dataset, market, symbol }: ProviderCase): string => {
  if (dataset === 'statements') return `/api/financials/${market}/${symbol}`
  if (dataset === 'bars') return `/api/market-data/bars/${symbol}?market=${market}`
  return `/api/companies/${market}/${symbol}/${dataset}`
}

/**
 * Counts for each market and dataset the calls of the first keyless provider of the chain that has
 * a test case.
 */
export const countUpstreamCalls = async (
  url: string,
  upstream: FakeUpstream,
  chains: Partial<Record<Market, Partial<Record<Dataset, readonly string[]>>>>,
): Promise<Counted[]> => {
  const counted: Counted[] = []
  for (const market of MARKETS) {
    for (const dataset of DATASETS) {
      if (dataset === 'instrument' || dataset === 'fx') continue
      const given = (chains[market]?.[dataset] ?? [])
        .filter((id) => keyless.has(id as ProviderCase['provider']) && id !== 'recorded')
        .flatMap((id) =>
          CASES.filter(
            (c) => c.provider === id && c.dataset === dataset && c.market === market,
          ).slice(0, 1),
        )[0]
      if (!given) continue
      await upstream.use([given])
      upstream.calls.length = 0
      await (await fetch(`${url}${pathOf(given)}`)).arrayBuffer()
      const datasets = PROVIDERS.find((provider) => provider.id === given.provider)?.datasets
      // Outside the US, later splits are read together with the statements.
      const splits =
        dataset === 'statements' && market !== 'US' ? (datasets?.actions?.calls ?? 0) : 0
      const most = (datasets?.[dataset]?.calls ?? 0) + splits
      counted.push({
        market,
        dataset,
        provider: given.provider,
        // The cron trigger's refresh of the watchlist asks too, and no case has an answer to it.
        calls: upstream.calls.filter((call) => call.provider === given.provider && call.answered)
          .length,
        most,
      })
    }
  }
  return counted
}
