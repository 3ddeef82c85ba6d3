/**
 * What a cell's reading is answered with: the live price, or why there is none and never a price.
 * Pure.
 */
import { Decimal } from 'decimal.js'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { RealTimeQuoteResponse, Session } from '#shared/contracts/quotes.ts'
import type { LastFailure, Quote, Reading } from '../freshness.ts'

/** What is known without asking anyone of an instrument of which no quote was ever taken in. */
export interface Listing {
  listed: boolean
  as_of: string
}

export interface Answering {
  /** MARKET:SYMBOL. */
  instrument: string
  reading: Reading
  max_age_seconds: number
  session(): Session
  /** Null where the market has no list. */
  listing(): Listing | null
}

/** To the millisecond. */
export const seconds = (ms: number): number => Math.round(ms) / 1_000

const because = (failure: LastFailure | null): string =>
  failure ? ` The last refresh failed: ${failure.reason}, ${failure.detail}.` : ''

/** Digits of a percentage that is computed here. */
const PERCENT_DIGITS = 4

/** Against the close before: as the provider gives it, else computed. Percent. */
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
 * 404 `quote_expired` or `quote_missing`, with the age and never with a price, when nothing fresh
 * enough is held.
 */
export const realtimeAnswer = ({
  instrument,
  reading,
  max_age_seconds,
  session,
  listing,
}: Answering): Result<RealTimeQuoteResponse> => {
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
    const age_seconds = seconds(reading.age_ms)
    return fail(
      'quote_expired',
      `The newest quote of ${instrument} is ${age_seconds} s old by its observation and ${seconds(reading.quote_age_ms)} s by the exchange's time; at most ${max_age_seconds} s were asked for.${because(reading.failure)}`,
      { age_seconds },
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
  })
}
