/**
 * Gets quotes of many instruments of one market from its chain of providers. Each provider is asked
 * in batch calls for what the providers before it did not give, within its budget and behind its
 * breaker. The number of upstream calls grows with the batches, not with the instruments.
 */
import type { DataSources } from '#shared/contracts/config-documents.ts'
import { quoteSchema } from '#shared/datasets/quote.ts'
import type { Market } from '#shared/names.ts'
import type { RefreshRun } from '#shared/contracts/quote-refreshes.ts'
import { isStorable } from '#shared/storable.ts'
import { instrumentId } from '#shared/symbol.ts'
import { ask } from '../../chain/ask.ts'
import { unavailable } from '../../chain/available.ts'
import type { ReadThroughDeps } from '../../chain/read-through.ts'
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import { fetchItems } from '../../chain/dataset-stores.ts'
import { catalogued } from '../../instruments/catalogue.ts'
import type { Provider, ProviderResult } from '../../model/provider.ts'
import type { Quote } from '../freshness.ts'
import type { QuoteOutcome } from '../observation.ts'
import type { Semaphore } from './semaphore.ts'

export interface AskRules {
  market: Market
  chain: readonly string[]
  sources: DataSources
  deps: Pick<ReadThroughDeps, 'providers' | 'contextOf' | 'hasKey' | 'gate' | 'now'>
  /** Fraction of each budget that is left for other reads. */
  reserve: number
  /** Limits the upstream calls at a time, for all rounds that run at once. */
  semaphore: Semaphore
}

type Tally = RefreshRun['providers'][number]

export interface AskedQuotes {
  /** The outcome of every symbol that was asked for, by symbol. */
  outcomes: Map<string, QuoteOutcome>
  /** One tally for each provider that was asked or held back, in the order of the chain. */
  tallies: Tally[]
}

/** Upstream calls at a time. A Worker has six connections, and Postgres needs some of them too. */
export const CALLS_AT_ONCE = 4
/**
 * Largest number of instruments for which a provider without a batch form is asked, with one call
 * each. The rest is left to the next provider of the chain.
 */
const MOST_SINGLES = 10
/**
 * A provider that refuses the batch form may still accept single calls. After a refusal it is not
 * asked in batches for this many seconds; a plan changes rarely.
 */
const BATCH_REFUSED_SECONDS = { auth: 900, plan: 21_600 }
const BATCH_REFUSED = 'quote batch refused'
/**
 * Longest time for which a chain may be asked, whatever is configured. The refresher gives up its
 * refresh soon after.
 */
const MOST_CHAIN_MS = 28_000

/**
 * Quotes are checked one by one: a quote that cannot be right does not affect the others of its
 * batch.
 */
const isSound = (market: Market, symbol: string, quote: Quote): boolean =>
  quoteSchema.safeParse(quote).success &&
  quoteCurrencies(market, symbol).includes(quote.currency) &&
  isStorable(quote)

interface QuoteCall {
  symbols: readonly string[]
  /** Number of calls this takes from the budget of the provider. */
  cost: number
  fetch(): Promise<ProviderResult<Map<string, Quote>>>
}

const single = (provider: Provider, symbol: string, { market, deps }: AskRules): QuoteCall => ({
  symbols: [symbol],
  cost: provider.datasets.quote?.calls ?? 1,
  async fetch() {
    const known = catalogued(market, symbol)
    const answer = await fetchItems(
      'quote',
      { market, symbol, catalogued: () => known },
      provider,
      known && { instrument: known, named: {} },
      deps.contextOf(provider),
    )
    if (!answer.ok) return answer
    const item = answer.data.items[0]?.item
    return { ok: true, data: new Map(item ? [[symbol, item]] : []) }
  },
})

/**
 * Returns the calls to make: batches if the provider accepts them and there is more than one
 * instrument, otherwise one call for each instrument, up to MOST_SINGLES.
 */
const callsOf = async (
  provider: Provider,
  symbols: readonly string[],
  rules: AskRules,
): Promise<QuoteCall[]> => {
  const { market, deps } = rules
  const batch = provider.datasets.quote?.batch
  const context = deps.contextOf(provider)
  if (batch && symbols.length > 1 && (await context.memory.get(BATCH_REFUSED)) === null) {
    const parts = Array.from({ length: Math.ceil(symbols.length / batch.size) }, (_, i) =>
      symbols.slice(i * batch.size, (i + 1) * batch.size),
    )
    return parts.map((part) => ({
      symbols: part,
      cost: batch.cost?.(part.length) ?? 1,
      async fetch() {
        const answer = await batch.fetch(market, part, context)
        // Without a key, only the session of the batch form was refused, so the rest of the
        // provider stays open.
        const refused = answer.ok
          ? null
          : answer.reason === 'plan'
            ? 'plan'
            : answer.reason === 'auth' && !provider.key
              ? 'auth'
              : null
        if (answer.ok || refused === null) return answer
        await context.memory.put(BATCH_REFUSED, refused, BATCH_REFUSED_SECONDS[refused])
        return { ...answer, reason: 'plan' }
      },
    }))
  }
  // Begins at another instrument each time, so that no instrument is always left out.
  const from = Math.floor(deps.now().getTime() / 1_000) % symbols.length
  return [...symbols.slice(from), ...symbols.slice(0, from)]
    .slice(0, MOST_SINGLES)
    .map((symbol) => single(provider, symbol, rules))
}

