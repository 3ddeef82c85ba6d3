/**
 * A slice of the refresh of one market: the tasks that are due, one after the other, for some time.
 */
import type { DataSources } from '#shared/contracts/config-documents.ts'
import type { Database } from '#shared/db/client.ts'
import type { BulkKind, Market, ProviderId } from '#shared/names.ts'
import type { Gatekeeper } from '../limits/gate-client.ts'
import type { BulkCapability } from '../model/bulk.ts'
import type { Provider, ProviderContext } from '../model/provider.ts'
import { readUniverses } from '../universe/store.ts'
import { statesOf, type StoredRefresh } from './parts-store.ts'
import { type BulkPlanInput, planRefresh, type RefreshTask } from './plan.ts'
import { runTask } from './run-task.ts'

export interface SliceDeps {
  db: Database
  providers: readonly Provider[]
  gate: Gatekeeper
  contextOf(provider: Provider): ProviderContext
  hasKey(provider: Provider): boolean
  now(): Date
  /** Waits between two calls; absent: a timer. */
  wait?(ms: number): Promise<void>
  /** Symbols of the shipped list, where no list was brought yet. */
  shippedSymbols(market: Market): Promise<readonly string[]>
}

export interface SliceResult {
  market: Market
  calls: number
  ended: number
  /** Nothing more is due now. */
  done: boolean
}

/**
 * The most tasks of one slice. No slice has time for so many, so the limit is met only when many of
 * them fail at once.
 */
const MOST_TASKS = 50

const bulkOf = (providers: readonly Provider[], id: ProviderId, kind: BulkKind) => {
  const found = providers.find((provider) => provider.id === id)
  const capability: BulkCapability<unknown> | undefined = found?.bulk?.[kind]
  return found && capability ? { provider: found, capability } : null
}

export const planOf = (
  market: Market,
  states: readonly StoredRefresh[],
  sources: DataSources,
  { providers, hasKey, now }: Pick<SliceDeps, 'providers' | 'hasKey' | 'now'>,
  kinds?: readonly BulkKind[],
): RefreshTask[] => {
  const at = now()
  const input: BulkPlanInput = {
    market,
    now: at,
    chains: sources.bulk[market] ?? {},
    states,
    available: (id) => {
      const provider = providers.find((one) => one.id === id)
      if (!provider || sources.providers[id]?.enabled === false) return false
      return provider.key === null || hasKey(provider)
    },
    undated: (id) => bulkOf(providers, id, 'market_day')?.capability.undated ?? false,
    targets: (id, all) => bulkOf(providers, id, 'frames')?.capability.targets?.(at, all) ?? [],
    ...(kinds && { kinds }),
  }
  return planRefresh(input)
}

/** Kinds of listings that have a price of their own. */
const PRICED: ReadonlySet<string> = new Set(['share', 'reit', 'receipt'])

/** Symbols of the market's shares in a fixed order: of the lists that were brought, or shipped. */
const symbolsOf = async (market: Market, deps: SliceDeps): Promise<readonly string[]> => {
  const day = deps.now().toISOString().slice(0, 10)
  const universes = await readUniverses(deps.db, market, day)
  const listed = universes.flatMap(({ listings }) =>
    listings.flatMap(({ symbol, kind, delisted_on }) =>
      symbol !== null && PRICED.has(kind) && (delisted_on === null || delisted_on > day)
        ? [symbol]
        : [],
    ),
  )
  const symbols = listed.length > 0 ? listed : await deps.shippedSymbols(market)
  return [...new Set(symbols)].sort()
}

const isSame = (a: RefreshTask, b: RefreshTask): boolean =>
  a.kind === b.kind && a.target === b.target && a.provider === b.provider

/** Works on what the market lacks until `until` (epoch milliseconds). */
export const refreshSlice = async (
  market: Market,
  sources: DataSources,
  until: number,
  deps: SliceDeps,
  kinds?: readonly BulkKind[],
): Promise<SliceResult> => {
  const { db, providers } = deps
  const result: SliceResult = { market, calls: 0, ended: 0, done: false }
  // What failed for one target will most likely fail for the others: they are left to later slices.
  const failing = new Set<string>()
  const nameOf = ({ kind, provider }: RefreshTask): string => `${kind} ${provider}`
  for (let tasks = 0; tasks < MOST_TASKS; tasks += 1) {
    const states = await statesOf(db, market)
    const due = planOf(market, states, sources, deps, kinds)
    const task = due.find((one) => !failing.has(nameOf(one)))
    if (!task) return { ...result, done: due.length === 0 }
    const found = bulkOf(providers, task.provider, task.kind)
    if (!found) return { ...result, done: true }
    if (deps.now().getTime() >= until) return result
    const outcome = await runTask(
      task,
      found.provider,
      states.find((state) => isSame(state, task)),
      until,
      { ...deps, symbols: () => symbolsOf(market, deps) },
    )
    result.calls += outcome.calls
    if (outcome.is === 'ended') result.ended += 1
    if (outcome.is === 'cut') return result
    if (outcome.reason !== null && outcome.calls > 0) failing.add(nameOf(task))
  }
  return result
}
