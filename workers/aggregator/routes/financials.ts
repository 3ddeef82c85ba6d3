/**
 * GET /api/v1/financials/{symbol}: resolves the symbol, reads through the market's chain, checks
 * the facts and derives the figures.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { fail } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { isCurrency } from '#shared/units/unit.ts'
import type { Env } from '../env.ts'
import { asOfInstant } from '../time/as-of.ts'
import { convertFinancials } from '../facts/convert.ts'
import { toFinancials } from '../facts/financials.ts'
import { catalogued } from '../instruments/catalogue.ts'
import { companySymbol, parseInstrument } from '#shared/symbol.ts'
import { rateFor } from '../chain/exchange-rate.ts'
import { readThrough } from '../chain/read-through.ts'
import { itemsStore, statementsStore } from '../chain/dataset-stores.ts'
import { readConfig, depsFor } from '../chain/dependencies.ts'

/** The number of providers that must have served when their agreement is asked for. */
const CROSS_CHECKED = 2

const EVERYTHING = {
  from: new Date(0),
  to: new Date('2200-01-01T00:00:00.000Z'),
  limit: 1,
  isNow: true,
}

export const getFinancials = async (
  { params, query, requestId, configVersion }: HandlerInput<AggregatorContract['getFinancials']>,
  env: Env,
): Promise<Handled<AggregatorContract['getFinancials']>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market } = parsed.data
  // A counter in another currency and another class of shares have the company's statements.
  const symbol = companySymbol(market, parsed.data.symbol)
  if (query.currency !== undefined && !isCurrency(query.currency))
    return fail('invalid_request', `query.currency: ${query.currency} is no currency known here`, {
      errors: [{ path: 'query.currency', message: 'is no currency known here' }],
    })
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const { data_sources: sources, system } = config.data
  const deps = depsFor(env, requestId, sources)
  const asOfNow = () => asOfInstant(market, query.as_of, deps.now())
  return withDatabase(env, async (db) => {
    const about = {
      db,
      market,
      symbol,
      asOf: asOfNow,
      catalogued: () => catalogued(market, symbol),
    }
    const store = statementsStore(
      about,
      query.years,
      query.cross_check === 'true' ? CROSS_CHECKED : 1,
    )
    const request = { market, symbol, sources }
    let result = await readThrough(request, store, deps)
    if (!result.ok) return result
    if (
      market !== 'US' &&
      result.data.attempts.some(
        ({ outcome, provider }) => outcome === 'served' && provider !== 'recorded',
      )
    ) {
      const { attempts } = result.data
      // Only EDGAR's statements report later splits. For other statements the splits are read with
      // them; without the splits, per-share figures stay as disclosed.
      await readThrough(request, itemsStore('actions', about, EVERYTHING), deps)
      result = await readThrough(request, store, deps)
      if (!result.ok) return result
      result.data.attempts = attempts
    }
    const { years } = query
    const asOf = asOfNow()
    const financials = toFinancials({
      ...result.data,
      asOf,
      years,
      assumptions: system.valuation,
      tolerance: sources.agreement_tolerance,
    })
    if (
      !financials.ok ||
      query.currency === undefined ||
      query.currency === financials.data.reporting_currency
    )
      return financials
    const rate = await rateFor(
      { db, market, from: financials.data.reporting_currency, to: query.currency, asOf, sources },
      deps,
    )
    return rate.ok ? convertFinancials(financials.data, rate.data) : rate
  })
}
