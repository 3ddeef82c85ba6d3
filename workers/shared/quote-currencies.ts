/** The currencies in which shares are quoted, which need not be those in which companies report. */
import type { Market } from './names.ts'
import { cnCurrency } from './symbol-cn.ts'

/**
 * The currencies in which a market's instruments are quoted. B shares in Shanghai are quoted in US
 * dollars, in Shenzhen in Hong Kong dollars; Hong Kong has counters in yuan. The usual one comes
 * first.
 */
export const quoteCurrencies = (market: Market, symbol: string): readonly string[] => {
  if (market === 'CN') return [cnCurrency(symbol)]
  if (market === 'HK') return /^8\d{4}$/.test(symbol) ? ['CNY'] : ['HKD', 'CNY', 'USD']
  return market === 'JP' ? ['JPY'] : ['USD']
}
