/**
 * The live price and its stream, by the straight road to the instrument's QuoteCell. A read that names no age goes by the
 * aggregator, which knows the configured one.
 */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { checkInput } from '#shared/http/app.ts'
import { quoteStream, realtimeQuote } from '#shared/quote-cells.ts'
import type { Env } from '../env.ts'

const { getRealtimeQuote, streamQuote } = aggregatorContract

/** The answer, or null where the straight road is not to be taken. */
type Straight = (request: Request, params: Record<string, string>, env: Env) => Promise<Result<Response> | null>

const NO_STORE = { 'content-type': 'application/json', 'cache-control': 'no-store' }

/** As the service would get it: the market of the path wins over one of the query. */
const searchOf = (request: Request, { market = '' }: Record<string, string>): URLSearchParams => {
  const search = new URL(request.url).searchParams
  search.set('market', market)
  return search
}

const read: Straight = async (request, params, env) => {
  const input = checkInput(getRealtimeQuote, searchOf(request, params), params)
  if (!input.ok) return input
  const { market, max_age_seconds, max_quote_age_seconds } = input.data.query
  if (max_age_seconds === undefined) return null
  const answer = await realtimeQuote(env.QUOTE_CELL, { market, symbol: input.data.params.symbol }, { max_age_seconds, max_quote_age_seconds })
  return answer.ok ? ok(new Response(JSON.stringify(answer.data), { headers: NO_STORE })) : answer
}

const stream: Straight = async (request, params, env) => {
  const input = checkInput(streamQuote, searchOf(request, params), params)
  if (!input.ok) return input
  const { market, max_age_seconds, max_quote_age_seconds } = input.data.query
  if (max_age_seconds === undefined) return null
  return quoteStream(env.QUOTE_CELL, request.headers, { market, symbol: input.data.params.symbol }, { max_age_seconds, max_quote_age_seconds })
}

/** By operation. */
export const STRAIGHT: Partial<Record<string, Straight>> = { getRealtimeQuote: read, streamQuote: stream }
