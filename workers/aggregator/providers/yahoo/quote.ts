/**
 * Quotes: one from a chart of the last days, without a key, or many from the v7 list behind the
 * crumb. Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { percent, perShare, shares } from '#shared/units/scale.ts'
import { isCurrency, type Currency } from '#shared/units/unit.ts'
import { epochInstant, marketDate } from '../../time/market-time.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { type Chart, reachesNow } from './chart.ts'
import { decimalOfFloat } from './float.ts'
import { symbolIn } from './symbol.ts'

type QuoteItem = ItemOf<'quote'>

/** A chart does not give its delay. All US answers of the quote list so far gave 0 minutes. */
export const DELAYS: Record<Market, QuoteItem['delay']> = {
  US: { kind: 'realtime' },
  HK: { kind: 'delayed', minutes: null },
  CN: { kind: 'delayed', minutes: null },
  JP: { kind: 'delayed', minutes: null },
}

const positive = (value: number | null | undefined, currency: Currency): string | null =>
  value !== null && value !== undefined && value > 0
    ? perShare(decimalOfFloat(value), currency).value
    : null
const volumeOf = (value: number | null | undefined): string | null =>
  value === null || value === undefined ? null : shares(value, 'ones').value

/** The number of digits of a change, given as a fraction. */
const FRACTION_DIGITS = 6
/** Yahoo's own change is rounded to a hundredth of a percent. */
const CHANGE_TOLERANCE = 0.0001

/**
 * The close of the trading day before the last trade: the second last bar, if the chart includes
 * the day of the last trade. The meta's chartPreviousClose is the close before the whole range. If
 * the meta gives the change and the close does not match it, a bar is missing and the result is
 * null.
 */
const previousClose = (chart: Chart, market: Market, today: string): string | null => {
  const { meta, daily, days, currency } = chart
  if (daily && !reachesNow(chart, market)) return null
  const previous = positive(
    daily ? days.findLast(({ date }) => date < today)?.close : meta.previousClose,
    currency,
  )
  const said = meta.regularMarketChangePercent
  if (previous === null || said === null || said === undefined) return previous
  const change = new Decimal(meta.regularMarketPrice).div(previous).minus(1)
  return change.minus(percent(said).value).abs().lte(CHANGE_TOLERANCE) ? previous : null
}

export const chartQuote = (chart: Chart, market: Market): QuoteItem => {
  const { meta, currency, at, daily, days } = chart
  const today = marketDate(at, market)
  const price = perShare(decimalOfFloat(meta.regularMarketPrice), currency).value
  const previous = previousClose(chart, market, today)
  const change = previous === null ? null : new Decimal(price).minus(previous)
  return {
    price,
    currency,
    previous_close: previous,
    open: positive(daily ? days.find(({ date }) => date === today)?.open : null, currency),
    high: positive(meta.regularMarketDayHigh, currency),
    low: positive(meta.regularMarketDayLow, currency),
    change: change?.toFixed() ?? null,
    change_fraction:
      change && previous ? change.div(previous).toDecimalPlaces(FRACTION_DIGITS).toFixed() : null,
    volume: volumeOf(meta.regularMarketVolume),
    turnover: null,
    quoted_at: at,
    delay: DELAYS[market],
  }
}

const number = z.number().nullish()
const listedSchema = z.looseObject({
  symbol: z.string(),
  currency: z.string().nullish(),
  regularMarketPrice: number,
  regularMarketTime: number,
  regularMarketOpen: number,
  regularMarketDayHigh: number,
  regularMarketDayLow: number,
  regularMarketVolume: number,
  regularMarketPreviousClose: number,
  regularMarketChange: number,
  regularMarketChangePercent: number,
  exchangeDataDelayedBy: number,
})
const answerSchema = z.object({ quoteResponse: z.object({ result: z.array(listedSchema) }) })

/** The delay in minutes if the list gives it; 0 is real time. */
const delayOf = (minutes: number | null | undefined, market: Market): QuoteItem['delay'] => {
  if (minutes === null || minutes === undefined) return DELAYS[market]
  return minutes > 0 ? { kind: 'delayed', minutes: Math.round(minutes) } : { kind: 'realtime' }
}

const signed = (value: number | null | undefined, currency: Currency): string | null =>
  value === null || value === undefined ? null : perShare(decimalOfFloat(value), currency).value

/**
 * The v7 quotes of this market by canonical symbol. Changes are in percent. An instrument without a
 * price, a time or a currency that we have gets no quote.
 */
export const readQuoteList = (
  market: Market,
  json: unknown,
): ProviderResult<Map<string, QuoteItem>> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success) return malformed('yahoo', parsed.error.issues[0]?.path.join('.') || 'root')
  const found = new Map<string, QuoteItem>()
  for (const row of parsed.data.quoteResponse.result) {
    const currency = row.currency ?? ''
    const at = epochInstant(row.regularMarketTime ?? 0)
    if (!isCurrency(currency) || !at) continue
    const price = positive(row.regularMarketPrice, currency)
    if (price === null) continue
    const change = row.regularMarketChangePercent ?? null
    found.set(symbolIn(market, row.symbol), {
      price,
      currency,
      quoted_at: at,
      turnover: null,
      delay: delayOf(row.exchangeDataDelayedBy, market),
      open: positive(row.regularMarketOpen, currency),
      high: positive(row.regularMarketDayHigh, currency),
      low: positive(row.regularMarketDayLow, currency),
      previous_close: positive(row.regularMarketPreviousClose, currency),
      change: signed(row.regularMarketChange, currency),
      change_fraction: change === null ? null : percent(change).value,
      volume: volumeOf(row.regularMarketVolume),
    })
  }
  return { ok: true, data: found }
}
