/** Yahoo's spelling of symbols: `600519.SS`, `0700.HK`, `BRK-B`, `7203.T`. Pure. */
import type { Market } from '#shared/names.ts'
import { parseSymbol } from '#shared/symbol.ts'

/** Hong Kong codes have four digits, or five from 10000 on. Shanghai is SS. */
export const yahooSymbol = (market: Market, symbol: string): string => {
  switch (market) {
    case 'CN':
      return symbol.replace(/\.SH$/, '.SS')
    case 'HK':
      return `${symbol.replace(/^0/, '')}.HK`
    case 'JP':
      return `${symbol}.T`
    case 'US':
      return symbol.replace('.', '-')
  }
}

const FORMS: readonly (readonly [Market, RegExp])[] = [
  ['CN', /^\d{6}\.(SS|SZ|BJ)$/],
  ['HK', /^\d{4,5}\.HK$/],
  ['JP', /^[0-9A-Z]{4}\.T$/],
  ['US', /^[A-Z]{1,5}(-[A-Z]{1,3})?$/],
]

/**
 * Market and canonical symbol; null for everything outside of the four markets (London, Vienna,
 * options, currencies, indices).
 */
export const fromYahoo = (text: string): { market: Market; symbol: string } | null => {
  const market = FORMS.find(([, form]) => form.test(text))?.[0]
  if (!market) return null
  const symbol = parseSymbol(market, text)
  return symbol.ok ? { market, symbol: symbol.data } : null
}

/**
 * The canonical symbol if it belongs to this market. Otherwise Yahoo's own text, which matches no
 * instrument of this market.
 */
export const symbolIn = (market: Market, text: string): string => {
  const found = fromYahoo(text)
  return found?.market === market ? found.symbol : text
}

export const pageOf = (yahoo: string, part = ''): string =>
  `https://finance.yahoo.com/quote/${encodeURIComponent(yahoo)}/${part}`
