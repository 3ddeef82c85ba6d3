/**
 * GET /api/v1/instruments: candidates from recordings, from what was read before and from the ticker list; and, where those
 * hold none that the text names exactly, from the providers of each market.
 */
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import type { Instrument, Market } from '#shared/contracts/instrument.ts'
import { MARKETS } from '#shared/contracts/instrument.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { ask } from '../chain/ask.ts'
import type { GatherTools } from '../chain/gather.ts'
import { readConfig, toolsFor } from '../chain/tools.ts'
import type { Env } from '../env.ts'
import { searchables } from './catalogue.ts'
import { isExact, rankCandidates, type Searchable } from './search.ts'
import { storedInstruments } from './stored.ts'
import { instrumentId, parseSymbol } from './symbol.ts'
import type { DataSources } from '#shared/contracts/config.ts'
import type { Found } from '#shared/contracts/datasets.ts'
import type { Attempt } from '#shared/contracts/facts.ts'

type Route = (typeof aggregatorContract)['searchInstruments']

/** A person is waiting at a search box: who has not answered by then is done without, milliseconds. */
const PATIENCE_MS = 2_500

const toInstrument = ({ market, symbol, name, names, exchange, identifiers }: Found): Instrument => ({
  ...{ id: instrumentId(market, symbol), market, symbol, name, exchange, industry: null, fiscal_year_end: null, identifiers },
  names: Object.fromEntries(Object.entries(names).filter(([, given]) => given !== undefined)),
})

/** A provider's find is taken only in the canonical form of the market searched. */
const isSound = (market: Market, found: Found): boolean => {
  const symbol = parseSymbol(market, found.symbol)
  return found.market === market && symbol.ok && symbol.data === found.symbol
}

interface Search {
  found: Instrument[]
  attempts: Attempt[]
}

/** The first provider of a market's chain that finds anything. */
const searchMarket = async (market: Market, text: string, sources: DataSources, tools: GatherTools): Promise<Search> => {
  const attempts: Attempt[] = []
  const until = Date.now() + PATIENCE_MS
  for (const id of sources.chains[market]?.instrument ?? []) {
    const provider = tools.providers.find((p) => p.id === id)
    const capability = provider?.datasets.instrument
    if (!provider || !capability?.markets.includes(market) || sources.providers[provider.id]?.enabled === false) continue
    if ((provider.key && !tools.hasKey(provider)) || Date.now() >= until) continue
    const context = tools.contextOf(provider)
    const asked = await ask({
      ...{ provider, dataset: 'instrument' as const, instrument: `${market}:*`, gate: tools.gate, recordedOf: () => null },
      context: { ...context, timeoutMs: Math.min(context.timeoutMs, until - Date.now()) },
      put: (p, c) => (p.datasets.instrument as typeof capability).fetch({ text, market }, c),
    })
    attempts.push(asked.attempt)
    const found = (asked.answer ?? []).filter((f) => isSound(market, f)).map(toInstrument)
    if (found.length > 0) return { found, attempts }
  }
  return { found: [], attempts }
}

/** A failure of a search goes unnoticed by nobody: who was asked and what came of it is in the answer. */
export const searchInstruments = async ({ query: { query, market, limit }, requestId }: HandlerInput<Route>, env: Env): Promise<Handled<Route>> => {
  const stored = await withDatabase(env, async (db) => ok(await storedInstruments(db, query, market)))
  if (!stored.ok) return stored
  const local: Searchable[] = [...searchables(stored.data)]
  const candidates = rankCandidates(query, local, { market, limit })
  if (candidates.some((candidate) => isExact(query, candidate))) return ok({ candidates, attempts: [] })
  const config = await readConfig(env, requestId)
  if (!config.ok) return config
  const sources = config.data.data_sources
  const tools = toolsFor(env, requestId, sources)
  const searches = await Promise.all((market ? [market] : MARKETS).map((m) => searchMarket(m, query, sources, tools)))
  const live = searches.flatMap(({ found }) => found.map((instrument): Searchable => ({ instrument, recorded: false })))
  return ok({ candidates: rankCandidates(query, [...local, ...live], { market, limit }), attempts: searches.flatMap(({ attempts }) => attempts) })
}
