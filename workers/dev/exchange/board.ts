/**
 * The state of the exchange that all its protocols share: its clock, its prices, and what it was
 * told to change.
 */
import type { Market } from '#shared/names.ts'
import { clockOf, type MarketDay, rememberingDays, secondOf } from './clock.ts'
import { type SimulatedListing, listingNamed, listingOf, LOT, POINTS } from './listing.ts'
import { dayAt, priceAt } from './price-process.ts'

/** Prices and turnover are in points, volume is in shares. */
export interface Trading {
  listing: SimulatedListing
  /** The time of the price, in epoch seconds. */
  second: number
  price: number
  open: number
  high: number
  low: number
  previousClose: number
  volume: number
  turnover: number
}

/** A price that was set by hand, and when it was set. */
interface Print {
  second: number
  price: number
}
interface ByHand {
  /** The price that is in force instead of the computed one; null when there is none. */
  standing: Print | null
  prints: Print[]
}

export interface Board {
  /** The time of the exchange, on its clock, which can be moved or stopped. */
  now(): Date
  advance(ms: number): void
  /** Stops trading together with the clock of the exchange, or lets both go on. */
  freeze(on: boolean): void
  frozen(): boolean
  /**
   * Sets a price in the currency of the instrument, exact to four decimals. Null brings back the
   * computed price, which has gone on in the meantime. Throws when the id is no instrument or the
   * price is no price.
   */
  setPrice(id: string, price: number | string | null): void
  setPrices(): Record<string, string>
  /** From now on exactly these instruments are unknown to the exchange. */
  missing(ids: readonly string[]): void
  missed(): string[]
  /** Null for an instrument that the exchange does not list. */
  trading(market: Market, symbol: string, at: Date): Trading | null
  /**
   * The last days, oldest first. The last one is today, up to `at`. Each has the second of its
   * midnight.
   */
  days(
    market: Market,
    symbol: string,
    at: Date,
    count: number,
  ): (Trading & { midnight: number })[] | null
}

/** Points as a decimal text: 1234500 -> 123.45. */
export const textOf = (points: number): string => String(points / POINTS)

export const createBoard = (clock: () => Date): Board => {
  const time = clockOf(clock)
  const dayIn = rememberingDays()
  const byHand = new Map<string, ByHand>()
  let unknown = new Set<string>()

  /**
   * The high and low of a day include the computed prices and the prices that were set by hand on
   * that day. On the current day a set price is in force, even when the clock was moved since. On a
   * day that is over it is in force only if it was set before that day ended.
   */
  const tradingOf = (
    listing: SimulatedListing,
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
      // Readers of volumes tell lots from shares by price and turnover. So when the price was set
      // by hand, the whole volume counts as traded at that price.
      volume: day.volume * LOT,
      turnover: LOT * (standing ? day.volume * price : day.turnover * tick),
    }
  }
  const listed = (market: Market, symbol: string): SimulatedListing | null => {
    const listing = listingOf(market, symbol)
    return unknown.has(listing.id) ? null : listing
  }
  const named = (id: string): SimulatedListing => {
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
