/** GET /api/v1/instruments: candidates from recordings, from what was read before and from the ticker list. */
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { searchables } from './catalogue.ts'
import { rankCandidates } from './search.ts'
import { storedInstruments } from './stored.ts'

type Route = (typeof aggregatorContract)['searchInstruments']

export const searchInstruments = async ({ query: { query, market, limit } }: HandlerInput<Route>, env: Env): Promise<Handled<Route>> => {
  const stored = await withDatabase(env, async (db) => ok(await storedInstruments(db, query, market)))
  if (!stored.ok) return stored
  return ok({ candidates: rankCandidates(query, searchables(stored.data), { market, limit }) })
}
