/**
 * What the exchange lists: every well-formed symbol of the four markets, in its market's currency
 * and tick. Pure.
 */
import type { Market } from '#shared/names.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'
import { quoteCurrencies } from '../../aggregator/identity/naming.ts'
import { chance, seedOf } from './noise.ts'
import type { Process } from './price-process.ts'

/** Prices are whole numbers of this part of the currency: exact, and finer than any tick. */
export const POINTS = 10_000
/** Shares traded at once; the volumes of A-shares are given in such lots. */
export const LOT = 100

export interface Listing {
  id: string
  market: Market
  symbol: string
  currency: string
  /** Points. */
  tick: number
  process: Process
}

/**
 * Ticks that are right for every price of the range, and the range itself, in ticks. A Hong Kong or
 * Tokyo tick grows with the price.
 */
const TICKS: Record<Market, { tick: number; from: number; to: number }> = {
  CN: { tick: 0.01 * POINTS, from: 1_000, to: 20_000 },
  HK: { tick: 0.2 * POINTS, from: 600, to: 2_000 },
  US: { tick: 0.01 * POINTS, from: 2_000, to: 50_000 },
  JP: { tick: POINTS, from: 1_000, to: 2_700 },
}

export const listingOf = (market: Market, symbol: string): Listing => {
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

/** `US:AAPL` as a listing; null when it is none. */
export const listingNamed = (id: string): Listing | null => {
  const [market = '', ...symbol] = id.split(':')
  const parsed = parseInstrument(market, symbol.join(':'))
  return parsed.ok ? listingOf(parsed.data.market, parsed.data.symbol) : null
}
