/**
 * Reads Yahoo's chart answer: the description of the instrument, its days, and its dividends and
 * splits. Pure. Times are epoch seconds. The time of a day is its opening; the time of the last day
 * may be that of the last trade.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import { isCurrency, type Currency } from '#shared/units/unit.ts'
import { epochInstant, marketDate } from '../../time/market-time.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { symbolIn } from './symbol.ts'

const number = z.number().nullish()
const numbers = z.array(z.number().nullable()).optional()

const metaSchema = z.looseObject({
  symbol: z.string(),
  currency: z.string(),
  regularMarketTime: z.number(),
  regularMarketPrice: z.number().positive(),
  regularMarketDayHigh: number,
  regularMarketDayLow: number,
  regularMarketVolume: number,
  /** In percent. */
  regularMarketChangePercent: number,
  /**
   * The close of the day before; present only when the chart's interval is shorter than a day.
   * chartPreviousClose is the close before the whole range.
   */
  previousClose: number,
  longName: z.string().nullish(),
  shortName: z.string().nullish(),
  fullExchangeName: z.string().nullish(),
  priceHint: z.int().nullish(),
  dataGranularity: z.string().nullish(),
})

const dividendSchema = z.object({
  date: z.number(),
  amount: z.number().positive(),
  currency: z.string().nullish(),
})
const splitSchema = z.object({
  date: z.number(),
  numerator: z.number().positive(),
  denominator: z.number().positive(),
})

const resultSchema = z.object({
  meta: metaSchema,
  timestamp: z.array(z.number()).optional(),
  events: z
    .looseObject({
      dividends: z.record(z.string(), dividendSchema).optional(),
      splits: z.record(z.string(), splitSchema).optional(),
    })
    .optional(),
  indicators: z.looseObject({
    quote: z.tuple([
      z.object({ open: numbers, high: numbers, low: numbers, close: numbers, volume: numbers }),
    ]),
    adjclose: z.tuple([z.object({ adjclose: numbers })]).optional(),
  }),
})
const answerSchema = z.object({ chart: z.object({ result: z.array(resultSchema).max(1) }) })

/**
 * These prices are divided by later splits but not adjusted for dividends; `adjusted` is adjusted
 * for both.
 */
export interface ChartDay {
  date: string
  open: number | null
  high: number | null
  low: number | null
  close: number
  volume: number | null
  adjusted: number | null
}

export interface Chart {
  subject: Subject
  meta: z.infer<typeof metaSchema>
  currency: Currency
  /** The time of the last trade. */
  at: string
  /** True for daily bars, false for shorter ones. */
  daily: boolean
  /** The days that have a close, oldest first, each date once. */
  days: ChartDay[]
  /**
   * Null when there are no adjusted closes; false when their number differs from the number of
   * days.
   */
  adjusted: boolean | null
  dividends: { instant: string; date: string; amount: number; currency: string }[]
  splits: { instant: string; date: string; numerator: number; denominator: number }[]
}

type ChartResult = z.infer<typeof resultSchema>

const daysOf = (
  { timestamp = [], indicators }: ChartResult,
  adjusted: boolean | null,
  market: Market,
): ChartDay[] => {
  const [{ open, high, low, close, volume }] = indicators.quote
  const adjclose = adjusted ? indicators.adjclose?.[0].adjclose : undefined
  const days = new Map<string, ChartDay>()
  for (const [at, seconds] of timestamp.entries()) {
    const instant = epochInstant(seconds)
    const last = close?.[at] ?? null
    // Holidays and bars that have not begun have no close. The live bar may come in addition to the
    // bar of the same day; it comes later and replaces it.
    if (!instant || last === null) continue
    const date = marketDate(instant, market)
    days.delete(date)
    days.set(date, {
      date,
      close: last,
      open: open?.[at] ?? null,
      high: high?.[at] ?? null,
      low: low?.[at] ?? null,
      volume: volume?.[at] ?? null,
      adjusted: adjclose?.[at] ?? null,
    })
  }
  return [...days.values()]
}

const dated = <T extends { date: number }>(
  events: Record<string, T> | undefined,
  market: Market,
): (Omit<T, 'date'> & { instant: string; date: string })[] =>
  Object.values(events ?? {})
    .flatMap((event) => {
      const instant = epochInstant(event.date)
      return instant ? [{ ...event, instant, date: marketDate(instant, market) }] : []
    })
    .sort((a, b) => a.instant.localeCompare(b.instant))

/**
 * Null when Yahoo's answer is empty. An instrument in pence, or in another currency that we do not
 * have, belongs to none of the four markets.
 */
export const readChart = (market: Market, json: unknown): ProviderResult<Chart | null> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success) return malformed('yahoo', parsed.error.issues[0]?.path.join('.') || 'root')
  const [result] = parsed.data.chart.result
  if (!result) return { ok: true, data: null }
  const { meta, timestamp = [], indicators, events } = result
  const { currency, symbol } = meta
  if (!isCurrency(currency))
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `yahoo: ${symbol} is quoted in ${currency}`,
    }
  const at = epochInstant(meta.regularMarketTime)
  if (!at) return malformed('yahoo', 'chart.result.0.meta.regularMarketTime')
  const uneven = Object.entries(indicators.quote[0]).find(
    ([, values]) => values !== undefined && values.length !== timestamp.length,
  )
  if (uneven) return malformed('yahoo', `chart.result.0.indicators.quote.0.${uneven[0]}`)
  const adjclose = indicators.adjclose?.[0].adjclose
  const adjusted = adjclose ? adjclose.length === timestamp.length : null
  return {
    ok: true,
    data: {
      subject: {
        symbol: symbolIn(market, symbol),
        name: meta.longName || meta.shortName || null,
        currency,
      },
      meta,
      currency,
      at,
      adjusted,
      daily: (meta.dataGranularity ?? '1d') === '1d',
      days: daysOf(result, adjusted, market),
      dividends: dated(events?.dividends, market).map((event) => ({
        ...event,
        currency: event.currency || currency,
      })),
      splits: dated(events?.splits, market),
    },
  }
}

/** True when the day of the last trade is among the days. */
export const reachesNow = ({ days, at }: Chart, market: Market): boolean =>
  (days.at(-1)?.date ?? '') >= marketDate(at, market)
