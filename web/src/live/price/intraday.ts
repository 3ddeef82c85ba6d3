/**
 * The minute bars of one source as a line: whose they are, from when to when, and the numbers.
 * Pure.
 */
import type { MinuteBars } from '../../api.ts'

export type MinuteBar = MinuteBars['bars'][number]

export interface IntradayLine {
  source: string
  currency: string
  /** Oldest first; at least one. */
  bars: readonly MinuteBar[]
  from: string
  /** Exchange time of the last price in it. */
  to: string
  low: string
  high: string
}

const extreme = (
  bars: readonly MinuteBar[],
  of: (bar: MinuteBar) => string,
  better: (a: number, b: number) => boolean,
): string =>
  bars.map(of).reduce((best, value) => (better(Number(value), Number(best)) ? value : best))

/**
 * The bars of the source whose last price is newest; null without a bar. Prices of two sources are
 * never joined into one line.
 */
export const intradayLine = (all: readonly MinuteBar[]): IntradayLine | null => {
  const [first] = all
  if (!first) return null
  const last = all.reduce((newest, bar) => (bar.closed_at > newest.closed_at ? bar : newest), first)
  const bars = all.filter(
    ({ source, currency }) => source === last.source && currency === last.currency,
  )
  return {
    source: last.source,
    currency: last.currency,
    bars,
    from: bars[0]?.opened_at ?? last.opened_at,
    to: last.closed_at,
    low: extreme(
      bars,
      (bar) => bar.low,
      (a, b) => a < b,
    ),
    high: extreme(
      bars,
      (bar) => bar.high,
      (a, b) => a > b,
    ),
  }
}
