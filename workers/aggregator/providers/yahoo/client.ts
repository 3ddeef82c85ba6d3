/**
 * Yahoo's hosts. Charts, time series and search need no session; quotes and quoteSummary need a
 * cookie and a crumb (session.ts).
 */
import { z } from 'zod'
import { askUpstream, type UpstreamAnswer, type UpstreamRequest } from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'

const HOST = 'https://query2.finance.yahoo.com'
/**
 * Yahoo refuses a client that names no browser. It accepts a client that names itself in the form
 * that browsers use.
 */
const USER_AGENT = 'Mozilla/5.0 (compatible; fundamental-analysis/0.1)'

export interface YahooSession {
  cookie: string
  crumb: string
}

/**
 * `{ "chart": { "result": null, "error": { code, description } } }`; the outer name depends on the
 * endpoint.
 */
const refusalSchema = z.record(
  z.string(),
  z.looseObject({ error: z.looseObject({ code: z.string(), description: z.string().nullish() }) }),
)
const TOO_MANY = /^\s*(edge: )?too many requests/i

const reasonOf = (
  code: string,
  description: string,
): ReturnType<NonNullable<UpstreamRequest['failureOf']>> => {
  const detail = `answered ${code}: ${description}`
  // Yahoo knows the symbol, but has no data for these modules or dates.
  if (/^No fundamentals data found|^Data doesn't exist/i.test(description))
    return { reason: 'empty', detail }
  if (/^Invalid Search Query/i.test(description)) return { reason: 'not_found', detail }
  switch (code) {
    case 'Not Found':
      return { reason: 'not_found', detail }
    case 'Unauthorized':
      return { reason: 'auth', detail }
    case 'Bad Request':
    case 'Unprocessable Entity':
    case 'argument-error':
      return { reason: 'bad_request', detail }
    case 'Too Many Requests':
      return { reason: 'rate_limit', detail }
    default:
      return null
  }
}

const failureOf: UpstreamRequest['failureOf'] = ({ text, json }) => {
  if (TOO_MANY.test(text)) return { reason: 'rate_limit', detail: 'answered Too Many Requests' }
  const refusal = refusalSchema.safeParse(json)
  const [answer] = refusal.success ? Object.values(refusal.data) : []
  return answer ? reasonOf(answer.error.code, answer.error.description ?? '') : null
}

const ask = (
  context: ProviderContext,
  url: string,
  more: Partial<UpstreamRequest> = {},
): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    provider: 'yahoo',
    url,
    forbidden: 'rate_limit',
    failureOf,
    ...more,
    headers: { 'user-agent': USER_AGENT, ...more.headers },
  })

const epoch = (instant: Date): string => String(Math.floor(instant.getTime() / 1_000))

/**
 * Daily bars and events. `span` is a range (`5d`) or the first day. The chart always runs until
 * now, so that no later split is missed.
 */
export const chart = (
  symbol: string,
  span: { range: string } | { from: string },
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const dates =
    'range' in span
      ? span
      : { period1: epoch(new Date(`${span.from}T00:00:00Z`)), period2: epoch(context.now()) }
  const query = new URLSearchParams({
    ...dates,
    interval: '1d',
    events: 'div,splits',
    includePrePost: 'false',
  })
  return ask(context, `${HOST}/v8/finance/chart/${encodeURIComponent(symbol)}?${query}`)
}

/** A date long before the oldest year that Yahoo has for any company. */
const FIRST_DAY = new Date('2000-01-01T00:00:00Z')

/** One call may have any number of types: Yahoo answered an address of 16,000 characters. */
export const timeseries = (
  symbol: string,
  types: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const query = new URLSearchParams({
    symbol,
    type: types.join(','),
    period1: epoch(FIRST_DAY),
    period2: epoch(context.now()),
    merge: 'false',
  })
  return ask(
    context,
    `${HOST}/ws/fundamentals-timeseries/v1/finance/timeseries/${encodeURIComponent(symbol)}?${query}`,
  )
}

export const search = (
  text: string,
  counts: { quotes: number; news: number },
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const query = new URLSearchParams({
    q: text,
    quotesCount: String(counts.quotes),
    newsCount: String(counts.news),
    enableFuzzyQuery: 'false',
    lang: 'en-US',
    region: 'US',
  })
  return ask(context, `${HOST}/v1/finance/search?${query}`)
}

/** The host has no page: it answers 404 and sends the cookie. */
export const cookiePage = (context: ProviderContext): Promise<ProviderResult<UpstreamAnswer>> =>
  ask(context, 'https://fc.yahoo.com/', { as: 'bytes', accepts: [404], session: true })

export const crumbText = (
  cookie: string,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  ask(context, `${HOST}/v1/test/getcrumb`, { as: 'text', session: true, headers: { cookie } })

/**
 * The crumb is handled like a key: it is added just before the request and is kept out of
 * everything that is stored or logged.
 */
const withCrumb = (
  url: string,
  { cookie, crumb }: YahooSession,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  ask({ ...context, key: crumb }, url, { secret: { query: 'crumb' }, headers: { cookie } })

export const quotes = (
  symbols: readonly string[],
  session: YahooSession,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  withCrumb(
    `${HOST}/v7/finance/quote?${new URLSearchParams({ symbols: symbols.join(',') })}`,
    session,
    context,
  )

export const quoteSummary = (
  symbol: string,
  modules: readonly string[],
  session: YahooSession,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const query = new URLSearchParams({ modules: modules.join(','), formatted: 'false' })
  return withCrumb(
    `${HOST}/v10/finance/quoteSummary/${encodeURIComponent(symbol)}?${query}`,
    session,
    context,
  )
}
