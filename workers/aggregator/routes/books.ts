/**
 * GET /api/v1/books/{hash}: the stored bytes of a book, passed on as they are. They never change,
 * so anybody may keep them for ever. POST /api/v1/books/maintenance: their upkeep.
 */
import { DAY_MS } from '#shared/days.ts'
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { type Database, withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { passOnGzip } from '#shared/http/immutable.ts'
import { logger } from '#shared/log.ts'
import { isMarket, MARKETS } from '#shared/names.ts'
import { findBytes, type BookRemaker } from '../books/find.ts'
import { keptBytes } from '../books/kept.ts'
import { dropOldBooks, remakeStale } from '../books/maintain.ts'
import { depsFor, readConfig } from '../chain/dependencies.ts'
import { recipeFor } from '../chain/recipe-for.ts'
import type { Env } from '../env.ts'

/** Time in which one call of the upkeep begins to make books, in ms; each takes up to 0.3 s. */
const UPKEEP_MS = 10_000
/** Books of one market that one call makes at most. */
const MADE = 25

/** What is needed to make a damaged book again. */
export const bookRemaker = (
  env: Env,
  db: Database,
  { requestId, configVersion }: { requestId: string; configVersion: number },
): BookRemaker => ({
  db,
  now: () => new Date(),
  log: logger('data-aggregator', requestId),
  async recipeOf(instrument) {
    const market = instrument.split(':')[0] ?? ''
    const config = await readConfig(env, requestId, configVersion)
    if (!config.ok) return config
    if (!isMarket(market)) return fail('unknown_market', `${market} is no market.`)
    const deps = depsFor(env, requestId, config.data.data_sources)
    return ok(recipeFor(env, market, config.data, deps))
  },
})

const passOn = (hash: string, bytes: Uint8Array<ArrayBuffer>, headers: Headers): Response =>
  passOnGzip({ hash, bytes, type: 'application/json' }, headers)

export const getBook = async (
  input: HandlerInput<AggregatorContract['getBook']>,
  env: Env,
): Promise<Handled<AggregatorContract['getBook']>> => {
  const { hash } = input.params
  const kept = keptBytes.get(hash)
  if (kept) return passOn(hash, kept, input.headers)
  const found = await withDatabase(env, (db) => findBytes(hash, bookRemaker(env, db, input)))
  return found.ok ? passOn(hash, found.data, input.headers) : found
}

export const maintainBooks = async (
  { requestId, configVersion }: HandlerInput<AggregatorContract['maintainBooks']>,
  env: Env,
): Promise<Handled<AggregatorContract['maintainBooks']>> => {
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const deps = depsFor(env, requestId, config.data.data_sources)
  const { keep_days } = config.data.system.books
  const until = Date.now() + UPKEEP_MS
  return withDatabase(env, async (db): Promise<Result<{ dropped: number; made: number }>> => {
    const dropped = await dropOldBooks(db, new Date(Date.now() - keep_days * DAY_MS))
    let made = 0
    for (const market of MARKETS) {
      const recipe = recipeFor(env, market, config.data, deps)
      made += await remakeStale(db, market, recipe, { now: deps.now, until, most: MADE })
    }
    return ok({ dropped, made })
  })
}
