/**
 * Reads what is stored of one dataset of an instrument, and refreshes it from the chain's providers
 * when it is missing or stale. It carries out `plan`; the store knows how to read, fetch and store
 * the dataset. No transaction is open while a provider is asked.
 */
import type { DataSources } from '#shared/contracts/config-documents.ts'
import type { Attempt } from '#shared/contracts/facts.ts'
import type { Market, Dataset } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { NewFetch, ProviderNames, Recorded, StoredFetch } from '../model/company-reading.ts'
import { instrumentId } from '#shared/symbol.ts'
import type {
  Provider,
  ProviderContext,
  ProviderResult,
  ShippedListing,
} from '../model/provider.ts'
import { ask } from './ask.ts'
import { unavailable } from './available.ts'
import type { Gatekeeper } from '../limits/gate-client.ts'
import type { SingleFlightRunner } from '../limits/single-flight.ts'
import { chainFailure } from './outcome.ts'
import { plan, servedBefore, type Step } from './plan.ts'

export interface StoredReading {
  /** Null when nothing was ever stored of the instrument. */
  instrument: Instrument | null
  named: ProviderNames
  fetches: StoredFetch[]
  /** The provider of these records, when all are from one provider. */
  serving?: string | null
}

/** What is known of an instrument that was read earlier. */
export interface KnownIdentity {
  instrument: Instrument
  named: ProviderNames
}

/** How one dataset is read, fetched and stored. */
export interface DatasetStore<R extends StoredReading, A> {
  dataset: Dataset
  /**
   * Runs one SQL statement. `chain` holds the providers that can be asked, in the order of their
   * authority.
   */
  read(chain: readonly string[], freshSince: Date): Promise<R>
  fetch(
    provider: Provider,
    known: KnownIdentity | null,
    context: ProviderContext,
  ): Promise<ProviderResult<A>>
  recordedOf(answer: A): Recorded | null
  /** Writes the answer and the fetches in one transaction. */
  store(answer: A, notes: readonly NewFetch[], askedAt: Date): Promise<void>
  note(notes: readonly NewFetch[]): Promise<void>
  /**
   * Whether the reading holds all that is needed; otherwise the next provider is asked too.
   * `served` counts the providers whose answer is stored and fresh.
   */
  enough(reading: R, served: number): boolean
}

export interface ReadThroughRequest {
  market: Market
  symbol: string
  sources: DataSources
  /** See `PlanInput`. */
  absenceStands?: boolean
}

export interface ReadThroughDeps {
  /** The built-in providers, in any order. */
  providers: readonly Provider[]
  contextOf(provider: Provider): ProviderContext
  hasKey(provider: Provider): boolean
  gate: Gatekeeper
  now(): Date
  /**
   * What is known of the instrument without asking a provider. Called only when every provider
   * failed.
   */
  known(market: Market, symbol: string): ShippedListing
  /** Used only to ask providers: stored answers are served without waiting for a turn. */
  singleFlight: SingleFlightRunner
}

export interface ReadThroughResult<R> {
  reading: R
  /**
   * The fetch that gave these records, of the first provider that served; its `served_at` is set.
   */
  servedBy: StoredFetch
  attempts: Attempt[]
}

const stored = (fetch: StoredFetch): Attempt => ({
  provider: fetch.provider,
  outcome: 'stored',
  reason: null,
  detail: `Read on ${fetch.served_at ?? fetch.asked_at}`,
  ...(fetch.left_out ? { left_out: fetch.left_out } : {}),
})

/** Reads what is stored and plans the steps from it. */
const read = async <R extends StoredReading, A>(
  request: ReadThroughRequest,
  store: DatasetStore<R, A>,
  deps: ReadThroughDeps,
) => {
  const { market, sources } = request
  const chain = sources.chains[market]?.[store.dataset] ?? []
  const unavailableNow = (id: string) => unavailable(id, store.dataset, market, sources, deps)
  const now = deps.now()
  const freshnessSeconds = sources.freshness_seconds[store.dataset]
  const askable = chain.filter((id) => unavailableNow(id) === null)
  const reading = await store.read(askable, new Date(now.getTime() - freshnessSeconds * 1_000))
  const retryFailedAfterSeconds = sources.retry_failed_after_seconds
  const steps = plan({
    chain,
    unavailable: unavailableNow,
    fetches: reading.fetches,
    now,
    freshnessSeconds,
    retryFailedAfterSeconds,
    ...(request.absenceStands && { absenceStands: true }),
  })
  return { reading, steps }
}

