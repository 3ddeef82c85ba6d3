/**
 * GET /api/v1/companies/{symbol}/valuation: market figures and valuation of a company. The price is
 * the live one by the strict rule, else the last close, called so with its day.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput, ResponseOf } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import { exhibitsOf } from '#shared/exhibits/make.ts'
import type { Handled } from '#shared/http/app.ts'
import { companySymbol, instrumentId, parseInstrument } from '#shared/symbol.ts'
import { findFigures } from '../books/find.ts'
import { BOOK_YEARS } from '../books/recipe.ts'
import { depsFor, readConfig } from '../chain/dependencies.ts'
import { peerMultiples } from '../chain/peer-group.ts'
import { recipeFor } from '../chain/recipe-for.ts'
import type { Env } from '../env.ts'
import { tradedShare } from '../instruments/traded-share.ts'
import { marketDate } from '../time/market-time.ts'
import { bookRemaker } from './books.ts'
import { bookOfDay, newestCompany } from './companies.ts'
import { priceKnowledge } from './price-knowledge.ts'

type Answer = ResponseOf<AggregatorContract['getValuation']>

export const getValuation = async (
  input: HandlerInput<AggregatorContract['getValuation']>,
  env: Env,
): Promise<Handled<AggregatorContract['getValuation']>> => {
  const { params, query, requestId, configVersion } = input
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market, symbol: traded } = parsed.data
  // A counter in another currency and another class of shares have the company's statements.
  const symbol = companySymbol(market, traded)
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const deps = depsFor(env, requestId, config.data.data_sources)
  const recipe = recipeFor(env, market, config.data, deps)
  const { as_of } = query
  const priceDay = as_of?.slice(0, 10) ?? marketDate(deps.now().toISOString(), market)
  const found = await withDatabase(env, async (db) => {
    const given = { db, config: config.data, recipe, deps }
    const wish = { market, symbol, as_of, years: BOOK_YEARS, cross_check: false }
    const company = await (as_of === undefined
      ? newestCompany(wish, given)
      : bookOfDay(wish, given))
    if (!company.ok) return company
    const index = await findFigures(query.book ?? company.data.book, bookRemaker(env, db, input))
    if (!index.ok) return index
    const peers = await peerMultiples(
      { env, db, config: config.data, deps },
      { market, id: instrumentId(market, symbol), day: priceDay },
    )
    return ok({ company: company.data, index: index.data, peers })
  })
  if (!found.ok) return found
  const { company, index, peers } = found.data
  const known = await priceKnowledge(
    { market, symbol: traded, as_of, currency: index.about.reporting_currency },
    { env, config: config.data, deps, requestId, configVersion },
  )
  const { valuation, cost_of_capital } = config.data.system
  const exhibits = exhibitsOf({
    index,
    as_of: company.as_of,
    traded: { market, symbol: traded },
    known,
    traded_share: tradedShare(market, traded, new Date(company.as_of)),
    valuation,
    cost_of_capital,
    peers,
  })
  return ok({
    instrument: company.instrument,
    as_of: company.as_of,
    book: query.book ?? company.book,
    ...exhibits,
  }) satisfies Result<Answer>
}
