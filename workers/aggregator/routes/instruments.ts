/**
 * GET /api/v1/instruments: candidates from the shipped lists and from instruments read before. When
 * these do not answer the text, the providers of each market are asked too.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { type Market, MARKETS } from '#shared/names.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { readConfig, depsFor } from '../chain/dependencies.ts'
import type { Env } from '../env.ts'
import { isWellKnown, shippedCatalogues } from '../instruments/catalogue.ts'
import { PATIENCE_MS, searchMarket } from '../chain/instrument-search.ts'
import {
  type SearchCatalogue,
  candidatesOf,
  catalogueOf,
  findIn,
  isSettled,
} from '../identity/search.ts'
import { storedInstruments } from '../instruments/stored.ts'
import { parseMarket } from '#shared/symbol.ts'

/** A failure of a search is never hidden: the answer lists who was asked and the result. */
export const searchInstruments = async (
  { query, requestId, configVersion }: HandlerInput<AggregatorContract['searchInstruments']>,
  env: Env,
): Promise<Handled<AggregatorContract['searchInstruments']>> => {
  const { query: text, limit, providers } = query
  const parsed = query.market === undefined ? ok(undefined) : parseMarket(query.market)
  if (!parsed.ok) return parsed
  const market = parsed.data
  const stored = await withDatabase(env, async (db) =>
    ok(await storedInstruments(db, text, market)),
  )
  if (!stored.ok) return stored
  const read = catalogueOf(stored.data.map((instrument) => ({ instrument, recorded: false })))
  const local: SearchCatalogue[] = [read, ...shippedCatalogues(market)]
  const found = findIn(local, text, market)
  const candidates = candidatesOf(local, found, limit)
  const settled = isSettled(found, isWellKnown)
  if (settled || providers === 'skip') return ok({ candidates, settled, attempts: [] })
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const sources = config.data.data_sources
  const deps = depsFor(env, requestId, sources)
  // A code that fits answers for its own market, and a person waits less long for the others.
  const fitting = new Set(candidates.flatMap((one) => (one.match === 'symbol' ? one.market : [])))
  const asked: readonly Market[] = market ? [market] : MARKETS.filter((m) => !fitting.has(m))
  const patience = fitting.size > 0 ? PATIENCE_MS.someFound : PATIENCE_MS.noneFound
  const searches = await Promise.all(
    asked.map((m) => searchMarket(m, text, sources, deps, patience)),
  )
  const live = catalogueOf(
    searches.flatMap((one) => one.found.map((instrument) => ({ instrument, recorded: false }))),
    true,
  )
  const all = [live, ...local]
  return ok({
    candidates: candidatesOf(all, findIn(all, text, market), limit),
    settled: true,
    attempts: searches.flatMap(({ attempts }) => attempts),
  })
}
