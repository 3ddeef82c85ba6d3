/**
 * Reads of quotes: the strict live price, the newest record, and the history. None of them asks a
 * provider.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { RealtimeBatch, RealTimeQuoteResponse } from '#shared/contracts/quotes.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { readConfig } from '../chain/dependencies.ts'
import type { Env } from '../env.ts'
import { cellQuote, type FreshnessRule, quoteStream, realtimeQuote } from '#shared/quote-cells.ts'
import { instrumentId, parseInstrument, parseInstrumentId } from '#shared/symbol.ts'
import { elapsed } from '../quotes/clock.ts'
import type { Quote } from '../quotes/freshness.ts'
import { quoteFlags } from '../quotes/quote-flags.ts'
import { historyRange } from '../quotes/store/history-range.ts'
import { within } from '#shared/within.ts'
import { aged, seconds } from '../quotes/cell/realtime-answer.ts'
import { newestQuote, quoteHistory, type QuoteRow } from '../quotes/store/quote-store.ts'

/** How fresh the price must be: as the request says, otherwise as configured. */
const ruleOf = async (
  query: { max_age_seconds?: number | undefined; max_quote_age_seconds?: number | undefined },
  env: Env,
  { requestId, configVersion }: { requestId: string; configVersion: number },
): Promise<Result<FreshnessRule>> => {
  const { max_age_seconds, max_quote_age_seconds } = query
  if (max_age_seconds !== undefined) return ok({ max_age_seconds, max_quote_age_seconds })
  const config = await readConfig(env, requestId, configVersion)
  return config.ok
    ? ok({ max_age_seconds: config.data.system.quotes.max_age_seconds, max_quote_age_seconds })
    : config
}

export const getRealtimeQuote = async (
  { params, query, requestId, configVersion }: HandlerInput<AggregatorContract['getRealtimeQuote']>,
  env: Env,
): Promise<Handled<AggregatorContract['getRealtimeQuote']>> => {
  const rule = await ruleOf(query, env, { requestId, configVersion })
  return rule.ok
    ? realtimeQuote(env.QUOTE_CELL, { market: query.market, symbol: params.symbol }, rule.data)
    : rule
}

export const streamQuote = async (
  {
    params,
    query,
    requestId,
    configVersion,
    headers,
  }: HandlerInput<AggregatorContract['streamQuote']>,
  env: Env,
): Promise<Handled<AggregatorContract['streamQuote']>> => {
  const rule = await ruleOf(query, env, { requestId, configVersion })
  if (!rule.ok) return rule
  const stream = await quoteStream(
    env.QUOTE_CELL,
    headers,
    { market: query.market, symbol: params.symbol },
    rule.data,
  )
  return stream.ok ? stream.data : stream
}

/**
 * The longest time that a batch waits for one cell, in milliseconds; after it the cell's instrument
 * has no price.
 */
const CELL_TIMEOUT_MS = 2_000

type Batch = RealtimeBatch['quotes'][number]

const readOne = async (
  asked: string,
  rule: FreshnessRule,
  env: Env,
): Promise<{
  asked: string
  instrument: string | null
  answer: Result<RealTimeQuoteResponse>
  sent: number
}> => {
  const sent = Date.now()
  const parsed = parseInstrumentId(asked)
  if (!parsed.ok) return { asked, instrument: null, answer: parsed, sent }
  const answer = await within(CELL_TIMEOUT_MS, () => cellQuote(env.QUOTE_CELL, parsed.data, rule))
  return {
    asked,
    instrument: parsed.data,
    answer:
      answer ?? fail('service_unavailable', `The cell of ${parsed.data} did not answer in time.`),
    sent,
  }
}

export const getRealtimeQuotes = async (
  { query, requestId, configVersion }: HandlerInput<AggregatorContract['getRealtimeQuotes']>,
  env: Env,
): Promise<Handled<AggregatorContract['getRealtimeQuotes']>> => {
  const rule = await ruleOf(query, env, { requestId, configVersion })
  if (!rule.ok) return rule
  const read = await Promise.all(query.instruments.map((asked) => readOne(asked, rule.data, env)))
  const now = Date.now()
  const quotes = read.map(({ asked, instrument, answer: given, sent }): Batch => {
    const answer = given.ok ? aged(given.data, elapsed(sent, now)) : given
    if (answer.ok) return { asked, instrument, quote: answer.data, problem: null }
    const { reason, detail, age_seconds } = answer
    return {
      asked,
      instrument,
      quote: null,
      problem: { reason, detail, ...(age_seconds !== undefined && { age_seconds }) },
    }
  })
  return ok({ max_age_seconds: rule.data.max_age_seconds, quotes })
}

const quoteOf = (row: QuoteRow): Quote => {
  const {
    price,
    currency,
    open,
    high,
    low,
    previous_close,
    volume,
    turnover,
    quoted_at,
    delay_kind,
    delay_minutes,
  } = row
  const delay: Quote['delay'] =
    delay_kind === 'delayed'
      ? { kind: 'delayed', minutes: delay_minutes }
      : { kind: delay_kind === 'realtime' ? 'realtime' : 'end_of_day' }
  return {
    price,
    currency,
    open,
    high,
    low,
    previous_close,
    change: null,
    change_fraction: null,
    volume,
    turnover,
    quoted_at,
    delay,
  }
}

/** The newest recorded quote, of any age. It is not a live price. */
export const getStoredQuote = async (
  { params, query }: HandlerInput<AggregatorContract['getStoredQuote']>,
  env: Env,
): Promise<Handled<AggregatorContract['getStoredQuote']>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const instrument = instrumentId(parsed.data.market, parsed.data.symbol)
  const row = await withDatabase(env, async (db) => ok(await newestQuote(db, instrument)))
  if (!row.ok) return row
  if (!row.data) return fail('quote_missing', `No quote of ${instrument} is on record.`)
  const { source, observed_at } = row.data
  const age_ms = elapsed(Date.parse(observed_at), Date.now())
  return ok({
    instrument,
    live: false as const,
    quote: quoteOf(row.data),
    source,
    observed_at,
    age_seconds: Number.isFinite(age_ms) ? seconds(age_ms) : null,
    flags: quoteFlags(row.data),
  })
}

export const getQuoteHistory = async (
  { params, query }: HandlerInput<AggregatorContract['getQuoteHistory']>,
  env: Env,
): Promise<Handled<AggregatorContract['getQuoteHistory']>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market, symbol } = parsed.data
  const { from, to } = historyRange(query, market, new Date())
  if (from > to)
    return fail('invalid_request', 'query.from: later than to', {
      errors: [{ path: 'query.from', message: 'later than to' }],
    })
  const { interval, limit } = query
  const instrument = instrumentId(market, symbol)
  const history = await withDatabase(env, async (db) =>
    ok(await quoteHistory(db, { instrument, from, to, interval, limit })),
  )
  return history.ok ? ok({ instrument, ...history.data }) : history
}
