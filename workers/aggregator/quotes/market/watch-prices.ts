/**
 * Telling a market's refreshers that prices are watched. The first refresher takes as many
 * instruments as it has room for, the next one takes the rest, and so on.
 */
import type { Market } from '#shared/names.ts'

/** Refreshers that one market may have: with 2,000 instruments each, more than any market lists. */
const MOST_REFRESHERS = 8

/** What watching needs of a refresher. */
interface WatchTaker {
  watch(market: Market, symbols: readonly string[], for_ms: number): Promise<string[]>
}

/** Name of the nth refresher of a market, from 0. The first has the market's own name. */
export const refresherName = (market: Market, nth: number): string =>
  nth === 0 ? market : `${market}/${nth}`

/**
 * The symbols are watched for so many milliseconds from now. Gives those for which no refresher has
 * room. Rejects where a refresher cannot be reached.
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
