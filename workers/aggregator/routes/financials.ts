/**
 * GET /api/v1/financials/{symbol}: resolves the symbol, reads through the market's chain, checks
 * the facts and derives the figures. For those who want everything of a company as JSON.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { ok } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { sayFilingsOnce } from '#shared/fact-origins.ts'
import type { Handled } from '#shared/http/app.ts'
import { companySymbol, parseInstrument } from '#shared/symbol.ts'
import { depsFor, readConfig } from '../chain/dependencies.ts'
import { recipeFor } from '../chain/recipe-for.ts'
import type { Env } from '../env.ts'
import { derivedCompany, knownCurrency } from './derived-company.ts'

export const getFinancials = async (
  { params, query, requestId, configVersion }: HandlerInput<AggregatorContract['getFinancials']>,
  env: Env,
): Promise<Handled<AggregatorContract['getFinancials']>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market } = parsed.data
  // A counter in another currency and another class of shares have the company's statements.
  const symbol = companySymbol(market, parsed.data.symbol)
  const known = knownCurrency(query.currency)
  if (!known.ok) return known
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const deps = depsFor(env, requestId, config.data.data_sources)
  const recipe = recipeFor(env, market, config.data, deps)
  const wish = { ...query, market, symbol, cross_check: query.cross_check === 'true' }
  return withDatabase(env, async (db) => {
    const company = await derivedCompany(wish, { db, config: config.data, recipe, deps })
    return company.ok ? ok(sayFilingsOnce(company.data)) : company
  })
}
