/**
 * J-Quants' codes have five characters: the four of the symbol and a 0 for the common share. Pure.
 */

/** A class of shares has five characters already. */
export const codeOf = (symbol: string): string => symbol.padEnd(5, '0')

/**
 * `72030` -> `7203`. Another class of shares keeps its fifth character. Null when there is
 * no code.
 */
export const symbolOf = (code: unknown): string | null => {
  if (typeof code !== 'string' || code === '') return null
  return code.length === 5 && code.endsWith('0') ? code.slice(0, 4) : code
}

/** A page about a listed company. */
export const pageOf = (symbol: string): string =>
  `https://quote.jpx.co.jp/jpx/template/quote.cgi?F=tmp/stock_detail&MKTN=T&QCODE=${symbol}`
