/** The one making of an Instrument: what an answer states of it, beside what was known before. */
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Market } from '#shared/names.ts'
import { instrumentId } from '#shared/symbol.ts'

export interface InstrumentToName {
  market: Market
  /** Canonical symbol. */
  symbol: string
  /** What is known of it from earlier answers or from the shipped lists; absent when nothing is. */
  known?: Instrument | null
}

/** What an answer states of an instrument; absent or null where it says nothing. */
export interface StatedInstrument {
  name?: string | null
  /** Take the place of all names known: who wants to keep those passes them too. */
  names?: Instrument['names']
  exchange?: string | null
  industry?: string | null
  fiscal_year_end?: string | null
  /** Stand beside the known ones, and win over a known one of the same kind. */
  identifiers?: Record<string, string>
}

/**
 * What is not stated is taken from what is known. What nobody knows is null or empty, and the
 * symbol stands in for a name.
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

/** Without the languages that are there as keys alone. */
export const withoutAbsent = (names: Instrument['names']): Instrument['names'] =>
  Object.fromEntries(Object.entries(names).filter(([, name]) => name !== undefined))
