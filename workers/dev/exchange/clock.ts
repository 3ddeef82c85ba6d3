/**
 * The time of the exchange: a clock that can be moved forward or back or stopped, and when the days
 * of its markets begin.
 */
import { DateTime } from 'luxon'
import type { Market } from '#shared/names.ts'
import { MARKET_ZONES } from '../../aggregator/time/market-time.ts'

/** An instant in whole epoch seconds, as the protocols have it. */
export const secondOf = (at: Date): number => Math.floor(at.getTime() / 1_000)

/** When a day begins and when the next day begins, in epoch seconds. */
export interface MarketDay {
  midnight: number
  tomorrow: number
}

/** The day of the market that is `before` days earlier than the day of `second`. */
const dayOf = (market: Market, second: number, before: number): MarketDay => {
  const start = DateTime.fromSeconds(second, { zone: MARKET_ZONES[market] })
    .startOf('day')
    .minus({ days: before })
  return { midnight: start.toUnixInteger(), tomorrow: start.plus({ days: 1 }).toUnixInteger() }
}

/**
 * The same function, but it remembers the days while `second` stays the same, as it does for the
 * many instruments of one call.
 */
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

/** The clock of the exchange. While it is frozen, trading stops too. */
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