const isUnavailable = (step: Step): boolean =>
  step.kind === 'skip' && step.why !== 'failed' && step.why !== 'not_found'

/** Whether carrying out these steps would ask a provider. */
const mustAsk = <R extends StoredReading, A>(
  { reading, steps }: { reading: R; steps: Step[] },
  store: DatasetStore<R, A>,
): boolean => {
  let served = 0
  for (const step of steps) {
    if (step.kind === 'ask') return true
    if (step.kind === 'stored') served += 1
    if (served > 0 && store.enough(reading, served)) return false
  }
  return false
}

/**
 * How often a reader waits for its turn at most; then it does the work itself. A turn may bring
 * nothing, because the caller that led may have failed.
 */
const MOST_TURNS = 3

/**
 * Fails with `unknown_symbol`, `no_data` or `providers_failed` when no provider serves. When a
 * refresh fails, the stored records stay valid.
 */
export const readThrough = async <R extends StoredReading, A>(
  request: ReadThroughRequest,
  store: DatasetStore<R, A>,
  deps: ReadThroughDeps,
): Promise<Result<ReadThroughResult<R>>> => {
  let seen = await read(request, store, deps)
  for (let turn = 0; mustAsk(seen, store); turn++) {
    const work = async () => carryOut(request, store, deps, await read(request, store, deps))
    if (turn === MOST_TURNS) return work()
    const passed = await deps.singleFlight(
      instrumentId(request.market, request.symbol),
      store.dataset,
      work,
    )
    if (passed.led) return passed.value
    // Another reader asked while this one waited, so what is stored is read again.
    seen = await read(request, store, deps)
  }
  return carryOut(request, store, deps, seen)
}

const carryOut = async <R extends StoredReading, A>(
  request: ReadThroughRequest,
  store: DatasetStore<R, A>,
  deps: ReadThroughDeps,
  seen: { reading: R; steps: Step[] },
): Promise<Result<ReadThroughResult<R>>> => {
  const { market, symbol, sources } = request
  const providers = new Map(deps.providers.map((p): [string, Provider] => [p.id, p]))
  const attempts: Attempt[] = []
  let noted: NewFetch[] = []
  let { reading } = seen
  let servedBy: StoredFetch | null = null
  let served = 0
  const until = deps.now().getTime() + sources.chain_timeout_ms

  const askNext = async (provider: Provider) => {
    const context = deps.contextOf(provider)
    const known = reading.instrument && { instrument: reading.instrument, named: reading.named }
    const { dataset, recordedOf } = store
    const instrument = instrumentId(market, symbol)
    const asked = await ask<A>({
      provider,
      dataset,
      instrument,
      context,
      until,
      gate: deps.gate,
      recordedOf,
      fetch: (p, c) => store.fetch(p, known, c),
    })
    attempts.push(asked.attempt)
    noted.push(asked.fetch)
    if (!asked.answer) return false
    await store.store(asked.answer, noted, asked.fetch.askedAt)
    noted = []
    reading = (await read(request, store, deps)).reading
    const fetch = reading.fetches.find((f) => f.provider === provider.id)
    if (!fetch) throw new Error('a fetch that was just stored cannot be read')
    servedBy ??= fetch
    served += 1
    return true
  }

  for (const step of seen.steps) {
    const provider = providers.get(step.provider)
    if (step.kind === 'skip')
      attempts.push({
        provider: step.provider,
        outcome: 'skipped',
        reason: step.reason,
        detail: step.detail,
      })
    const asked = step.kind === 'ask' && provider !== undefined && (await askNext(provider))
    const before = !asked && !isUnavailable(step) ? servedBefore(step) : null
    if (before) {
      attempts.push(stored(before))
      // A stale answer is still used, and the next provider of the chain is asked as well: it may
      // know more by now.
      servedBy ??= before
      if (step.kind === 'stored') served += 1
    }
    if (served > 0 && store.enough(reading, served)) break
  }
  await store.note(noted)
  const { serving } = reading
  servedBy = reading.fetches.find((fetch) => fetch.provider === serving) ?? servedBy
  // No provider that can be asked has anything. An older answer of a provider that can no longer be
  // asked is better than nothing, and `servedBy` names it.
  servedBy ??= seen.steps.map(servedBefore).find((fetch) => fetch !== null) ?? null
  if (servedBy) return ok({ reading, servedBy, attempts })
  return chainFailure(
    market,
    symbol,
    store.dataset,
    attempts,
    deps.known(market, symbol),
    sources.retry_failed_after_seconds,
  )
}
