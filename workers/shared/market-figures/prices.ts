/**
 * What a series of daily prices says by itself: range of a year, returns, volatility, the deepest
 * fall, and beta to another series. Closes are in shares of the last day. Pure.
 */
import type { ItemOf } from '../datasets/registry.ts'
import { dayOf } from '../days.ts'
import { type OrRefused, refused } from '../valuation/refusals.ts'
import type { SplitBook } from './splits.ts'

type BarSeries = ItemOf<'bars'>

export interface Close {
  date: string
  /** Days since 1970. */
  day: number
  close: number
  high: number
  low: number
}

/** Prices as traded, put on the shares of the last day; null where splits are not known. */
const splitAdjusted = ({ bars }: BarSeries, splits: SplitBook): Close[] | null => {
  const last = bars.at(-1)?.date ?? ''
  const closes: Close[] = []
  for (const bar of bars) {
    const factor = splits.priceFactor(bar.date, last)
    if (factor === null) return null
    closes.push(closeOf(bar, factor))
  }
  return closes
}

const closeOf = (bar: BarSeries['bars'][number], factor: number): Close => ({
  date: bar.date,
  day: dayOf(bar.date),
  close: Number(bar.close) / factor,
  high: Number(bar.high ?? bar.close) / factor,
  low: Number(bar.low ?? bar.close) / factor,
})

/** Closes without dividends: of the series adjusted for splits, else of prices as traded. */
export const priceCloses = (
  series: readonly BarSeries[],
  splits: SplitBook,
): OrRefused<{ closes: Close[] }> => {
  const split = series.find(({ adjustment }) => adjustment === 'split')
  if (split) return { ok: true, closes: split.bars.map((bar) => closeOf(bar, 1)) }
  const raw = series.find(({ adjustment }) => adjustment === 'raw')
  if (!raw) return refused('no_bars')
  const closes = splitAdjusted(raw, splits)
  return closes ? { ok: true, closes } : refused('not_adjusted')
}

/** Closes with dividends reinvested, where a series of them is at hand. */
export const returnCloses = (series: readonly BarSeries[]): Close[] | null => {
  const total = series.find(({ adjustment }) => adjustment === 'total_return')
  return total ? total.bars.map((bar) => closeOf(bar, 1)) : null
}

/** The windows of returns, in months. */
export const RETURN_WINDOWS = [1, 3, 6, 12, 36, 60, 120] as const
export const windowName = (months: number): string =>
  months < 12 ? `${months}m` : `${months / 12}y`

const DAYS_OF_MONTH = 365.25 / 12
/** The price at the start of a window may be so many days older: markets close for holidays. */
const MOST_DAYS_BEFORE = 12

/** The last close on or before a day. */
export const closeAt = (closes: readonly Close[], day: number): Close | null => {
  let low = 0
  let high = closes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((closes[middle]?.day ?? Number.POSITIVE_INFINITY) <= day) low = middle + 1
    else high = middle
  }
  return closes[low - 1] ?? null
}

/** Change of the close over so many months up to the last day, as a fraction. */
export const returnOver = (
  closes: readonly Close[],
  months: number,
): OrRefused<{ change: number; from: string }> => {
  const last = closes.at(-1)
  if (!last) return refused('no_bars')
  const start = last.day - Math.round(months * DAYS_OF_MONTH)
  const first = closeAt(closes, start)
  if (!first || start - first.day > MOST_DAYS_BEFORE) return refused('short_record')
  return first.close > 0
    ? { ok: true, change: last.close / first.close - 1, from: first.date }
    : refused('no_bars')
}

const DAYS_OF_YEAR = 365
/** Trading days of a year, by which daily variance becomes yearly. */
const TRADING_DAYS = 252
const LEAST_DAYS_OF_YEAR = 200

const lastYear = (closes: readonly Close[]): Close[] => {
  const last = closes.at(-1)
  return last ? closes.filter(({ day }) => day > last.day - DAYS_OF_YEAR) : []
}

