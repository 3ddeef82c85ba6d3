/**
 * Validates one quote from a writer before it reaches its cell: its form, its instrument, and
 * whether the instrument is quoted in its currency. Pure.
 */
import { Decimal } from 'decimal.js'
import { quoteSchema } from '#shared/datasets/quote.ts'
import {
  type QuoteWrite,
  quoteWriteSchema,
  type WriteOutcome,
} from '#shared/contracts/quote-writes.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'
import { isCurrency } from '#shared/units/unit.ts'
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import type { Quote } from '../freshness.ts'
import type { Observation } from '../observation.ts'

export type CheckedWrite =
  | { ok: true; instrument: string; observation: Observation }
  | { ok: false; refused: WriteOutcome }

const refused = (
  reason: string,
  detail: string,
  instrument: string | null = null,
): CheckedWrite => ({
  ok: false,
  refused: { instrument, outcome: 'refused', reason, detail, flags: [] },
})

/** Up to this number of digits, a double distinguishes every decimal from every other. */
const EXACT_DIGITS = 15
const isExact = (value: number): boolean => new Decimal(value).precision(true) <= EXACT_DIGITS

/** Whether the price is a number that may have had another value before it was parsed. */
const isInexact = (given: unknown): boolean =>
  typeof given === 'object' &&
  given !== null &&
  'price' in given &&
  typeof given.price === 'number' &&
  !isExact(given.price)

/** Converts a numeric price to the text it stands for, so that one rule holds for both forms. */
const inText = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && 'price' in given && typeof given.price === 'number'
    ? { ...given, price: decimalOf(given.price) }
    : given

/** A delay of zero minutes counts as no delay. */
const delayOf = (delay: QuoteWrite['delay']): QuoteWrite['delay'] =>
  delay?.kind === 'delayed' && delay.minutes === 0 ? { kind: 'realtime' } : delay

const quoteOf = ({
  price,
  currency,
  quoted_at,
  open,
  high,
  low,
  previous_close,
  volume,
  turnover,
  delay,
}: QuoteWrite): unknown => ({
  price,
  currency,
  quoted_at: new Date(quoted_at).toISOString(),
  open: open ?? null,
  high: high ?? null,
  low: low ?? null,
  previous_close: previous_close ?? null,
  change: null,
  change_fraction: null,
  volume: volume ?? null,
  turnover: turnover ?? null,
  delay: delayOf(delay) ?? { kind: 'delayed', minutes: null },
})

/** Checks one quote from a writer. Returns its observation, or the reason why it is refused. */
export const checkWrite = (given: unknown): CheckedWrite => {
  if (isInexact(given))
    return refused(
      'invalid_request',
      `price: a number of more than ${EXACT_DIGITS} digits is not exact in JSON, send it as text`,
    )
  const parsed = quoteWriteSchema.safeParse(inText(given))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refused('invalid_request', `${issue?.path.join('.') || 'quote'}: ${issue?.message}`)
  }
  const about = parseInstrument(parsed.data.market, parsed.data.symbol)
  if (!about.ok) return refused(about.reason, about.detail)
  const { market, symbol } = about.data
  const id = instrumentId(market, symbol)
  const { currency, source, high, low } = parsed.data
  if (!isCurrency(currency) || !quoteCurrencies(market, symbol).includes(currency))
    return refused(
      'wrong_currency',
      `${id} is quoted in ${quoteCurrencies(market, symbol).join(' or ')}, not in ${currency}`,
      id,
    )
  if (high && low && new Decimal(high).lt(low))
    return refused('invalid_request', 'high: below low', id)
  const quote = quoteSchema.safeParse(quoteOf(parsed.data))
  if (!quote.success)
    return refused(
      'invalid_request',
      `${quote.error.issues[0]?.path.join('.')}: ${quote.error.issues[0]?.message}`,
      id,
    )
  return {
    ok: true,
    instrument: id,
    observation: {
      quote: quote.data satisfies Quote,
      source,
      elapsed_ms: 0,
      sent_at: null,
      asked: false,
    },
  }
}
