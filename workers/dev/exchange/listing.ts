/**
 * The instruments that the exchange lists: every well-formed symbol of the four markets, with the
 * currency and tick of its market. Pure.
 */
import type { Market } from '#shared/names.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import { chance, seedOf } from './noise.ts'
import type { Process } from './price-process.ts'

/**
 * Prices are whole numbers of points. This is how many points a unit of the currency has: exact,
 * and finer than any tick.
 */
export const POINTS = 10_000
/** Shares are traded in lots of this size. The volumes of A-shares are given in lots. */
export const LOT = 100

export interface SimulatedListing {
  id: string
  market: Market
  symbol: string
  currency: string
  /** In points. */
  tick: number
  process: Process
}

/**
 * The tick of each market in points, and the range of its prices in ticks. The tick is right for
 * every price of the range, although ticks in Hong Kong and Tokyo grow with the price.
 */
const TICKS: Record<Market, { tick: number; from: number; to: number }> = {
  CN: { tick: 0.01 * POINTS, from: 1_000, to: 20_000 },
  HK: { tick: 0.2 * POINTS, from: 600, to: 2_000 },
  US: { tick: 0.01 * POINTS, from: 2_000, to: 50_000 },
  JP: { tick: POINTS, from: 1_000, to: 2_700 },
}

export const listingOf = (market: Market, symbol: string): SimulatedListing => {
  const id = instrumentId(market, symbol)
  const seed = seedOf(id)
  const { tick, from, to } = TICKS[market]
  const level = Math.round(from + (to - from) * chance(seed, 0))
  return {
    id,
    market,
    symbol,
    currency: quoteCurrencies(market, symbol)[0] ?? '',
    tick,
    process: { seed, level },
  }
}

/** The listing of an id such as `US:AAPL`; null when the id is no instrument. */
export const listingNamed = (id: string): SimulatedListing | null => {
  const [market = '', ...symbol] = id.split(':')
  const parsed = parseInstrument(market, symbol.join(':'))
  return parsed.ok ? listingOf(parsed.data.market, parsed.data.symbol) : null
}
