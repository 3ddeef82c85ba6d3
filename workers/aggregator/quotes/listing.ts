/** Whether an instrument is on its market's list of tickers. No provider is asked. */
import { splitInstrumentId } from '#shared/symbol.ts'
import { knownOf } from '../instruments/catalogue.ts'

/** Null when the market has no list. */
export const listingOf = (instrument: string): { listed: boolean; as_of: string } | null => {
  const { market, symbol } = splitInstrumentId(instrument)
  return knownOf(market, symbol).tickers
}

/** True only when the market has a list and the instrument is not on it. */
export const isUnlisted = (instrument: string): boolean => listingOf(instrument)?.listed === false
