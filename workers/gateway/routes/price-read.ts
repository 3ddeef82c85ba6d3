/**
 * The read of one live price, which pages repeat every few seconds. It goes from the entry of the
 * Worker straight to the QuoteCell of the instrument, without the router. Like every request it has
 * an id, the rate limit, the gate, validation, security headers and a log line. A read that names
 * no age goes through the aggregator instead, which knows the configured age.
 */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { RealTimeQuoteResponse } from '#shared/contracts/quotes.ts'
import { checkInput, logRequest, requestIdOf } from '#shared/http/app.ts'
import { problemResponse } from '#shared/http/respond.ts'
import { nextLogId } from '#shared/logs/context.ts'
import { cellQuote, type FreshnessRule } from '#shared/quote-cells.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'
import type { Env } from '../env.ts'
import { admit } from '../gate/admit.ts'
import { refusePriceRead } from '../middleware/rate-limit.ts'
import { SECURITY_HEADERS } from '#shared/http/security-headers.ts'
import { setSecurityHeaders } from '../middleware/security-headers.ts'
import { pathMatcher } from '../public-routes.ts'

const ROUTE = aggregatorContract.getRealtimeQuote
const PATH = pathMatcher(ROUTE.public)

/** What an address asks for, or why its request cannot be served. */
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
  // The market in the path replaces one in the query.
  search.set('market', market)
  const input = checkInput(ROUTE, search, { symbol })
  if (!input.ok) return input
  const parsed = parseInstrument(market, symbol)
  if (!parsed.ok) return parsed
  const { max_age_seconds = 0, max_quote_age_seconds } = input.data.query
  return ok({
    instrument: instrumentId(parsed.data.market, parsed.data.symbol),
    rule: { max_age_seconds, max_quote_age_seconds },
  })
}

/** Null when the address is not a price read, or none at all because its host is malformed. */
const readAddress = (url: string): Address | null => {
  if (!url.includes('max_age_seconds=') || !URL.canParse(url)) return null
  const { pathname: path, searchParams: search } = new URL(url)
  const match = PATH.exec(path)
  const [, rawMarket = '', rawSymbol = ''] = match ?? []
  const [market, symbol] = [decoded(rawMarket), decoded(rawSymbol)]
  if (!match || market === null || symbol === null || !search.has('max_age_seconds')) return null
  return { path, asked: askedBy(market, symbol, search) }
}

/**
 * Pages request the same few addresses again and again, and an address always means the same. At
 * most this many are kept, and none longer than LONGEST_REMEMBERED characters.
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

/** Made once: a copy costs less than headers that are put together for each answer. */
const PRICE_HEADERS = new Headers({
  ...SECURITY_HEADERS,
  'content-type': 'application/json',
  'cache-control': 'no-store',
})

const priceResponse = (price: RealTimeQuoteResponse, requestId: string): Response => {
  const headers = new Headers(PRICE_HEADERS)
  headers.set('x-request-id', requestId)
  return new Response(JSON.stringify(price), { headers })
}

const read = async (request: Request, asked: Address['asked'], env: Env) => {
  const limited = refusePriceRead(request.headers, env)
  if (limited) return limited
  const admitted = await admit(request, ROUTE, env)
  if (!admitted.ok) return admitted
  return asked.ok ? cellQuote(env.QUOTE_CELL, asked.data.instrument, asked.data.rule) : asked
}

const respond = async (request: Request, { path, asked }: Address, env: Env): Promise<Response> => {
  const started = Date.now()
  const requestId = requestIdOf(request.headers)
  const result = await read(request, asked, env)
  const response = result.ok
    ? priceResponse(result.data, requestId)
    : problemResponse(result, requestId)
  if (!result.ok) setSecurityHeaders(response.headers)
  logRequest('api-gateway', requestId, {
    method: 'GET',
    path,
    route: ROUTE.public,
    status: response.status,
    reason: result.ok ? null : result.reason,
    started,
    span: nextLogId(),
    age_seconds: result.ok ? result.data.age_seconds : undefined,
  })
  return response
}

/** Null when the request is not a price read. */
export const priceRead = (request: Request, env: Env): Promise<Response> | null => {
  const address = request.method === 'GET' ? addressOf(request.url) : null
  return address && respond(request, address, env)
}
