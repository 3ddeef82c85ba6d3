/**
 * The exchange's state behind its protocols: its clock, the prices, and what it was told to do
 * otherwise.
 */
import type { Market } from '#shared/names.ts'
import { clockOf, type MarketDay, rememberingDays, secondOf } from './clock.ts'
import { type Listing, listingNamed, listingOf, LOT, POINTS } from './listing.ts'
import { dayAt, priceAt } from './price-process.ts'

/** Prices in points; volume in shares, turnover in points. */
export interface Trading {
  listing: Listing
  /** Epoch seconds. */
  second: number
  price: number
  open: number
  high: number
  low: number
  previousClose: number
  volume: number
  turnover: number
}

/** A price that was set by hand, and when. */
interface Print {
  second: number
  price: number
}
interface ByHand {
  /** Stands in front of the path while it is there. */
  standing: Print | null
  prints: Print[]
}

export interface Board {
  /** Now by the exchange: where its clock was put, or stood still. */
  now(): Date
  advance(ms: number): void
  /** Trading stops, and with it the exchange's time; or goes on. */
  freeze(on: boolean): void
  frozen(): boolean
  /**
   * In its currency, to four decimals; null lets the path show again, which went on underneath.
   * Throws for what is no instrument or price.
   */
  setPrice(id: string, price: number | string | null): void
  setPrices(): Record<string, string>
  /** These are unknown to it from now on, and no others. */
  missing(ids: readonly string[]): void
  missed(): string[]
  /** Null for what it does not list. */
  trading(market: Market, symbol: string, at: Date): Trading | null
  /** The last days, oldest first, today as far as `at`; each with the second of its midnight. */
  days(
    market: Market,
    symbol: string,
    at: Date,
    count: number,
  ): (Trading & { midnight: number })[] | null
}

/** Decimal text of points: 1234500 -> 123.45. */
export const textOf = (points: number): string => String(points / POINTS)

export const createBoard = (clock: () => Date): Board => {
  const time = clockOf(clock)
  const dayIn = rememberingDays()
  const byHand = new Map<string, ByHand>()
  let unknown = new Set<string>()

  /**
   * The day's high and low hold the path, and what was set by hand on that day. A price that is set
   * stands on the day that is now, whatever the clock was put to since; on a day that is over only
   * if it was set by then.
   */
  const tradingOf = (
    listing: Listing,
    { midnight, tomorrow }: MarketDay,
    second: number,
    over: boolean,
  ): Trading => {
    const { tick, process, id } = listing
    const { standing: set = null, prints = [] } = byHand.get(id) ?? {}
    const standing = set && over && set.second >= tomorrow ? null : set
    const day = dayAt(process, midnight, second)
    const price = standing?.price ?? day.price * tick
    const since = standing && standing.second < midnight ? standing.price : null
    const byThen = [
      price,
      ...prints
        .filter((print) => print.second >= midnight && print.second < tomorrow)
        .map((print) => print.price),
    ]
    return {
      listing,
      second,
      price,
      open: since ?? day.open * tick,
      previousClose: since ?? priceAt(process, midnight - 1) * tick,
      high: Math.max(day.high * tick, ...byThen),
      low: Math.min(day.low * tick, ...byThen),
      // Who reads volumes tells lots from shares by price and turnover: at a price set by hand all
      // was traded at it.
      volume: day.volume * LOT,
      turnover: LOT * (standing ? day.volume * price : day.turnover * tick),
    }
  }
  const listed = (market: Market, symbol: string): Listing | null => {
    const listing = listingOf(market, symbol)
    return unknown.has(listing.id) ? null : listing
  }
  const named = (id: string): Listing => {
    const listing = listingNamed(id)
    if (!listing) throw new Error(`${id} is no instrument; write it like US:AAPL`)
    return listing
  }

  const daysOf: Board['days'] = (market, symbol, at, count) => {
    const listing = listed(market, symbol)
    const second = secondOf(at)
    return (
      listing &&
      Array.from({ length: count }, (_, index) => {
        const before = count - 1 - index
        const day = dayIn(market, second, before)
        const trading = tradingOf(
          listing,
          day,
          before === 0 ? second : day.tomorrow - 1,
          before > 0,
        )
        return { ...trading, midnight: day.midnight }
      })
    )
  }

  return {
    ...time,
    setPrice(id, price) {
      const points = Math.round(Number(price) * POINTS)
      if (price !== null && !(points > 0 && Number.isSafeInteger(points)))
        throw new Error(`${price} is no price`)
      const listing = named(id)
      const standing = price === null ? null : { second: secondOf(time.now()), price: points }
      const prints = byHand.get(listing.id)?.prints ?? []
      byHand.set(listing.id, { standing, prints: standing ? [...prints, standing] : prints })
    },
    setPrices: () =>
      Object.fromEntries(
        [...byHand].flatMap(([id, { standing }]) =>
          standing ? [[id, textOf(standing.price)]] : [],
        ),
      ),
    missing(ids) {
      unknown = new Set(ids.map((id) => named(id).id))
    },
    missed: () => [...unknown],
    trading: (market, symbol, at) => daysOf(market, symbol, at, 1)?.[0] ?? null,
    days: daysOf,
  }
}
