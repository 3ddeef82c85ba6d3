/**
 * The read that pages repeat every few seconds, on the shortest road: from the door to the
 * instrument's QuoteCell, past the router and what it does for pages. What every request has it has
 * too: its id, its limit, its validation and its line in the log. A read that names no age is none
 * of these: it goes by the aggregator, which knows the configured one.
 */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { checkInput, logRequest, requestIdOf } from '#shared/http/app.ts'
import { problemResponse } from '#shared/http/respond.ts'
import { cellQuote, type FreshnessRule } from '#shared/quote-cells.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'
import type { Env } from './env.ts'
import { refusePriceRead } from './middleware/rate-limit.ts'

const PRICE_READ = /^https?:\/\/[^/]+(\/api\/financials\/([^/?#]+)\/([^/?#]+)\/realtime)\?([^#]+)/

/** What an address asks for, or why it asks for nothing that can be given. */
interface Address {
  path: string
  asked: Result<{ instrument: string; rule: FreshnessRule }>
}

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

const askedBy = (market: string, symbol: string, search: URLSearchParams): Address['asked'] => {
  // The market of the path wins over one of the query.
  search.set('market', market)
  const input = checkInput(aggregatorContract.getRealtimeQuote, search, { symbol })
  if (!input.ok) return input
  const parsed = parseInstrument(market, symbol)
  if (!parsed.ok) return parsed
  const { max_age_seconds = 0, max_quote_age_seconds } = input.data.query
  return ok({
    instrument: instrumentId(parsed.data.market, parsed.data.symbol),
    rule: { max_age_seconds, max_quote_age_seconds },
  })
}

/** Null for every other address. */
const readAddress = (url: string): Address | null => {
  const match = PRICE_READ.exec(url)
  const [, path = '', rawMarket = '', rawSymbol = '', query = ''] = match ?? []
  const search = new URLSearchParams(query)
  const [market, symbol] = [decoded(rawMarket), decoded(rawSymbol)]
  if (!match || market === null || symbol === null || !search.has('max_age_seconds')) return null
  return { path, asked: askedBy(market, symbol, search) }
}

/**
 * Pages ask for the same few addresses again and again; what one says depends on nothing else.
 * Longer ones are no page's.
 */
const REMEMBERED = 1_000
const LONGEST_REMEMBERED = 256
const addresses = new Map<string, Address>()

const addressOf = (url: string): Address | null => {
  const known = addresses.get(url)
  if (known) return known
  const address = readAddress(url)
  if (!address || url.length > LONGEST_REMEMBERED) return address
  if (addresses.size >= REMEMBERED) addresses.clear()
  addresses.set(url, address)
  return address
}

const respond = async (request: Request, { path, asked }: Address, env: Env): Promise<Response> => {
  const started = Date.now()
  const requestId = requestIdOf(request.headers)
  const refused = refusePriceRead(request.headers)
  const result =
    refused ??
    (asked.ok ? await cellQuote(env.QUOTE_CELL, asked.data.instrument, asked.data.rule) : asked)
  const response = result.ok
    ? new Response(JSON.stringify(result.data), {
        headers: {
          'content-type': 'application/json',
          'cache-control': 'no-store',
          'x-request-id': requestId,
          'x-content-type-options': 'nosniff',
        },
      })
    : problemResponse(result, requestId)
  logRequest('api-gateway', requestId, { method: 'GET', path, status: response.status, started })
  return response
}

/** Null for every other request. */
export const priceRead = (request: Request, env: Env): Promise<Response> | null => {
  const address = request.method === 'GET' ? addressOf(request.url) : null
  return address && respond(request, address, env)
}
