/**
 * Codes of A and B shares. The code determines the exchange, and a spelling that names another
 * exchange is refused: 000001.SH is an index, 000001.SZ a bank.
 */
import { BEIJING_CODES } from './symbol-bj.ts'

const SUFFIXES: Record<string, string> = {
  SH: 'SH',
  SS: 'SH',
  SHH: 'SH',
  XSHG: 'SH',
  SZ: 'SZ',
  SHZ: 'SZ',
  XSHE: 'SZ',
  BJ: 'BJ',
  XBSE: 'BJ',
}

/** Codes that begin so are listed shares; all others are funds, bonds, rights and indices. */
const SHARES: readonly (readonly [RegExp, 'SH' | 'SZ' | 'BJ'])[] = [
  // A shares, the STAR board with its depositary receipts, B shares.
  [/^(60|68[89]|900)/, 'SH'],
  // A shares, ChiNext, B shares. 399xxx are indices, 03xxxx warrants, 08xxxx rights.
  [/^(00[0-4]|30|20[01])/, 'SZ'],
  // 899xxx are indices, 81xxxx bonds, 82xxxx preferred shares, 4xxxxx and 88xxxx the third board.
  [/^920/, 'BJ'],
]
const exchangeOf = (code: string) => SHARES.find(([codes]) => codes.test(code))?.[1] ?? null

/** B shares of Shanghai are traded in US dollars, and those of Shenzhen in Hong Kong dollars. */
export const cnCurrency = (symbol: string): 'CNY' | 'USD' | 'HKD' =>
  symbol.startsWith('900') ? 'USD' : /^20[01]/.test(symbol) ? 'HKD' : 'CNY'
export const isBShare = (symbol: string): boolean => cnCurrency(symbol) !== 'CNY'

/**
 * `600519`, `sh600519`, `sh.600519`, `600519.SS` -> `600519.SH`, `430047` -> `920047.BJ`; null when
 * the text is not the code of an A or B share. `text` must be in upper case.
 */
export const readCn = (text: string): string | null => {
  const match = /^(?:(SH|SZ|BJ)\.?)?(\d{6})(?:\.([A-Z]{2,4}))?$/.exec(text)
  const given = match?.[2]
  if (!match || !given) return null
  const code = BEIJING_CODES.get(given) ?? given
  const exchange = exchangeOf(code)
  const named = [match[1], match[3]].filter((s) => s !== undefined).map((s) => SUFFIXES[s])
  return exchange && named.every((s) => s === exchange) ? `${code}.${exchange}` : null
}
