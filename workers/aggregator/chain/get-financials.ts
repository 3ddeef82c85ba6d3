/** GET /api/v1/financials/{symbol}: resolve, gather through the market's chain, and say what follows. */
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { configContract } from '#shared/contracts/config.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { createClient } from '#shared/http/client.ts'
import type { Env } from '../env.ts'
import { asOfInstant } from '../facts/as-of.ts'
import { toFinancials } from '../facts/financials.ts'
import { knownOf } from '../instruments/catalogue.ts'
import { parseMarket, parseSymbol } from '../instruments/symbol.ts'
import type { ProviderContext } from '../providers/provider.ts'
import { gather } from './gather.ts'
import { providersOf } from './providers.ts'
import { throughTurnstile } from './turnstile.ts'

type Route = (typeof aggregatorContract)['getFinancials']

export const getFinancials = async ({ params, query, requestId }: HandlerInput<Route>, env: Env): Promise<Handled<Route>> => {
  const market = parseMarket(query.market)
  if (!market.ok) return market
  const symbol = parseSymbol(market.data, params.symbol)
  if (!symbol.ok) return symbol
  const context: ProviderContext = { requestId, fetch: (input, init) => fetch(input, init), now: () => new Date() }
  const asOf = asOfInstant(market.data, query.as_of, context.now())
  const config = await createClient(configContract, env.CONFIG, { requestId, service: 'config-service' }).call('getSnapshot', {})
  if (!config.ok) return config
  const request = { market: market.data, symbol: symbol.data, asOf, years: query.years, sources: config.data.data_sources }
  const tools = { providers: providersOf(env), context, known: knownOf, inTurn: throughTurnstile(env) }
  const gathered = await withDatabase(env, (db) => gather(request, { db, ...tools }))
  if (!gathered.ok) return gathered
  return toFinancials({ ...gathered.data, asOf, years: query.years, assumptions: config.data.system.valuation })
}
