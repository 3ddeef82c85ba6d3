/**
 * Tells the refreshers of a market that prices are watched. The first refresher takes as many
 * instruments as it has room for, the next one takes the rest, and so on.
 */
import type { Market } from '#shared/names.ts'

/**
 * Largest number of refreshers of one market. With 2,000 instruments each, they have room for more
 * than any market lists.
 */
const MOST_REFRESHERS = 8

/** The part of a refresher that watching needs. */
interface WatchTaker {
  watch(market: Market, symbols: readonly string[], for_ms: number): Promise<string[]>
}

/** Name of the nth refresher of a market, counted from 0. The first has the name of the market. */
export const refresherName = (market: Market, nth: number): string =>
  nth === 0 ? market : `${market}/${nth}`

/**
 * Watches the symbols for this many milliseconds from now. Returns the symbols for which no
 * refresher has room. Rejects when a refresher cannot be reached.
 */
export const watchPrices = async (
  refreshers: { getByName(name: string): WatchTaker },
  market: Market,
  symbols: readonly string[],
  for_ms: number,
): Promise<string[]> => {
  let left: readonly string[] = symbols
  for (let nth = 0; nth < MOST_REFRESHERS && left.length > 0; nth += 1)
    left = await refreshers.getByName(refresherName(market, nth)).watch(market, left, for_ms)
  return [...left]
}
