/**
 * GET /api/v1/companies/{symbol}: who a company is, when and from whom it was read, and its book.
 * For now this is the newest book, which one statement finds; a past day or another currency is
 * derived, and its book kept for those who ask for it next.
 */
import { encodeBook } from '#shared/book/bytes.ts'
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import type { CompanyAnswer } from '#shared/contracts/books.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { companySymbol, parseInstrument } from '#shared/symbol.ts'
import { storedBook } from '../books/make.ts'
import { BOOK_YEARS } from '../books/recipe.ts'
import { companyStore } from '../chain/company-store.ts'
import { depsFor, readConfig } from '../chain/dependencies.ts'
import { readThrough } from '../chain/read-through.ts'
import { recipeFor } from '../chain/recipe-for.ts'
import type { Env } from '../env.ts'
import { catalogued } from '../instruments/catalogue.ts'
import {
  type CompanyDeps,
  type CompanyWish,
  CROSS_CHECKED,
  derivedCompany,
  knownCurrency,
  readSplitsOf,
} from './derived-company.ts'

/** The company as known now, from its newest book. */
export const newestCompany = async (
  wish: Pick<CompanyWish, 'market' | 'symbol' | 'cross_check'>,
  given: CompanyDeps,
): Promise<Result<CompanyAnswer>> => {
  const { db, config, recipe, deps } = given
  const { market, symbol } = wish
  const store = companyStore(
    { db, market, symbol, asOf: deps.now, catalogued: () => catalogued(market, symbol) },
    recipe,
    wish.cross_check ? CROSS_CHECKED : 1,
    deps.now,
  )
  const request = { market, symbol, sources: config.data_sources }
  const result = await readThrough(request, store, deps)
  if (!result.ok) return result
  const { servedBy, attempts } = result.data
  const reading = (await readSplitsOf(wish, attempts, given))
    ? await store.read(recipe.askable, deps.now())
    : result.data.reading
  const { instrument, pointer } = reading
  if (!instrument || !pointer || servedBy.served_at === null)
    return fail(
      'no_data',
      `Nothing of ${instrument?.id ?? 'this instrument'} that can be read was filed by now.`,
      { attempts },
    )
  const { provider, recorded, served_at } = servedBy
  return ok({
    instrument,
    as_of: deps.now().toISOString(),
    book: pointer.book,
    served_by: { provider, retrieved_at: served_at, recorded },
    attempts,
  })
}

/** The company of a past day or in another currency; its book is kept like any other. */
export const bookOfDay = async (
  wish: CompanyWish,
  given: CompanyDeps,
): Promise<Result<CompanyAnswer>> => {
  const financials = await derivedCompany(wish, given)
  if (!financials.ok) return financials
  const { instrument, as_of, served_by, attempts } = financials.data
  const encoded = encodeBook(financials.data)
  const from = { as_of, currency: financials.data.conversion?.to ?? null }
  await given.db.execute(storedBook(encoded, instrument.id, from, given.deps.now()))
  return ok({ instrument, as_of, book: encoded.hash, served_by, attempts })
}

export const getCompany = async (
  { params, query, requestId, configVersion }: HandlerInput<AggregatorContract['getCompany']>,
  env: Env,
): Promise<Handled<AggregatorContract['getCompany']>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market } = parsed.data
  // A counter in another currency and another class of shares have the company's statements.
  const symbol = companySymbol(market, parsed.data.symbol)
  const { as_of, currency } = query
  const known = knownCurrency(currency)
  if (!known.ok) return known
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const deps = depsFor(env, requestId, config.data.data_sources)
  const recipe = recipeFor(env, market, config.data, deps)
  const wish = {
    market,
    symbol,
    years: BOOK_YEARS,
    as_of,
    currency,
    cross_check: query.cross_check === 'true',
  }
  return withDatabase(env, (db) => {
    const given = { db, config: config.data, recipe, deps }
    return as_of === undefined && currency === undefined
      ? newestCompany(wish, given)
      : bookOfDay(wish, given)
  })
}
