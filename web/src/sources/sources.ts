/**
 * The data sources of one market: the matrix, its counts, and the chains with who can be asked
 * here. Pure.
 */
import type {
  DataSourcesView,
  ParityCell,
  Proof,
  ProviderInfo,
} from '#shared/contracts/data-sources.ts'
import type { Market, Dataset, ProviderId } from '#shared/names.ts'

export const PROOFS: readonly Proof[] = ['recorded', 'fake', 'unproven']

export interface Matrix {
  /**
   * The columns: the providers that have something in this market, those with the most datasets
   * first.
   */
  providers: ProviderId[]
  rows: { dataset: string; cells: (ParityCell | null)[] }[]
}

export const matrixOf = (
  { parity, matrix_datasets }: Pick<DataSourcesView, 'parity' | 'matrix_datasets'>,
  market: Market,
): Matrix => {
  const cells = parity.filter((cell) => cell.market === market)
  const counts = new Map<ProviderId, number>()
  for (const { provider } of cells) counts.set(provider, (counts.get(provider) ?? 0) + 1)
  const providers = [...counts].sort(([, a], [, b]) => b - a).map(([provider]) => provider)
  const rows = matrix_datasets.map((dataset) => ({
    dataset,
    cells: providers.map(
      (provider) =>
        cells.find((cell) => cell.dataset === dataset && cell.provider === provider) ?? null,
    ),
  }))
  return { providers, rows: rows.filter((row) => row.cells.some(Boolean)) }
}

export const proofCounts = (
  { parity }: Pick<DataSourcesView, 'parity'>,
  market: Market,
): Record<Proof, number> => {
  const counts: Record<Proof, number> = { recorded: 0, fake: 0, unproven: 0 }
  for (const cell of parity) if (cell.market === market) counts[cell.proof] += 1
  return counts
}

/** Whether a provider can be asked here for a dataset, and if not, why. */
export type Standing = 'ok' | 'no_key' | 'disabled' | 'unsupported'

export const standingOf = (
  providers: readonly ProviderInfo[],
  id: string,
  dataset: Dataset,
  market: Market,
): Standing => {
  const provider = providers.find((known) => known.id === id)
  if (!provider?.datasets.some((has) => has.dataset === dataset && has.markets.includes(market)))
    return 'unsupported'
  if (!provider.enabled) return 'disabled'
  return provider.key && !provider.key.set ? 'no_key' : 'ok'
}

/** Whether a provider can be asked here at all. */
export const askable = (provider: ProviderInfo | undefined): boolean =>
  provider?.enabled === true && (provider.key === null || provider.key.set)

export interface ChainRow {
  dataset: Dataset
  links: { provider: ProviderId; standing: Standing }[]
  /** Seconds; with 0 it is asked for each time. */
  fresh: number
}
export const chainsOf = (view: DataSourcesView, market: Market): ChainRow[] =>
  view.datasets.map((dataset) => ({
    dataset,
    links: (view.chains[market]?.[dataset] ?? []).map((provider) => ({
      provider,
      standing: standingOf(view.providers, provider, dataset, market),
    })),
    fresh: view.freshness_seconds[dataset],
  }))

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day'
const UNITS: readonly (readonly [TimeUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]
/** 604800 -> 7 days; 90 -> 90 seconds. The largest unit that gives a whole number. */
export const durationOf = (seconds: number): { count: number; unit: TimeUnit } => {
  const [unit, size] = UNITS.find(([, length]) => seconds % length === 0 && seconds >= length) ?? [
    'second',
    1,
  ]
  return { count: seconds / size, unit }
}
