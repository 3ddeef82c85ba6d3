/**
 * A company's stored facts, refreshed from the chain's providers when they are missing or stale. Carries out `plan`.
 * No transaction is open while a provider is asked.
 */
import type { DataSources } from '#shared/contracts/config.ts'
import type { Attempt } from '#shared/contracts/facts.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import type { CompanyReading, NewFetch, StoredFetch } from '../facts/company-reading.ts'
import { readCompany } from '../facts/read.ts'
import { storeAnswer, storeFetches } from '../facts/store.ts'
import { instrumentId } from '../instruments/symbol.ts'
import type { ProviderContext, StatementsAnswer, StatementsProvider } from '../providers/provider.ts'
import { ask } from './ask.ts'
import { chainFailure, type Known } from './outcome.ts'
import { plan, type Step } from './plan.ts'

export interface GatherRequest {
  market: Market
  symbol: string
  asOf: Date
  years: number
  sources: DataSources
}

/** Runs `work` when nobody else is at work on this instrument. */
export type InTurn = (instrument: string, work: () => Promise<Result<Gathered>>) => Promise<Result<Gathered>>

export interface GatherTools {
  db: Database
  /** Those built in, in any order. */
  providers: readonly StatementsProvider[]
  context: ProviderContext
  /** What is known of the instrument without asking; called only when every provider failed. */
  known(market: Market, symbol: string): Known
  /** Entered only to ask: what is stored is served without waiting. */
  inTurn: InTurn
}

export interface Gathered {
  reading: CompanyReading
  /** The fetch whose facts these are; `served_at` is set. */
  servedBy: StoredFetch
  attempts: Attempt[]
}

const stored = (fetch: StoredFetch): Attempt => ({
  provider: fetch.provider,
  outcome: 'stored',
  reason: null,
  detail: `Read on ${fetch.served_at ?? fetch.asked_at}`,
})

/** When a recording was made is when its figures were read; a live answer was read now. */
const retrievedAt = (answer: StatementsAnswer, askedAt: Date): Date => (answer.recorded ? new Date(answer.recorded.recorded_at) : askedAt)

/** What is stored, and what it says is to be done. */
const look = async (request: GatherRequest, { db, providers, context }: GatherTools) => {
  const { market, symbol, sources } = request
  const chain = sources.chains[market]?.statements ?? []
  const available = new Set(providers.filter((p) => p.markets.includes(market)).map((p) => p.id))
  const reading = await readCompany(db, { instrument: instrumentId(market, symbol), asOf: request.asOf, years: request.years, chain })
  const steps = plan({
    chain,
    available,
    fetches: reading.fetches,
    now: context.now(),
    freshnessSeconds: sources.freshness_seconds.statements,
    retryFailedAfterSeconds: sources.retry_failed_after_seconds,
  })
  return { reading, steps }
}
type Look = Awaited<ReturnType<typeof look>>

/** `unknown_symbol`, `no_data` or `providers_failed` when nobody serves; a failed refresh leaves what was stored valid. */
export const gather = async (request: GatherRequest, tools: GatherTools): Promise<Result<Gathered>> => {
  const seen = await look(request, tools)
  if (!seen.steps.some((step) => step.kind === 'ask')) return carryOut(request, tools, seen)
  // Another reader may have asked while this one waited.
  return tools.inTurn(instrumentId(request.market, request.symbol), async () => carryOut(request, tools, await look(request, tools)))
}

const carryOut = async (request: GatherRequest, tools: GatherTools, { reading, steps }: Look): Promise<Result<Gathered>> => {
  const { market, symbol, sources } = request
  const { db, context } = tools
  const instrument = instrumentId(market, symbol)
  const providers = new Map(tools.providers.map((p) => [p.id, p]))

  const attempts: Attempt[] = []
  const noted: NewFetch[] = []
  const fromStore = async (step: Step): Promise<Result<Gathered> | null> => {
    if (!step.fetch?.served_at) return null
    attempts.push(stored(step.fetch))
    await storeFetches(db, instrument, noted)
    return ok({ reading, servedBy: step.fetch, attempts })
  }

  for (const step of steps) {
    const provider = providers.get(step.provider)
    if (step.kind === 'skip') attempts.push({ provider: step.provider, outcome: 'skipped', reason: step.reason, detail: step.detail })
    if (step.kind === 'ask' && provider) {
      const { answer, fetch, attempt } = await ask(provider, market, symbol, context)
      attempts.push(attempt)
      noted.push(fetch)
      if (answer) {
        await storeAnswer(db, answer, noted, retrievedAt(answer, fetch.askedAt), fetch.askedAt)
        const fresh = (await look(request, tools)).reading
        const servedBy = fresh.fetches.find((f) => f.provider === provider.id)
        if (!servedBy) throw new Error('a fetch that was just stored cannot be read')
        return ok({ reading: fresh, servedBy, attempts })
      }
    }
    const result = await fromStore(step)
    if (result) return result
  }
  await storeFetches(db, instrument, noted)
  return chainFailure(market, symbol, attempts, tools.known(market, symbol), sources.retry_failed_after_seconds)
}
