/** Tushare's spellings of instruments and dates. Pure. */
import type { Market } from '#shared/names.ts'
import type { Currency } from '#shared/units/unit.ts'

/** `2025-03-31` -> `20250331`. */
export const compact = (date: string): string => date.replaceAll('-', '')

/** Hong Kong's codes carry a suffix, the others are spelled as here. */
export const codeOf = (market: Market, symbol: string): string =>
  market === 'HK' ? `${symbol}.HK` : symbol

/** The canonical symbol in a code of Tushare's; null when the answer gives none. */
export const symbolOf = (code: unknown): string | null =>
  typeof code === 'string' && code !== '' ? code.replace(/\.HK$/, '') : null

/**
 * Prices come without a currency: B shares trade in dollars of the US (Shanghai) and of Hong Kong
 * (Shenzhen), counters 8xxxx in yuan.
 */
export const priceCurrency = (market: Market, symbol: string): Currency => {
  if (market === 'HK') return /^8\d{4}$/.test(symbol) ? 'CNY' : 'HKD'
  if (market === 'US' || symbol.startsWith('900')) return 'USD'
  return symbol.startsWith('200') ? 'HKD' : 'CNY'
}
