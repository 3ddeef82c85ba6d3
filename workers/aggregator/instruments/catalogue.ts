/**
 * Instruments that are known without asking a provider: from the shipped recordings and the shipped
 * list of tickers.
 */
import type { Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { instrumentFor } from '../identity/instrument-for.ts'
import type { KnownInstrument, ShippedListing } from '../model/provider.ts'
import { recordedInstruments, recordedNames, recordedTickers } from './shipped-lists.ts'
import type { Searchable } from '../identity/search.ts'

/** The market whose list of tickers is shipped. */
const LISTED_MARKET: Market = 'US'

const toInstrument = (known: KnownInstrument): Instrument => instrumentFor(known, known)

/**
 * The instruments to search: recordings, then instruments read before, then the shipped names and
 * the list of tickers.
 */
export function* searchables(stored: readonly Instrument[]): Generator<Searchable> {
  const recorded = recordedInstruments().map(toInstrument)
  const ids = new Set(recorded.map(({ id }) => id))
  for (const instrument of recorded) yield { instrument, recorded: true }
  for (const instrument of stored) yield { instrument, recorded: ids.has(instrument.id) }
  for (const known of recordedNames()) yield { instrument: toInstrument(known), recorded: false }
  for (const known of recordedTickers().instruments)
    yield { instrument: toInstrument(known), recorded: false }
}

/**
 * What the shipped lists know of an instrument before anything was read of it; null when it is on
 * none. The lists are years old and companies change their names: from a ticker list only the
 * identifiers are taken, so that an old name does not cause a refusal.
 */
export const catalogued = (market: Market, symbol: string): Instrument | null => {
  const recorded = recordedInstruments().find(
    (known) => known.market === market && known.symbol === symbol,
  )
  if (recorded) return toInstrument(recorded)
  const listed =
    market === LISTED_MARKET
      ? recordedTickers().instruments.find((known) => known.symbol === symbol)
      : undefined
  return listed ? { ...toInstrument(listed), name: symbol, names: {} } : null
}

/** What can be said of an instrument when every provider failed. */
export const knownOf = (market: Market, symbol: string): ShippedListing => {
  const recorded = recordedInstruments().filter((known) => known.market === market)
  if (market !== LISTED_MARKET)
    return { recorded: recorded.map((known) => known.symbol), tickers: null }
  const { as_of, instruments } = recordedTickers()
  const listed = [...recorded, ...instruments].some((known) => known.symbol === symbol)
  return { recorded: recorded.map((known) => known.symbol), tickers: { listed, as_of } }
}
