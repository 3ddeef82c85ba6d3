/**
 * How Twelve Data names instruments: a code and the place of its listing, `0700` at XHKG, `600519`
 * at XSHG, `7203` in Japan. Pure.
 */
import type { Market } from '#shared/names.ts'
import { parseSymbol } from '#shared/symbol.ts'

/**
 * Segments of Nasdaq, of New York, of the other American exchanges and of the over-the-counter
 * markets.
 */
const US_MICS: ReadonlySet<string> = new Set(
  'XNAS XNGS XNMS XNCM XNYS XASE ARCX BATS XCBO IEXG PINX PSGM EXPM OTCM OTCQ OTCB OOTC XOTC'.split(
    ' ',
  ),
)
/** Twelve Data calls Tokyo XJPX; the usual name is XTKS. */
const MARKET_OF_MIC: Record<string, Market> = {
  XHKG: 'HK',
  XSHG: 'CN',
  XSHE: 'CN',
  XJPX: 'JP',
  XTKS: 'JP',
}
const CN_EXCHANGES: Record<string, { mic: string; name: string; suffix: string }> = {
  SH: { mic: 'XSHG', name: 'SSE', suffix: '.SH' },
  SZ: { mic: 'XSHE', name: 'SZSE', suffix: '.SZ' },
}

/** Four digits, or five when the code needs them. */
const hkCode = (symbol: string): string => symbol.replace(/^0(?=\d{4}$)/, '')

/** The query for one instrument; null for an exchange that Twelve Data does not have. */
export const askedAs = (market: Market, symbol: string): Record<string, string> | null => {
  switch (market) {
    case 'US':
      return { symbol, country: 'United States' }
    case 'HK':
      return { symbol: hkCode(symbol), mic_code: 'XHKG' }
    case 'JP':
      return { symbol, country: 'Japan' }
    case 'CN': {
      const exchange = CN_EXCHANGES[symbol.slice(7)]
      return exchange ? { symbol: symbol.slice(0, 6), mic_code: exchange.mic } : null
    }
  }
}

/**
 * The query for several instruments of one market. In mainland China each code has its exchange,
 * because both exchanges have 000001.
 */
export const askedTogether = (
  market: Market,
  symbols: readonly string[],
): Record<string, string> => {
  if (market === 'CN') {
    const named = symbols.flatMap((symbol) => {
      const exchange = CN_EXCHANGES[symbol.slice(7)]
      return exchange ? [`${symbol.slice(0, 6)}:${exchange.name}`] : []
    })
    return { symbol: named.join(',') }
  }
  const codes = symbols.map((symbol) => (market === 'HK' ? hkCode(symbol) : symbol)).join(',')
  return {
    symbol: codes,
    ...(market === 'HK'
      ? { mic_code: 'XHKG' }
      : { country: market === 'US' ? 'United States' : 'Japan' }),
  }
}

/** The market of a listing; null for all other exchanges. */
export const marketOf = (mic: string): Market | null =>
  US_MICS.has(mic) ? 'US' : (MARKET_OF_MIC[mic] ?? null)

/**
 * The symbol that an answer is about, in canonical form. A listing on another exchange keeps that
 * exchange in its symbol, `NVDA:XWBO`, so it matches no symbol.
 */
export const canonical = (market: Market, given: string, mic: string | null): string => {
  if (mic !== null && marketOf(mic) !== market) return `${given}:${mic}`
  if (market === 'CN') {
    const exchange = Object.values(CN_EXCHANGES).find((e) => e.mic === mic)
    return exchange ? `${given}${exchange.suffix}` : given
  }
  const parsed = parseSymbol(market, given)
  return parsed.ok ? parsed.data : given
}
