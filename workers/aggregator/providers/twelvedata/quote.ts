/**
 * /quote: the day's bar of one instrument, or of several by symbol, each with its own error. When
 * the market is closed, `timestamp` is not the time of the close (1732305600 is 15:00 in New York),
 * so the end of the session on `datetime` is used instead. Pure.
 */
import { z } from 'zod'
import type { Delay } from '#shared/datasets/quote.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { percent, perShare, shares } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import { epochInstant, localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { figure, malformed, metaSchema, needed, priceCurrency, read, subjectOf } from './answers.ts'

const quoteSchema = metaSchema.extend({
  datetime: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
  timestamp: z.number(),
  last_quote_at: z.number().optional(),
  open: figure,
  high: figure,
  low: figure,
  close: needed,
  volume: figure,
  previous_close: figure,
  change: figure,
  percent_change: figure,
  is_market_open: z.boolean(),
})

const SESSION_END: Record<Market, string> = { CN: '15:00', HK: '16:00', US: '16:00', JP: '15:30' }

/**
 * American prices are in real time on every plan. For the other markets the delay depends on the
 * plan, and the answer does not give it.
 */
export const DELAYS: Record<Market, Delay> = {
  US: { kind: 'realtime' },
  CN: { kind: 'delayed', minutes: null },
  HK: { kind: 'delayed', minutes: null },
  JP: { kind: 'delayed', minutes: null },
}

export interface TwelvedataQuote {
  subject: Subject & { symbol: string }
  quote: ItemOf<'quote'>
}

const price = (text: string | null, currency: Currency): string | null =>
  text !== null && Number(text) > 0 ? perShare(text, currency).value : null

export const readQuote = (
  market: Market,
  json: unknown,
  now: string,
): ProviderResult<TwelvedataQuote> => {
  const parsed = read('quote', quoteSchema, json)
  if (!parsed.ok) return parsed
  const row = parsed.data
  const currency = priceCurrency('quote', row.currency)
  if (!currency.ok) return currency
  const closed = localInstant(
    `${row.datetime.slice(0, 10)} ${SESSION_END[market]}`,
    'yyyy-MM-dd HH:mm',
    MARKET_ZONES[market],
  )
  const quotedAt = row.is_market_open ? epochInstant(row.last_quote_at ?? row.timestamp) : closed
  const last = price(row.close, currency.data)
  if (!quotedAt) return malformed(`quote ${row.is_market_open ? 'timestamp' : 'datetime'}`)
  if (row.close !== null && last === null)
    return { ok: false, reason: 'empty', detail: `twelvedata: ${row.symbol} has no price yet` }
  if (last === null) return malformed('quote close')
  return {
    ok: true,
    data: {
      subject: subjectOf(market, row),
      quote: {
        price: last,
        currency: currency.data,
        open: price(row.open, currency.data),
        high: price(row.high, currency.data),
        low: price(row.low, currency.data),
        previous_close: price(row.previous_close, currency.data),
        change: row.change === null ? null : perShare(row.change, currency.data).value,
        change_fraction: row.percent_change === null ? null : percent(row.percent_change).value,
        volume: row.volume === null ? null : shares(row.volume, 'ones').value,
        turnover: null,
        // For a market that closed early, the computed time would be in the future.
        quoted_at: quotedAt < now ? quotedAt : now,
        delay: DELAYS[market],
      },
    },
  }
}

/**
 * Quotes by canonical symbol. The answer for a single symbol is not nested. A symbol with an error,
 * or with an unreadable row, does not affect the others.
 */
export const readQuotes = (
  market: Market,
  json: unknown,
  now: string,
): ProviderResult<Map<string, ItemOf<'quote'>>> => {
  const parsed = read('quote', z.record(z.string(), z.unknown()), json)
  if (!parsed.ok) return parsed
  const quotes = new Map<string, ItemOf<'quote'>>()
  for (const answer of 'symbol' in parsed.data ? [parsed.data] : Object.values(parsed.data)) {
    const quoted = readQuote(market, answer, now)
    if (quoted.ok) quotes.set(quoted.data.subject.symbol, quoted.data.quote)
  }
  return { ok: true, data: quotes }
}
