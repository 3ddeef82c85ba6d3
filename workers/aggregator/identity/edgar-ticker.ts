/**
 * How EDGAR writes a company: its ticker with a hyphen, its number (CIK), and a row in its list of
 * tickers. Pure.
 */
import type { KnownInstrument } from '../model/provider.ts'

/** `BRK.B` is `BRK-B` at EDGAR. */
export const edgarTicker = (symbol: string): string => symbol.toUpperCase().replaceAll('.', '-')
export const symbolOf = (ticker: string): string => ticker.toUpperCase().replaceAll('-', '.')

/** `0000320193`: the form of a CIK in EDGAR's paths. */
export const paddedCik = (cik: number): string => String(cik).padStart(10, '0')

export const knownInstrument = (row: {
  cik: number
  ticker: string
  title: string
}): KnownInstrument => ({
  market: 'US',
  symbol: symbolOf(row.ticker),
  name: row.title,
  names: { en: row.title },
  identifiers: { cik: paddedCik(row.cik) },
})
