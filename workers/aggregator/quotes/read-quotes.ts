/** Reads of quotes: the strict live price, the newest record, and the history. None of them asks a provider. */
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { Decimal } from 'decimal.js'
import { DateTime } from 'luxon'
import { readConfig } from '../chain/tools.ts'
import type { Env } from '../env.ts'
import { knownOf } from '../instruments/catalogue.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'
import { endOfDay, MARKET_ZONES } from '../providers/market-time.ts'
import type { LastFailure, Quote } from './cell.ts'
import { newestQuote, quoteHistory, type QuoteRow } from './quote-store.ts'
import { sessionAt } from './session.ts'

type Contract = typeof aggregatorContract

const seconds = (ms: number): number => Math.round(ms) / 1_000

const because = (failure: LastFailure | null): string => (failure ? ` The last refresh failed: ${failure.reason}, ${failure.detail}.` : '')

/** Digits of a percentage that is computed here. */
const PERCENT_DIGITS = 4

/** Against the close before: as the provider gives it, else computed. Percent. */
const changePercent = ({ price, previous_close, change_fraction }: Quote): string | null => {
  if (change_fraction !== null) return new Decimal(change_fraction).times(100).toFixed()
  return previous_close === null ? null : new Decimal(price).div(previous_close).minus(1).times(100).toDecimalPlaces(PERCENT_DIGITS).toFixed()
}

/** 404 `quote_expired` or `quote_missing`, with the age and never with a price, when nothing fresh enough is held. */
export const getRealtimeQuote = async (
  { params, query, requestId }: HandlerInput<Contract['getRealtimeQuote']>,
  env: Env,
): Promise<Handled<Contract['getRealtimeQuote']>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market, symbol } = parsed.data
  let max_age_seconds = query.max_age_seconds
  if (max_age_seconds === undefined) {
    const config = await readConfig(env, requestId)
    if (!config.ok) return config
    max_age_seconds = config.data.system.quotes.max_age_seconds
  }
  const instrument = instrumentId(market, symbol)
  const max_quote_age_ms = query.max_quote_age_seconds === undefined ? null : query.max_quote_age_seconds * 1_000
  const reading = await env.QUOTE_CELL.getByName(instrument).look({ max_age_ms: max_age_seconds * 1_000, max_quote_age_ms })
  if (reading.state === 'missing') {
    const { tickers } = knownOf(market, symbol)
    if (tickers && !tickers.listed)
      return fail('unknown_symbol', `${instrument} is not on the ticker list of ${tickers.as_of}, and no quote of it was ever taken in.`)
    return fail('quote_missing', `No quote of ${instrument} has been taken in.${because(reading.failure)}`)
  }
  if (reading.state === 'expired')
    return fail(
      'quote_expired',
      `The newest quote of ${instrument} is ${seconds(reading.age_ms)} s old by its observation and ${seconds(reading.quote_age_ms)} s by the exchange's time; at most ${max_age_seconds} s were asked for.${because(reading.failure)}`,
    )
  const { quote, source, observed_at } = reading.observed
  const age_seconds = seconds(reading.age_ms)
  const { price, currency, open, high, low, previous_close, change, volume, delay, quoted_at } = quote
  return ok({
    ...{ instrument, price, currency, open, high, low, previous_close, change, change_percent: changePercent(quote), volume, source, delay, quoted_at },
    session: sessionAt(market, new Date()),
    observed_at: new Date(observed_at).toISOString(),
    ...{ age_seconds, max_age_seconds, expires_in_seconds: Math.max(0, max_age_seconds - age_seconds) },
  })
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
