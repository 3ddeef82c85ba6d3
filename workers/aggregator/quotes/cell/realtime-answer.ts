/**
 * The answer to a read of a live price: the price, or the reason why there is none. An answer
 * without a fresh price contains no price at all. Pure.
 */
import { Decimal } from 'decimal.js'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { RealTimeQuoteResponse, Session } from '#shared/contracts/quotes.ts'
import type { LastFailure, Quote, QuoteReading } from '../freshness.ts'
import { quoteFlags } from '../quote-flags.ts'

/** The entry of the instrument in the market's list of tickers. */
export interface TickerListing {
  listed: boolean
  as_of: string
}

export interface AnswerInput {
  /** MARKET:SYMBOL. */
  instrument: string
  reading: QuoteReading
  max_age_seconds: number
  session(): Session
  /** Null when the market has no list. */
  listing(): TickerListing | null
}

/** Seconds, exact to the millisecond. */
export const seconds = (ms: number): number => Math.round(ms) / 1_000

/** Null means that the clock was set back. */
const old = (ms: number | null): string => (ms === null ? 'of unknown age' : `${seconds(ms)} s old`)

const because = (failure: LastFailure | null): string =>
  failure ? ` The last refresh failed: ${failure.reason}, ${failure.detail}.` : ''

/** Digits of a percentage that is calculated here. */
const PERCENT_DIGITS = 4

/**
 * Change against the previous close, in percent: as the provider gives it, otherwise calculated.
 */
const changePercent = ({ price, previous_close, change_fraction }: Quote): string | null => {
  if (change_fraction !== null) return new Decimal(change_fraction).times(100).toFixed()
  return previous_close === null
    ? null
    : new Decimal(price)
        .div(previous_close)
        .minus(1)
        .times(100)
        .toDecimalPlaces(PERCENT_DIGITS)
        .toFixed()
}

/**
 * Returns the price. When nothing fresh enough is held it returns 404 `quote_expired` or
 * `quote_missing`, with the age and never with a price.
 */
export const realtimeAnswer = ({
  instrument,
  reading,
  max_age_seconds,
  session,
  listing,
}: AnswerInput): Result<RealTimeQuoteResponse> => {
  if (reading.state === 'missing') {
    const list = listing()
    if (list && !list.listed)
      return fail(
        'unknown_symbol',
        `${instrument} is not on the ticker list of ${list.as_of}, and no quote of it was ever taken in.`,
      )
    return fail(
      'quote_missing',
      `No quote of ${instrument} has been taken in.${because(reading.failure)}`,
    )
  }
  if (reading.state === 'expired') {
    return fail(
      'quote_expired',
      `The newest quote of ${instrument} is ${old(reading.age_ms)} by its observation and ${old(reading.quote_age_ms)} by the exchange's time; at most ${max_age_seconds} s were asked for.${because(reading.failure)}`,
      reading.age_ms === null ? {} : { age_seconds: seconds(reading.age_ms) },
    )
  }
  const { quote, source, observed_at } = reading.observed
  const age_seconds = seconds(reading.age_ms)
  const { price, currency, open, high, low, previous_close, change, volume, delay, quoted_at } =
    quote
  return ok({
    instrument,
    price,
    currency,
    open,
    high,
    low,
    previous_close,
    change,
    change_percent: changePercent(quote),
    volume,
    source,
    delay,
    quoted_at,
    session: session(),
    observed_at: new Date(observed_at).toISOString(),
    age_seconds,
    max_age_seconds,
    expires_in_seconds: seconds(Math.max(0, reading.expires_in_ms)),
    flags: quoteFlags(quote),
  })
}

/**
 * Adds the time waited to a price's age: the first prices of a batch grow older while the last is
 * awaited. A price that is too old by now is not passed on. Infinity means that the waiting time is
 * unknown, because the clock was set back.
 */
export const aged = (
  quote: RealTimeQuoteResponse,
  waited_ms: number,
): Result<RealTimeQuoteResponse> => {
  if (waited_ms === Number.POSITIVE_INFINITY)
    return fail(
      'quote_expired',
      `The age of the newest quote of ${quote.instrument} is not known: the clock was set back.`,
    )
  const expires_in_seconds = quote.expires_in_seconds - waited_ms / 1_000
  const age_seconds = seconds(quote.age_seconds * 1_000 + waited_ms)
  if (expires_in_seconds >= 0)
    return ok({ ...quote, age_seconds, expires_in_seconds: seconds(expires_in_seconds * 1_000) })
  return fail(
    'quote_expired',
    `The newest quote of ${quote.instrument} became older than asked for while others were read.`,
    { age_seconds },
  )
}
