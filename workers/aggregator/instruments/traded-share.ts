/** What a traded share of the US stands for, as the shipped list says it. */
import type { TradedShare } from '#shared/depositary.ts'
import type { Market } from '#shared/names.ts'
import { shippedList } from './shipped-lists.ts'

/**
 * Null where the list does not say it, and for a moment before its day: ratios are changed, and a
 * receipt may become an ordinary share.
 */
export const tradedShare = (market: Market, symbol: string, asOf: Date): TradedShare | null => {
  const listed = market === 'US' ? shippedList(market).at(symbol) : undefined
  if (!listed?.shares_for || asOf.toISOString().slice(0, 10) < listed.as_of) return null
  const { shares_for, as_of, source } = listed
  return { ...shares_for, as_of, source }
}
