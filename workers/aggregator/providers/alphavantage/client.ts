/**
 * Alpha Vantage's one address. Every error comes as HTTP 200 with a text in place of data; the
 * daily limit's text names the key, which the shared client takes out. A free key has 25 calls a
 * day and one a second.
 */
import { z } from 'zod'
import {
  askUpstream,
  type Heard,
  type UpstreamAnswer,
  type UpstreamRequest,
} from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'

/** A little more than the second that has to lie between two calls of a free key. */
const BETWEEN_CALLS_MS = 1_100

const errorSchema = z.object({
  Information: z.string().optional(),
  Note: z.string().optional(),
  'Error Message': z.string().optional(),
  message: z.string().optional(),
})

const SECOND = /requests? per second|spreading out/i
const LIMIT = /requests? per (day|minute)|calls? per (day|minute)|call frequency|rate limit/i
const KEY = /apikey is invalid or missing|api key is invalid/i
/** Also over the sample of REALTIME_BULK_QUOTES, whose figures are made up. */
const PREMIUM = /premium endpoint|premium plan|subscribe to/i
/**
 * What a symbol that Alpha Vantage does not know gets from the time series and the news: the
 * adapter's calls are else well-formed.
 */
const UNKNOWN = /invalid api call|invalid inputs/i

/**
 * The limits' texts also mention the premium plans, so they are tested first; the one of a second
 * also mentions the day's.
 */
export const failureOf = ({
  json,
}: Heard): ReturnType<NonNullable<UpstreamRequest['failureOf']>> => {
  const parsed = errorSchema.safeParse(json)
  const text =
    parsed.success &&
    (parsed.data.Information ??
      parsed.data.Note ??
      parsed.data['Error Message'] ??
      parsed.data.message)
  if (!text) return null
  if (KEY.test(text)) return { reason: 'auth', detail: text }
  if (SECOND.test(text)) return { reason: 'rate_limit', detail: text, retry_after_seconds: 1 }
  if (LIMIT.test(text)) return { reason: 'rate_limit', detail: text }
  if (PREMIUM.test(text)) return { reason: 'plan', detail: text }
  if (UNKNOWN.test(text)) return { reason: 'not_found', detail: text }
  return parsed.data.Information || parsed.data['Error Message']
    ? { reason: 'bad_request', detail: text }
    : null
}

export type AvFunction =
  | 'OVERVIEW'
  | 'INCOME_STATEMENT'
  | 'BALANCE_SHEET'
  | 'CASH_FLOW'
  | 'EARNINGS'
  | 'EARNINGS_ESTIMATES'
  | 'NEWS_SENTIMENT'
  | 'INSIDER_TRANSACTIONS'
  | 'CURRENCY_EXCHANGE_RATE'
/** Asked as CSV, the form in which they are recorded. */
export type AvTable =
  | 'TIME_SERIES_DAILY'
  | 'GLOBAL_QUOTE'
  | 'DIVIDENDS'
  | 'SPLITS'
  | 'SHARES_OUTSTANDING'
  | 'SYMBOL_SEARCH'

const urlOf = (parameters: Record<string, string>): string =>
  `https://www.alphavantage.co/query?${new URLSearchParams(parameters)}`

export const query = (
  name: AvFunction,
  parameters: Record<string, string>,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    provider: 'alphavantage',
    url: urlOf({ function: name, ...parameters }),
    secret: { query: 'apikey' },
    failureOf,
  })

export const table = (
  name: AvTable,
  parameters: Record<string, string>,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    provider: 'alphavantage',
    url: urlOf({ function: name, ...parameters, datatype: 'csv' }),
    secret: { query: 'apikey' },
    as: 'text',
    failureOf,
  })

/** To be awaited before each further call of a fetch. */
export const pause = (context: ProviderContext): Promise<void> =>
  context.wait
    ? context.wait(BETWEEN_CALLS_MS)
    : new Promise((resolve) => setTimeout(resolve, BETWEEN_CALLS_MS))
