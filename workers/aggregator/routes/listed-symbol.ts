/**
 * The symbol of a company of a snapshot: a code of its market, or the number of its registration.
 */
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { Market } from '#shared/names.ts'
import { companySymbol, parseSymbol } from '#shared/symbol.ts'

/** Companies of the US of which no code of the day is known are called by their CIK. */
const CIK = /^CIK\d{10}$/i

export const parseListed = (market: Market, text: string): Result<string> => {
  if (market === 'US' && CIK.test(text)) return ok(text.toUpperCase())
  const symbol = parseSymbol(market, text)
  return symbol.ok ? ok(companySymbol(market, symbol.data)) : symbol
}