interface AskRound {
  tally: Tally
  given: Map<string, QuoteOutcome>
  /**
   * Symbols whose calls failed or were held back, or whose quotes are malformed. A symbol that is
   * neither here nor in `given` after its call is known to be missing at the provider.
   */
  failed: Set<string>
}

const oneCall = async (
  provider: Provider,
  call: QuoteCall,
  rules: AskRules,
  until: number,
  round: AskRound,
): Promise<void> => {
  const { market, deps, reserve } = rules
  const { tally } = round
  const about =
    call.symbols.length === 1
      ? instrumentId(market, call.symbols[0] ?? '')
      : `${market}, ${call.symbols.length} instruments`
  const asked = await ask({
    provider,
    dataset: 'quote' as const,
    instrument: about,
    context: deps.contextOf(provider),
    until,
    gate: deps.gate,
    calls: call.cost,
    reserve,
    recordedOf: () => null,
    fetch: call.fetch,
  })
  if (asked.held) tally.held += 1
  else tally.calls += 1
  if (!asked.answer && asked.attempt.outcome !== 'not_found') {
    tally.failure = { reason: asked.attempt.reason ?? 'failed', detail: asked.attempt.detail ?? '' }
    for (const symbol of call.symbols) round.failed.add(symbol)
    return
  }
  for (const symbol of call.symbols) {
    const quote = asked.answer?.get(symbol)
    if (!quote) continue
    if (isSound(market, symbol, quote)) {
      round.given.set(symbol, {
        ok: true,
        quote,
        source: provider.id,
        asked_at: asked.fetch.askedAt.getTime(),
      })
      tally.served += 1
    } else {
      tally.failure = {
        reason: 'malformed',
        detail: `${provider.id}: the quote of ${symbol} does not have the expected form`,
      }
      round.failed.add(symbol)
    }
  }
}

/**
 * Asks one provider for everything it can be asked for. Once its gate holds back a call, the calls
 * after it are not tried.
 */
const oneProvider = async (
  provider: Provider,
  symbols: readonly string[],
  rules: AskRules,
  until: number,
): Promise<AskRound> => {
  const round: AskRound = {
    tally: { provider: provider.id, calls: 0, served: 0, held: 0, failure: null },
    given: new Map(),
    failed: new Set(symbols),
  }
  const calls = await callsOf(provider, symbols, rules)
  const next = calls.values()
  const line = async (): Promise<void> => {
    for (const call of next) {
      for (const symbol of call.symbols) round.failed.delete(symbol)
      await rules.semaphore.run(() => oneCall(provider, call, rules, until, round))
      if (round.tally.held > 0) return
    }
  }
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, line))
  return round
}

/** Largest number of characters for the failures of all providers together. */
const MOST_DETAIL = 400

const unserved = (market: Market, symbol: string, rounds: readonly AskRound[]): QuoteOutcome => {
  const id = instrumentId(market, symbol)
  if (rounds.length === 0)
    return {
      ok: false,
      reason: 'no_data',
      detail: `no provider of quotes in ${market} can be asked here`,
    }
  const failures = rounds
    .filter(({ failed, tally }) => failed.has(symbol) && tally.failure)
    .map(({ tally }) => tally.failure)
  const last = failures.at(-1)
  const skipped = rounds
    .filter(({ failed }) => failed.has(symbol))
    .map(({ tally }) => tally.provider)
  if (!last && skipped.length > 0)
    return {
      ok: false,
      reason: 'not_asked',
      detail: `${skipped.join(', ')}: more instruments than it is asked for at a time`,
    }
  if (!last)
    return {
      ok: false,
      reason: 'not_found',
      detail: `${rounds.map(({ tally }) => tally.provider).join(', ')}: no quote of ${id}`,
    }
  return {
    ok: false,
    reason: last.reason,
    detail: failures
      .map((failure) => failure?.detail)
      .join('; ')
      .slice(0, MOST_DETAIL),
  }
}

export const askQuotes = async (
  symbols: readonly string[],
  rules: AskRules,
): Promise<AskedQuotes> => {
  const { market, chain, sources, deps } = rules
  const outcomes = new Map<string, QuoteOutcome>()
  const rounds: AskRound[] = []
  const until = deps.now().getTime() + Math.min(sources.chain_timeout_ms, MOST_CHAIN_MS)
  for (const id of chain) {
    const missing = symbols.filter((symbol) => !outcomes.has(symbol))
    if (missing.length === 0) break
    const provider = deps.providers.find((p) => p.id === id)
    if (!provider || unavailable(id, 'quote', market, sources, deps)) continue
    const round = await oneProvider(provider, missing, rules, until)
    rounds.push(round)
    for (const [symbol, outcome] of round.given) outcomes.set(symbol, outcome)
  }
  for (const symbol of symbols)
    if (!outcomes.has(symbol)) outcomes.set(symbol, unserved(market, symbol, rounds))
  return { outcomes, tallies: rounds.map(({ tally }) => tally) }
}
