/**
 * What the price chart shows: the bars of a range, weeks instead of days in a long one, dividends
 * and splits on them. Pure.
 */

import { DAY_MS } from '#shared/days.ts'
import type { Adjustment, Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { monthsBefore } from '#shared/calendar.ts'

export const RANGES = ['1M', '6M', '1Y', '5Y', '10Y'] as const
export type PriceRange = (typeof RANGES)[number]
const MONTHS: Record<PriceRange, number> = { '1M': 1, '6M': 6, '1Y': 12, '5Y': 60, '10Y': 120 }

export type CorporateAction = ItemOf<'actions'>
export type StoredBars = ItemOf<'bars'>

const dayNumber = (date: string): number => Date.parse(date) / DAY_MS
/** First day asked for: a year at least, so that the short ranges need no second read. */
export const askFrom = (range: PriceRange, day: string): string =>
  monthsBefore(day, Math.max(MONTHS[range], MONTHS['1Y']))

/** The bars of a range, counted back from the last bar there is. */
export const barsInRange = (bars: readonly Bar[], range: PriceRange): Bar[] => {
  const last = bars.at(-1)
  if (!last) return []
  const first = monthsBefore(last.date, MONTHS[range])
  return bars.filter(({ date }) => date >= first)
}

const most = (
  a: string | null,
  b: string | null,
  better: (a: number, b: number) => boolean,
): string | null => (a === null || b === null ? (a ?? b) : better(Number(b), Number(a)) ? b : a)
const together = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : String(Number(a) + Number(b))
/** The number of a date's week, Monday to Sunday. Day 0 was a Thursday, hence the 3. */
const weekOf = (date: string): number => Math.floor((dayNumber(date) + 3) / 7)

/**
 * One bar a week, dated by its last trading day. Its volume is the sum of the days, or unknown when
 * the volume of one day is.
 */
export const weekly = (bars: readonly Bar[]): Bar[] => {
  const weeks: Bar[] = []
  for (const bar of bars) {
    const before = weeks.at(-1)
    if (!before || weekOf(before.date) !== weekOf(bar.date)) weeks.push({ ...bar })
    else
      weeks[weeks.length - 1] = {
        date: bar.date,
        open: before.open,
        close: bar.close,
        high: most(before.high, bar.high, (b, a) => b > a),
        low: most(before.low, bar.low, (b, a) => b < a),
        volume: together(before.volume, bar.volume),
        turnover: together(before.turnover, bar.turnover),
      }
  }
  return weeks
}

/** A screen cannot show more bars than this, so a longer range is drawn by the week. */
export const MOST_DAILY_BARS = 400

export interface Mark {
  /** The index of the bar on the ex date, or of the first bar after it. */
  index: number
  action: CorporateAction
}

/** Dividends and splits on the bars they fall on; those outside of the bars are left out. */
export const marksOn = (bars: readonly Bar[], actions: readonly CorporateAction[]): Mark[] => {
  const [first] = bars
  if (!first) return []
  return actions.flatMap((action) => {
    const index =
      action.ex_date < first.date ? -1 : bars.findIndex(({ date }) => date >= action.ex_date)
    return index < 0 ? [] : [{ index, action }]
  })
}

export type Change = { fraction: number } | 'split_between' | 'unknown'

/**
 * The change from the first close shown to the last. It is null for prices as traded when a split
 * lies between them, or when it is not known whether one does (`actions` is null). Prices from
 * which dividends were subtracted have no rate of change.
 */
export const changeOver = (
  bars: readonly Bar[],
  adjustment: Adjustment,
  actions: readonly CorporateAction[] | null,
): Change => {
  const first = bars[0]
  const last = bars.at(-1)
  if (!first || !last || first === last || Number(first.close) === 0) return 'unknown'
  if (adjustment === 'subtractive') return 'unknown'
  if (adjustment === 'raw') {
    if (actions === null) return 'unknown'
    const between = actions.filter(({ ex_date: day }) => day > first.date && day <= last.date)
    if (between.some(({ kind }) => kind === 'split')) return 'split_between'
    if (between.some(({ kind }) => kind === 'unread')) return 'unknown'
  }
  return { fraction: Number(last.close) / Number(first.close) - 1 }
}

/**
 * The adjustment shown first: split-adjusted prices can be compared over the whole range, and
 * without a split they are the prices as traded.
 */
const PREFERRED: readonly Adjustment[] = ['split', 'total_return', 'raw', 'subtractive']
export const seriesFor = (
  series: readonly StoredBars[],
  wanted: Adjustment | null,
): StoredBars | null =>
  series.find(({ adjustment }) => adjustment === wanted) ??
  PREFERRED.flatMap((p) => series.find(({ adjustment }) => adjustment === p) ?? [])[0] ??
  null

/** Longer than this, an axis is labelled by years. */
export const LONG_DAYS = 800

/**
 * How labels may be spaced: a key that changes with each week, month, quarter, year or two years.
 */
const MARKS: readonly ((date: string) => string)[] = [
  (date) => String(weekOf(date)),
  (date) => date.slice(0, 7),
  (date) => `${date.slice(0, 4)}Q${Math.floor((Number(date.slice(5, 7)) - 1) / 3)}`,
  (date) => date.slice(0, 4),
  (date) => String(Math.floor(Number(date.slice(0, 4)) / 2)),
]
const FIRST_LONG_MARK = 3
/** With fewer labels the scale of an axis could not be read. */
const LEAST_TICKS = 3

/**
 * The bars that get a label: the finest spacing that gives at most `most` labels. If that gives too
 * few, some of the next finer spacing.
 */
export const axisTicks = (dates: readonly string[], mostTicks: number): number[] => {
  const days = dayNumber(dates.at(-1) ?? '') - dayNumber(dates[0] ?? '')
  const starts = MARKS.slice(days > LONG_DAYS ? FIRST_LONG_MARK : 0).map((mark) =>
    dates.flatMap((date, i) => (i > 0 && mark(date) !== mark(dates[i - 1] ?? '') ? [i] : [])),
  )
  const fitting = starts.findIndex((ticks) => ticks.length <= mostTicks)
  const chosen = starts[fitting] ?? []
  const finer = starts[fitting - 1]
  if (chosen.length >= LEAST_TICKS || !finer) return chosen.length > 0 ? chosen : [0]
  const step = Math.ceil(finer.length / mostTicks)
  return finer.filter((_, i) => i % step === 0)
}

/** `4` -> `4 : 1`, `0.1` -> `1 : 10`. */
export const splitRatio = (ratio: string): string => {
  const n = Number(ratio)
  const round = (value: number) => String(Number(value.toFixed(4)))
  return n >= 1 || n <= 0 ? `${round(n)} : 1` : `1 : ${round(1 / n)}`
}
