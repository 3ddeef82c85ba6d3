/**
 * The read that pages repeat every few seconds, on the shortest road: from the door to the instrument's QuoteCell, past the
 * router and what it does for pages. What every request has it has too: its id, its limit, its validation and its line in the
 * log. A read that names no age is none of these: it goes by the aggregator, which knows the configured one.
 */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import type { Result } from '#shared/contracts/problem.ts'
import type { RealTimeQuoteResponse } from '#shared/contracts/quotes.ts'
import { checkInput, logRequest, requestIdOf } from '#shared/http/app.ts'
import { problemResponse } from '#shared/http/respond.ts'
import { realtimeQuote } from '#shared/quote-cells.ts'
import type { Env } from './env.ts'
import { refusePriceRead } from './middleware/rate-limit.ts'

const PRICE_READ = /^https?:\/\/[^/]+(\/api\/financials\/([^/?#]+)\/([^/?#]+)\/realtime)\?([^#]+)/

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

const answer = async (request: Request, market: string, symbol: string, search: URLSearchParams, env: Env): Promise<Result<RealTimeQuoteResponse>> => {
  const refused = refusePriceRead(request.headers)
  if (refused) return refused
  // The market of the path wins over one of the query.
  search.set('market', market)
  const input = checkInput(aggregatorContract.getRealtimeQuote, search, { symbol })
  if (!input.ok) return input
  const { max_age_seconds = 0, max_quote_age_seconds } = input.data.query
  return realtimeQuote(env.QUOTE_CELL, { market, symbol }, { max_age_seconds, max_quote_age_seconds })
}

const respond = async (request: Request, path: string, market: string, symbol: string, search: URLSearchParams, env: Env): Promise<Response> => {
  const started = Date.now()
  const requestId = requestIdOf(request.headers)
  const result = await answer(request, market, symbol, search, env)
  const response = result.ok
    ? new Response(JSON.stringify(result.data), {
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-request-id': requestId, 'x-content-type-options': 'nosniff' },
      })
    : problemResponse(result, requestId)
  logRequest('api-gateway', requestId, { method: 'GET', path, status: response.status, started })
  return response
}

/** Null for every other request. */
export const priceRead = (request: Request, env: Env): Promise<Response> | null => {
  const match = request.method === 'GET' ? PRICE_READ.exec(request.url) : null
  const [, path = '', rawMarket = '', rawSymbol = '', query = ''] = match ?? []
  const search = new URLSearchParams(query)
  const [market, symbol] = [decoded(rawMarket), decoded(rawSymbol)]
  if (!match || market === null || symbol === null || !search.has('max_age_seconds')) return null
  return respond(request, path, market, symbol, search, env)
}
