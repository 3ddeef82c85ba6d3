/**
 * Writes and reads Eastmoney's names of instruments: `1.600519` and `600519.SH`, `116.00700`,
 * `105.AAPL`. Pure.
 */
import type { Market } from '#shared/names.ts'
import { cnCurrency, readCn } from '#shared/symbol-cn.ts'
import type { Currency } from '#shared/units/unit.ts'

/**
 * A code must have six digits. Filtered lists of A-shares may contain codes of companies that never
 * listed, such as `A20211.SZ`.
 */
const MAINLAND = /^\d{6}\.(SH|SZ|BJ)$/
/** Nasdaq, NYSE, NYSE American. */
export const US_MARKETS = ['105', '106', '107'] as const
const HONG_KONG = '116'

export const isMainland = (symbol: string): boolean => MAINLAND.test(symbol)

/** `BRK.B` becomes `BRK_B`. Codes of the other markets keep their form, without the exchange. */
export const bareCode = (market: Market, symbol: string): string => {
  if (market === 'CN') return symbol.slice(0, 6)
  return market === 'US' ? symbol.replaceAll('.', '_') : symbol
}

/** The possible ids at the quote hosts: one, or for the US one for each exchange. */
export const secids = (market: Market, symbol: string): string[] => {
  const code = bareCode(market, symbol)
  if (market === 'US') return US_MARKETS.map((exchange) => `${exchange}.${code}`)
  if (market === 'HK') return [`${HONG_KONG}.${code}`]
  return [`${symbol.endsWith('.SH') ? '1' : '0'}.${code}`]
}

/**
 * The canonical symbol for the market number and code of an answer; null when this provider does
 * not cover the market.
 */
export const symbolOf = (
  exchange: string | number,
  code: string,
): { market: Market; symbol: string } | null => {
  const number = String(exchange)
  if (number === '1' || number === '0') {
    const symbol = readCn(code)
    return symbol && symbol.endsWith('.SH') === (number === '1') ? { market: 'CN', symbol } : null
  }
  if (number === HONG_KONG) return /^\d{5}$/.test(code) ? { market: 'HK', symbol: code } : null
  if (!(US_MARKETS as readonly string[]).includes(number)) return null
  const symbol = code.replaceAll('_', '.')
  return /^[A-Z]{1,5}(\.[A-Z]{1,3})?$/.test(symbol) ? { market: 'US', symbol } : null
}

/**
 * Answers do not give the currency of the prices. It follows from the kind of share: B shares are
 * in dollars, and Hong Kong's 8xxxx counters are in yuan.
 */
export const quoteCurrency = (market: Market, symbol: string): Currency => {
  if (market === 'US') return 'USD'
  if (market === 'HK') return /^8\d{4}$/.test(symbol) ? 'CNY' : 'HKD'
  return cnCurrency(symbol)
}

/** `600519.SH` -> `SH600519`. */
const prefixed = (symbol: string): string => `${symbol.slice(7)}${symbol.slice(0, 6)}`

/** The page that shows the quote. */
export const quotePage = (market: Market, symbol: string): string => {
  if (market === 'CN') return `https://quote.eastmoney.com/${prefixed(symbol).toLowerCase()}.html`
  return `https://quote.eastmoney.com/${market.toLowerCase()}/${bareCode(market, symbol)}.html`
}

/** The page about the company; `part` is the tab. */
export const companyPage = (market: Market, symbol: string, part: string): string => {
  if (market === 'CN')
    return `https://emweb.securities.eastmoney.com/pc_hsf10/pages/index.html?type=web&code=${prefixed(symbol)}#/${part}`
  if (market === 'HK')
    return `https://emweb.securities.eastmoney.com/PC_HKF10/pages/home/index.html?code=${symbol}&type=web&color=w#/${part}`
  return `https://emweb.eastmoney.com/PC_USF10/pages/index.html?code=${bareCode(market, symbol)}&type=web&color=w#/${part}`
}