/** Highest high and lowest low of the last 52 weeks. */
export const yearRange = (closes: readonly Close[]): OrRefused<{ high: number; low: number }> => {
  const year = lastYear(closes)
  if (year.length < LEAST_DAYS_OF_YEAR) return refused('short_record')
  return {
    ok: true,
    high: Math.max(...year.map(({ high }) => high)),
    low: Math.min(...year.map(({ low }) => low)),
  }
}

const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

const logChanges = (closes: readonly { close: number }[]): number[] =>
  closes.slice(1).flatMap((one, at) => {
    const before = closes[at]
    return before && before.close > 0 && one.close > 0 ? [Math.log(one.close / before.close)] : []
  })

/** Standard deviation of daily log changes of the last year, as a yearly fraction. */
export const volatility = (closes: readonly Close[]): OrRefused<{ value: number }> => {
  const changes = logChanges(lastYear(closes))
  return changes.length >= LEAST_DAYS_OF_YEAR - 1
    ? { ok: true, value: deviation(changes) * Math.sqrt(TRADING_DAYS) }
    : refused('short_record')
}

/** The deepest fall from a close to a later one, as a negative fraction, with its two days. */
export const drawdown = (
  closes: readonly Close[],
  years: number,
): OrRefused<{ value: number; from: string; to: string }> => {
  const last = closes.at(-1)
  const [first] = closes
  if (!last || !first) return refused('no_bars')
  const start = last.day - Math.round(years * 12 * DAYS_OF_MONTH)
  if (first.day > start + MOST_DAYS_BEFORE) return refused('short_record')
  let peak: Close | null = null
  let deepest = { value: 0, from: last.date, to: last.date }
  for (const one of closes) {
    if (one.day < start) continue
    if (!peak || one.close > peak.close) peak = one
    const fall = one.close / peak.close - 1
    if (fall < deepest.value) deepest = { value: fall, from: peak.date, to: one.date }
  }
  return { ok: true, ...deepest }
}

const WEEK = 7
const BETA_WEEKS = 104
const LEAST_WEEKS = 80

/** Beta of weekly log changes over two years. Both series end on or before the same day. */
export const betaTo = (
  closes: readonly Close[],
  index: readonly Close[],
): OrRefused<{ beta: number; weeks: number }> => {
  const last = closes.at(-1)
  if (!last || index.length === 0) return refused('no_index')
  const pairs: { own: number; market: number }[] = []
  for (let week = 0; week < BETA_WEEKS; week++) {
    const [to, from] = [last.day - week * WEEK, last.day - (week + 1) * WEEK]
    const own = [closeAt(closes, to), closeAt(closes, from)] as const
    const market = [closeAt(index, to), closeAt(index, from)] as const
    if (!own[0] || !own[1] || !market[0] || !market[1]) break
    if (from - own[1].day > MOST_DAYS_BEFORE || from - market[1].day > MOST_DAYS_BEFORE) break
    pairs.push({
      own: Math.log(own[0].close / own[1].close),
      market: Math.log(market[0].close / market[1].close),
    })
  }
  if (pairs.length < LEAST_WEEKS) return refused('short_record')
  const mean = (of: 'own' | 'market') =>
    pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length
  const [ownMean, marketMean] = [mean('own'), mean('market')]
  let together = 0
  let alone = 0
  for (const { own, market } of pairs) {
    together += (own - ownMean) * (market - marketMean)
    alone += (market - marketMean) ** 2
  }
  return alone > 0 ? { ok: true, beta: together / alone, weeks: pairs.length } : refused('no_index')
}

/** The last close of each month, oldest first, of at most so many years. */
export const monthEnds = (closes: readonly Close[], years: number): Close[] => {
  const last = closes.at(-1)
  if (!last) return []
  const start = last.day - Math.round(years * 12 * DAYS_OF_MONTH)
  return closes.filter(
    ({ day, date }, at) => day >= start && closes[at + 1]?.date.slice(0, 7) !== date.slice(0, 7),
  )
}
