/**
 * Turns securities found by code or name into instruments. Warrants, which carry the name of their
 * underlying, are left out. Pure.
 */
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import { parseSymbol } from '#shared/symbol.ts'
import { plainText } from '../plain-text.ts'
import type { Stock } from './client.ts'

/**
 * By the Exchange's plan of codes, derivative warrants begin at 10000, and inline warrants and
 * bull/bear contracts at 47000.
 */
const isWarrant = (code: string): boolean => {
  const number = Number(code)
  return (number >= 10_000 && number < 30_000) || (number >= 47_000 && number < 70_000)
}

/** Most securities that a search returns. */
const MOST = 20

export const foundIn = (stocks: readonly Stock[], lang: 'EN' | 'ZH'): FoundInstrument[] =>
  stocks
    .flatMap(({ stockId, code, name }): FoundInstrument[] => {
      const symbol = parseSymbol('HK', code)
      const text = plainText(name ?? '')
      if (!symbol.ok || !text || isWarrant(symbol.data)) return []
      const names = lang === 'EN' ? { en: text } : { zh: text }
      return [
        {
          market: 'HK',
          symbol: symbol.data,
          name: text,
          names,
          exchange: null,
          identifiers: { hkex_stock_id: String(stockId) },
        },
      ]
    })
    .slice(0, MOST)
