/**
 * J-Quants' codes have five characters: the four of the symbol and a 0 for the common share. Pure.
 */

export const codeOf = (symbol: string): string => `${symbol}0`

/**
 * `72030` -> `7203`. A preferred share keeps its fifth character, so it matches no symbol. Null
 * when there is no code.
 */
export const symbolOf = (code: unknown): string | null => {
  if (typeof code !== 'string' || code === '') return null
  return code.length === 5 && code.endsWith('0') ? code.slice(0, 4) : code
}

/** A page about a listed company. */
export const pageOf = (symbol: string): string =>
  `https://quote.jpx.co.jp/jpx/template/quote.cgi?F=tmp/stock_detail&MKTN=T&QCODE=${symbol}`
