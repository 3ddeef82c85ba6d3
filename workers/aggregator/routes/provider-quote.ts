/**
 * GET /api/v1/companies/{symbol}/quote: asks the market's chain now. Nothing is stored, and no
 * stored quote is given: a price is as old as its provider's answer. When several callers ask at
 * once, one asks and all get its answer.
 */
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { Attempt } from '#shared/contracts/facts.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { instrumentFor } from '../identity/instrument-for.ts'
import type { Env } from '../env.ts'
import { catalogued } from '../instruments/catalogue.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'
import { ask } from '../chain/ask.ts'
import { unavailable } from '../chain/available.ts'
import type { ReadThroughDeps } from '../chain/read-through.ts'
import type { ItemsInput } from './records.ts'
import { chainFailure } from '../chain/outcome.ts'
import { fetchItems } from '../chain/dataset-stores.ts'
import { readConfig, depsFor } from '../chain/dependencies.ts'
import type { DataSources } from '#shared/contracts/config-documents.ts'
import type { Market, ProviderId } from '#shared/names.ts'
import { quoteChain } from '../chain/quote-chain.ts'

/** The first quote that a provider of the chain has. */
export const liveQuote = async (
  chain: readonly ProviderId[],
  { market, symbol }: { market: Market; symbol: string },
  sources: DataSources,
  deps: ReadThroughDeps,
): Promise<Result<ItemsResponse<'quote'>>> => {
  const known = catalogued(market, symbol)
  const attempts: Attempt[] = []
  const until = deps.now().getTime() + sources.chain_timeout_ms
  for (const id of chain) {
    const provider = deps.providers.find((p) => p.id === id)
    const skipped = unavailable(id, 'quote', market, sources, deps)
    if (!provider || skipped) {
      attempts.push({ provider: id, outcome: 'skipped', reason: skipped, detail: null })
      continue
    }
    const context = deps.contextOf(provider)
    const asked = await ask({
      provider,
      dataset: 'quote' as const,
      instrument: instrumentId(market, symbol),
      context,
      until,
      gate: deps.gate,
      recordedOf: () => null,
      fetch: (p, c) =>
        fetchItems(
          'quote',
          { market, symbol, catalogued: () => known },
          p,
          known && { instrument: known, named: {} },
          c,
        ),
    })
    attempts.push(asked.attempt)
    const entry = asked.answer?.items[0]
    if (!entry || !asked.answer) continue
    const retrieved_at = asked.fetch.askedAt.toISOString()
    const instrument =
      known ?? instrumentFor({ market, symbol }, { name: asked.answer.subject.name })
    const { key, item, known_at, source_url } = entry
    return ok({
      instrument,
      dataset: 'quote',
      as_of: retrieved_at,
      attempts,
      items: [{ id: `${id}@${key}`, key, provider: id, item, known_at, retrieved_at, source_url }],
      served_by: { provider: id, retrieved_at, recorded: null },
    })
  }
  return chainFailure(
    market,
    symbol,
    'quote',
    attempts,
    deps.known(market, symbol),
    sources.retry_failed_after_seconds,
  )
}

type QuoteInput = Omit<ItemsInput, 'query'> & { query: { market: string } }

export const getQuote = async (
  { params, query, requestId, configVersion }: QuoteInput,
  env: Env,
): Promise<Result<ItemsResponse<'quote'>>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market, symbol } = parsed.data
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const sources = config.data.data_sources
  const deps = depsFor(env, requestId, sources)
  const live = () => liveQuote(quoteChain(env, sources, market), { market, symbol }, sources, deps)
  const passed = await deps.singleFlight(instrumentId(market, symbol), 'quote', live, true)
  return passed.value ?? live()
}
