/**
 * The only place that makes an Instrument: from what an answer states and what was known before.
 */
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Market } from '#shared/names.ts'
import { instrumentId } from '#shared/symbol.ts'

export interface InstrumentToName {
  market: Market
  /** Canonical symbol. */
  symbol: string
  /** What earlier answers or the shipped lists say of it; absent when nothing is known. */
  known?: Instrument | null
}

/** What an answer states of an instrument; absent or null where it states nothing. */
export interface StatedInstrument {
  name?: string | null
  /** Replace all known names; a caller that wants to keep the known names passes them as well. */
  names?: Instrument['names']
  exchange?: string | null
  industry?: string | null
  fiscal_year_end?: string | null
  /** Added to the known identifiers; they win over a known one of the same kind. */
  identifiers?: Record<string, string>
}

/**
 * What is not stated is taken from what is known. What is unknown is null or empty, and the symbol
 * replaces a missing name.
 */
export const instrumentFor = (
  { market, symbol, known }: InstrumentToName,
  stated: StatedInstrument = {},
): Instrument => ({
  id: instrumentId(market, symbol),
  market,
  symbol,
  name: stated.name ?? known?.name ?? symbol,
  names: stated.names ?? known?.names ?? {},
  exchange: stated.exchange ?? known?.exchange ?? null,
  industry: stated.industry ?? known?.industry ?? null,
  fiscal_year_end: stated.fiscal_year_end ?? known?.fiscal_year_end ?? null,
  identifiers: { ...known?.identifiers, ...stated.identifiers },
})

/** The names without the languages whose key has no value. */
export const withoutAbsent = (names: Instrument['names']): Instrument['names'] =>
  Object.fromEntries(Object.entries(names).filter(([, name]) => name !== undefined))
