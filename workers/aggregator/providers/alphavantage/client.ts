/**
 * The client of Alpha Vantage. Every error comes as HTTP 200 with a text instead of data. The text
 * of the daily limit contains the key, which the shared client removes. A free key has 25 calls a
 * day and one a second.
 */
import { z } from 'zod'
import {
  askUpstream,
  type UpstreamReply,
  type UpstreamAnswer,
  type UpstreamRequest,
} from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'

/** Pause between two calls: slightly more than the one second that a free key needs. */
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
/** The same text also comes with the sample of REALTIME_BULK_QUOTES, whose figures are invented. */
const PREMIUM = /premium endpoint|premium plan|subscribe to/i
/**
 * The answer of the time series and the news to an unknown symbol. The adapter's calls are
 * well-formed, so the text has no other cause here.
 */
const UNKNOWN = /invalid api call|invalid inputs/i

/**
 * The texts of limits also mention the premium plans, so limits are tested first. The text of the
 * limit per second also mentions the limit per day.
 */
export const failureOf = ({
  json,
}: UpstreamReply): ReturnType<NonNullable<UpstreamRequest['failureOf']>> => {
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
/** These tables are read as CSV, the form in which they are recorded. */
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

/** Waits; call it before each further call of the same fetch. */
export const pause = (context: ProviderContext): Promise<void> =>
  context.wait
    ? context.wait(BETWEEN_CALLS_MS)
    : new Promise((resolve) => setTimeout(resolve, BETWEEN_CALLS_MS))
