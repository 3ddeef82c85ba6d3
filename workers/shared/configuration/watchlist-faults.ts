/** What is wrong with a watchlist. Pure. */
import type { Watchlist } from '#shared/contracts/config-documents.ts'
import { LANGUAGES } from '#shared/names.ts'
import { instrumentId, parseSymbol } from '#shared/symbol.ts'
import { type FaultInDocument, isVisible } from './fault.ts'

/**
 * Finds symbols that are not in canonical form, instruments that occur twice, and names that show
 * nothing.
 */
export const watchlistFaults = (watchlist: Watchlist): FaultInDocument[] => {
  const seen = new Set<string>()
  return watchlist.flatMap(({ market, symbol, names = {} }, at): FaultInDocument[] => {
    const path = `${at}.symbol`
    const blank = LANGUAGES.flatMap((language): FaultInDocument[] => {
      const name = names[language]
      return name === undefined || isVisible(name)
        ? []
        : [{ path: `${at}.names.${language}`, reason: 'blank', message: 'the name shows nothing' }]
    })
    const parsed = parseSymbol(market, symbol)
    if (!parsed.ok) return [{ path, reason: 'malformed', message: parsed.detail }, ...blank]
    if (parsed.data !== symbol)
      return [{ path, reason: 'malformed', message: `write ${parsed.data}` }, ...blank]
    const id = instrumentId(market, symbol)
    if (seen.has(id))
      return [{ path, reason: 'duplicate', message: `${id} stands in the list twice` }, ...blank]
    seen.add(id)
    return blank
  })
}
