/** The currency in which the markets trade, where it is one. Pure. */
import type { Market } from '#shared/names.ts'
import { MARKET_CURRENCIES } from '#shared/screen/words.ts'

export const localCurrency = (markets: readonly Market[]): string | null => {
  const codes = new Set(markets.map((market) => MARKET_CURRENCIES[market]))
  return codes.size === 1 ? ([...codes][0] ?? null) : null
}
