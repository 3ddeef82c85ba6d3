/**
 * Twelve Data's names of instruments: a code and where it is listed, `0700` at XHKG, `600519` at
 * XSHG, `7203` in Japan. Pure.
 */
import type { Market } from '#shared/names.ts'
import { parseSymbol } from '#shared/symbol.ts'

/** Segments of Nasdaq, New York, the other American exchanges and the over-the-counter markets. */
const US_MICS: ReadonlySet<string> = new Set(
  'XNAS XNGS XNMS XNCM XNYS XASE ARCX BATS XCBO IEXG PINX PSGM EXPM OTCM OTCQ OTCB OOTC XOTC'.split(
    ' ',
  ),
)
/** Tokyo is XJPX with Twelve Data; XTKS is the name in general use. */
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

/** Four digits, five where the code needs them. */
const hkCode = (symbol: string): string => symbol.replace(/^0(?=\d{4}$)/, '')

/** Query of one instrument; null for an exchange Twelve Data does not have. */
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
 * Query of several instruments of one market. In mainland China each code carries its exchange,
 * since 000001 is at both.
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

/** Market of a listing; null for the other exchanges of the world. */
export const marketOf = (mic: string): Market | null =>
  US_MICS.has(mic) ? 'US' : (MARKET_OF_MIC[mic] ?? null)

/**
 * What an answer says it is about, in canonical form; a listing elsewhere keeps its exchange,
 * `NVDA:XWBO`, and fits nothing.
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
