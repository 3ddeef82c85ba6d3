/** How Tushare writes instruments and dates. Pure. */
import type { Market } from '#shared/names.ts'
import { cnCurrency } from '#shared/symbol-cn.ts'
import type { Currency } from '#shared/units/unit.ts'

/** `2025-03-31` -> `20250331`. */
export const compact = (date: string): string => date.replaceAll('-', '')

/** Hong Kong's codes get a suffix; the others are written as in this program. */
export const codeOf = (market: Market, symbol: string): string =>
  market === 'HK' ? `${symbol}.HK` : symbol

/** The canonical symbol for one of Tushare's codes; null when the answer gives no code. */
export const symbolOf = (code: unknown): string | null =>
  typeof code === 'string' && code !== '' ? code.replace(/\.HK$/, '') : null

/**
 * The currency of prices, which the answers do not give: B shares trade in US dollars (Shanghai) or
 * Hong Kong dollars (Shenzhen), and Hong Kong's counters 8xxxx in yuan.
 */
export const priceCurrency = (market: Market, symbol: string): Currency => {
  if (market === 'HK') return /^8\d{4}$/.test(symbol) ? 'CNY' : 'HKD'
  return market === 'US' ? 'USD' : cnCurrency(symbol)
}
