/**
 * How Eastmoney names an instrument, and how its names are read back: `1.600519` and `600519.SH`,
 * `116.00700`, `105.AAPL`. Pure.
 */
import type { Market } from '#shared/names.ts'
import type { Currency } from '#shared/units/unit.ts'

/**
 * Codes of filtered A lists may be phantoms of companies that never listed, `A20211.SZ`: six digits
 * or nothing.
 */
const MAINLAND = /^\d{6}\.(SH|SZ|BJ)$/
const BEIJING = /^(4|8|92)/
/** Nasdaq, NYSE, NYSE American. */
export const US_MARKETS = ['105', '106', '107'] as const
const HONG_KONG = '116'

export const isMainland = (symbol: string): boolean => MAINLAND.test(symbol)

/** `BRK.B` is `BRK_B`; codes of the other markets stand as they are, without the exchange. */
export const bareCode = (market: Market, symbol: string): string => {
  if (market === 'CN') return symbol.slice(0, 6)
  return market === 'US' ? symbol.replaceAll('.', '_') : symbol
}

/** The ids of the quote hosts that can be meant: one, or with the US one an exchange. */
export const secids = (market: Market, symbol: string): string[] => {
  const code = bareCode(market, symbol)
  if (market === 'US') return US_MARKETS.map((exchange) => `${exchange}.${code}`)
  if (market === 'HK') return [`${HONG_KONG}.${code}`]
  return [`${symbol.endsWith('.SH') ? '1' : '0'}.${code}`]
}

/**
 * Market number and code of an answer as canonical symbol; null when they are of no market this
 * provider has.
 */
export const symbolOf = (
  exchange: string | number,
  code: string,
): { market: Market; symbol: string } | null => {
  const number = String(exchange)
  if (number === '1' || number === '0') {
    const symbol = `${code}.${number === '1' ? 'SH' : BEIJING.test(code) ? 'BJ' : 'SZ'}`
    return isMainland(symbol) ? { market: 'CN', symbol } : null
  }
  if (number === HONG_KONG) return /^\d{5}$/.test(code) ? { market: 'HK', symbol: code } : null
  if (!(US_MARKETS as readonly string[]).includes(number)) return null
  const symbol = code.replaceAll('_', '.')
  return /^[A-Z]{1,5}(\.[A-Z]{1,3})?$/.test(symbol) ? { market: 'US', symbol } : null
}

/**
 * Answers name no currency of the prices; it follows from the list: B shares in dollars, Hong
 * Kong's 8xxxx counters in yuan.
 */
export const quoteCurrency = (market: Market, symbol: string): Currency => {
  if (market === 'US') return 'USD'
  if (market === 'HK') return /^8\d{4}$/.test(symbol) ? 'CNY' : 'HKD'
  if (symbol.startsWith('900')) return 'USD'
  return symbol.startsWith('200') ? 'HKD' : 'CNY'
}

/** `600519.SH` -> `SH600519`. */
const prefixed = (symbol: string): string => `${symbol.slice(7)}${symbol.slice(0, 6)}`

/** Where a person sees the quote. */
export const quotePage = (market: Market, symbol: string): string => {
  if (market === 'CN') return `https://quote.eastmoney.com/${prefixed(symbol).toLowerCase()}.html`
  return `https://quote.eastmoney.com/${market.toLowerCase()}/${bareCode(market, symbol)}.html`
}

/** Where a person reads the company's pages; `part` is the tab. */
export const companyPage = (market: Market, symbol: string, part: string): string => {
  if (market === 'CN')
    return `https://emweb.securities.eastmoney.com/pc_hsf10/pages/index.html?type=web&code=${prefixed(symbol)}#/${part}`
  if (market === 'HK')
    return `https://emweb.securities.eastmoney.com/PC_HKF10/pages/home/index.html?code=${symbol}&type=web&color=w#/${part}`
  return `https://emweb.eastmoney.com/PC_USF10/pages/index.html?code=${bareCode(market, symbol)}&type=web&color=w#/${part}`
}
