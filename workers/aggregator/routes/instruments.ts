/**
 * GET /api/v1/instruments: candidates from recordings, from instruments read before and from the
 * ticker list. When none of them has exactly the name or symbol of the text, the providers of each
 * market are asked too.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { MARKETS } from '#shared/names.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { readConfig, depsFor } from '../chain/dependencies.ts'
import type { Env } from '../env.ts'
import { searchables } from '../instruments/catalogue.ts'
import { searchMarket } from '../chain/instrument-search.ts'
import { isExact, rankCandidates, type Searchable } from '../identity/search.ts'
import { storedInstruments } from '../instruments/stored.ts'
import { parseMarket } from '#shared/symbol.ts'

/** A failure of a search is never hidden: the answer lists who was asked and the result. */
export const searchInstruments = async (
  { query, requestId, configVersion }: HandlerInput<AggregatorContract['searchInstruments']>,
  env: Env,
): Promise<Handled<AggregatorContract['searchInstruments']>> => {
  const { query: text, limit } = query
  const parsed = query.market === undefined ? ok(undefined) : parseMarket(query.market)
  if (!parsed.ok) return parsed
  const market = parsed.data
  const stored = await withDatabase(env, async (db) =>
    ok(await storedInstruments(db, text, market)),
  )
  if (!stored.ok) return stored
  const local: Searchable[] = [...searchables(stored.data)]
  const candidates = rankCandidates(text, local, { market, limit })
  if (candidates.some((candidate) => isExact(text, candidate)))
    return ok({ candidates, attempts: [] })
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const sources = config.data.data_sources
  const deps = depsFor(env, requestId, sources)
  const searches = await Promise.all(
    (market ? [market] : MARKETS).map((m) => searchMarket(m, text, sources, deps)),
  )
  const live = searches.flatMap(({ found }) =>
    found.map((instrument): Searchable => ({ instrument, recorded: false, found: true })),
  )
  return ok({
    candidates: rankCandidates(text, [...local, ...live], { market, limit }),
    attempts: searches.flatMap(({ attempts }) => attempts),
  })
}
