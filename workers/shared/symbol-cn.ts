/**
 * A-share codes. The code determines the exchange, and a spelling that names another exchange is
 * refused.
 */

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

/**
 * Shanghai: 6 and 900 (B shares). Shenzhen: 0, 3 and 200 (B shares). Beijing: 4, 8 and 920. All
 * other codes are funds, bonds and indices.
 */
const exchangeOf = (code: string): 'SH' | 'SZ' | 'BJ' | null => {
  if (/^(6|900)/.test(code)) return 'SH'
  if (/^(0|3|200)/.test(code)) return 'SZ'
  if (/^(4|8|920)/.test(code)) return 'BJ'
  return null
}

/**
 * `600519`, `sh600519`, `sh.600519`, `600519.SS` -> `600519.SH`; null when the text is not the code
 * of an A or B share. `text` must be in upper case.
 */
export const readCn = (text: string): string | null => {
  const match = /^(?:(SH|SZ|BJ)\.?)?(\d{6})(?:\.([A-Z]{2,4}))?$/.exec(text)
  const code = match?.[2]
  if (!match || !code) return null
  const exchange = exchangeOf(code)
  const named = [match[1], match[3]].filter((s) => s !== undefined).map((s) => SUFFIXES[s])
  return exchange && named.every((s) => s === exchange) ? `${code}.${exchange}` : null
}
