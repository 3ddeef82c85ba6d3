/** Reads of quotes: the strict live price, the newest record, and the history. None of them asks a provider. */
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { DateTime } from 'luxon'
import { readConfig } from '../chain/tools.ts'
import type { Env } from '../env.ts'
import { cellQuote, type FreshnessRule, quoteStream, realtimeQuote } from '#shared/quote-cells.ts'
import { instrumentId, parseInstrument, parseInstrumentId } from '#shared/symbol.ts'
import { endOfDay, MARKET_ZONES } from '../providers/market-time.ts'
import type { Quote } from './cell.ts'
import { newestQuote, quoteHistory, type QuoteRow } from './quote-store.ts'

type Contract = typeof aggregatorContract

const seconds = (ms: number): number => Math.round(ms) / 1_000

/** The longest age that is asked for, or the configured one. */
const ruleOf = async (
  query: { max_age_seconds?: number | undefined; max_quote_age_seconds?: number | undefined },
  env: Env,
  requestId: string,
): Promise<Result<FreshnessRule>> => {
  const { max_age_seconds, max_quote_age_seconds } = query
  if (max_age_seconds !== undefined) return ok({ max_age_seconds, max_quote_age_seconds })
  const config = await readConfig(env, requestId)
  return config.ok ? ok({ max_age_seconds: config.data.system.quotes.max_age_seconds, max_quote_age_seconds }) : config
}

export const getRealtimeQuote = async (
  { params, query, requestId }: HandlerInput<Contract['getRealtimeQuote']>,
  env: Env,
): Promise<Handled<Contract['getRealtimeQuote']>> => {
  const rule = await ruleOf(query, env, requestId)
  return rule.ok ? realtimeQuote(env.QUOTE_CELL, { market: query.market, symbol: params.symbol }, rule.data) : rule
}

export const streamQuote = async (
  { params, query, requestId, headers }: HandlerInput<Contract['streamQuote']>,
  env: Env,
): Promise<Handled<Contract['streamQuote']>> => {
  const rule = await ruleOf(query, env, requestId)
  if (!rule.ok) return rule
  const stream = await quoteStream(env.QUOTE_CELL, headers, { market: query.market, symbol: params.symbol }, rule.data)
  return stream.ok ? stream.data : stream
}

/** One call to each instrument's cell. */
export const getRealtimeQuotes = async (
  { query, requestId }: HandlerInput<Contract['getRealtimeQuotes']>,
  env: Env,
): Promise<Handled<Contract['getRealtimeQuotes']>> => {
  const rule = await ruleOf(query, env, requestId)
  if (!rule.ok) return rule
  const quotes = await Promise.all(
    query.instruments.map(async (asked) => {
      const parsed = parseInstrumentId(asked)
      const answer = parsed.ok ? await cellQuote(env.QUOTE_CELL, parsed.data, rule.data) : parsed
      const instrument = parsed.ok ? parsed.data : null
      if (answer.ok) return { asked, instrument, quote: answer.data, problem: null }
      const { reason, detail, age_seconds } = answer
      return { asked, instrument, quote: null, problem: { reason, detail, ...(age_seconds !== undefined && { age_seconds }) } }
    }),
  )
  return ok({ max_age_seconds: rule.data.max_age_seconds, quotes })
}

const quoteOf = (row: QuoteRow): Quote => {
  const { price, currency, open, high, low, previous_close, volume, turnover, quoted_at, delay_kind, delay_minutes } = row
  const delay: Quote['delay'] =
    delay_kind === 'delayed' ? { kind: 'delayed', minutes: delay_minutes } : { kind: delay_kind === 'realtime' ? 'realtime' : 'end_of_day' }
  return { price, currency, open, high, low, previous_close, change: null, change_fraction: null, volume, turnover, quoted_at, delay }
}

/** The record, whatever its age. */
export const getStoredQuote = async ({ params, query }: HandlerInput<Contract['getStoredQuote']>, env: Env): Promise<Handled<Contract['getStoredQuote']>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const instrument = instrumentId(parsed.data.market, parsed.data.symbol)
  const row = await withDatabase(env, async (db) => ok(await newestQuote(db, instrument)))
  if (!row.ok) return row
  if (!row.data) return fail('quote_missing', `No quote of ${instrument} is on record.`)
  const { source, observed_at } = row.data
  return ok({
    instrument,
    live: false as const,
    quote: quoteOf(row.data),
    source,
    observed_at,
    age_seconds: seconds(Math.max(0, Date.now() - Date.parse(observed_at))),
  })
}

export const getQuoteHistory = async (
  { params, query }: HandlerInput<Contract['getQuoteHistory']>,
  env: Env,
): Promise<Handled<Contract['getQuoteHistory']>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market, symbol } = parsed.data
  const zone = MARKET_ZONES[market]
  const to = query.to === undefined ? new Date() : new Date(endOfDay(query.to, zone))
  const from = query.from === undefined ? DateTime.fromJSDate(to).minus({ days: 1 }).toJSDate() : DateTime.fromISO(query.from, { zone }).toJSDate()
  if (from > to) return fail('invalid_request', 'query.from: later than to', { errors: [{ path: 'query.from', message: 'later than to' }] })
  const { interval, limit } = query
  const instrument = instrumentId(market, symbol)
  const history = await withDatabase(env, async (db) => ok(await quoteHistory(db, { instrument, from, to, interval, limit })))
  return history.ok ? ok({ instrument, ...history.data }) : history
}
