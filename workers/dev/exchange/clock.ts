/**
 * The exchange's time: its clock, which may be put forward, back or still, and where the days of
 * its markets begin.
 */
import { DateTime } from 'luxon'
import type { Market } from '#shared/names.ts'
import { MARKET_ZONES } from '../../aggregator/time/market-time.ts'

/** Protocols name whole seconds. */
export const secondOf = (at: Date): number => Math.floor(at.getTime() / 1_000)

/** Epoch seconds. */
export interface MarketDay {
  midnight: number
  tomorrow: number
}

/**
 * Where the days of the market begin: of the day of `second`, `before` days before it, and of the
 * day after that.
 */
const dayOf = (market: Market, second: number, before: number): MarketDay => {
  const start = DateTime.fromSeconds(second, { zone: MARKET_ZONES[market] })
    .startOf('day')
    .minus({ days: before })
  return { midnight: start.toUnixInteger(), tomorrow: start.plus({ days: 1 }).toUnixInteger() }
}

/** The same for many instruments of one call. */
export const rememberingDays = (): typeof dayOf => {
  const known = new Map<string, MarketDay>()
  let last = 0
  return (market, second, before) => {
    if (second !== last) known.clear()
    last = second
    const key = `${market} ${before}`
    const day = known.get(key) ?? dayOf(market, second, before)
    known.set(key, day)
    return day
  }
}

/** Trading stops with the clock. */
export const clockOf = (clock: () => Date) => {
  let [ahead, stopped]: [number, Date | null] = [0, null]
  const running = () => new Date(clock().getTime() + ahead)
  return {
    now: () => stopped ?? running(),
    advance(ms: number) {
      ahead += ms
      if (stopped) stopped = new Date(stopped.getTime() + ms)
    },
    freeze(on: boolean) {
      stopped = on ? (stopped ?? running()) : null
    },
    frozen: () => stopped !== null,
  }
}
