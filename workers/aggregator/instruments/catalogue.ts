/**
 * Instruments that are known without asking a provider: from the shipped recordings and the shipped
 * lists of every market.
 */
import type { Instrument } from '#shared/contracts/instrument.ts'
import { type Market, MARKETS } from '#shared/names.ts'
import { instrumentId, splitInstrumentId } from '#shared/symbol.ts'
import { instrumentFor } from '../identity/instrument-for.ts'
import {
  type SearchCatalogue,
  type Searchable,
  searchNames,
  standingOf,
} from '../identity/search.ts'
import { IndexEntries, type SearchIndex } from '../identity/search-index.ts'
import type { ShippedListing } from '../model/provider.ts'
import { aliasesOf } from './aliases.ts'
import { addListed, listedSearchable, listedStanding } from './listed-searchable.ts'
import { recordedInstruments, shippedList } from './shipped-lists.ts'

const recordedAt = (market: Market, symbol: string): Instrument | undefined => {
  const known = recordedInstruments().find((one) => one.market === market && one.symbol === symbol)
  return known && instrumentFor(known, known)
}

/** What the shipped lists and recordings say of an instrument. */
const shippedAt = (id: string): Searchable | undefined => {
  const { market, symbol } = splitInstrumentId(id)
  const listed = listedSearchable(id)
  const instrument = recordedAt(market, symbol)
  if (!instrument) return listed
  // The recordings' symbol in the place of a name says less than the list's name.
  const isNamed = instrument.name !== symbol
  const asListed = listed ? searchNames(listed) : []
  return {
    ...listed,
    recorded: true,
    instrument: instrumentFor(instrument, {
      ...instrument,
      name: isNamed ? instrument.name : (listed?.instrument.name ?? symbol),
      names: { ...listed?.instrument.names, ...instrument.names },
    }),
    moreNames: asListed,
  }
}

/** Every row of a market's list and what is recorded of it, with all its names. */
const shippedIndex = (market: Market): SearchIndex => {
  const entries = new IndexEntries()
  addListed(entries, market)
  for (const { market: of, symbol } of recordedInstruments()) {
    const id = instrumentId(market, symbol)
    const searchable = of === market ? shippedAt(id) : undefined
    // A second entry of the same id is no second find: each instrument is found once.
    if (searchable)
      entries.addNamed(entries.add(id), {
        names: searchNames(searchable),
        codes: searchable.codes ?? [],
      })
  }
  return entries.index()
}

const isRecorded = (id: string): boolean => {
  const { market, symbol } = splitInstrumentId(id)
  return recordedAt(market, symbol) !== undefined
}

const catalogues = new Map<Market, SearchCatalogue>()
const shippedOf = (market: Market): SearchCatalogue => {
  const isHere = (id: string): boolean => splitInstrumentId(id).market === market
  const known = catalogues.get(market) ?? {
    index: shippedIndex(market),
    at: (id: string) => (isHere(id) ? shippedAt(id) : undefined),
    standing: (id: string) =>
      isHere(id) ? standingOf({ recorded: isRecorded(id), standing: listedStanding(id) }) : null,
  }
  catalogues.set(market, known)
  return known
}

/**
 * The shipped listings of one market or of all, for a search. A market's index is made when
 * somebody searches in it for the first time, and kept: what is shipped does not change while the
 * program runs.
 */
export const shippedCatalogues = (market?: Market): SearchCatalogue[] =>
  (market ? [market] : MARKETS).map(shippedOf)

/**
 * What the shipped lists know of an instrument before anything was read of it; null when it is on
 * none. The lists are older than the answers and companies change their names: from a list only the
 * identifiers are taken, so that an old name does not cause a refusal.
 */
export const catalogued = (market: Market, symbol: string): Instrument | null => {
  const recorded = recordedAt(market, symbol)
  if (recorded) return recorded
  const cik = market === 'US' ? shippedList(market).at(symbol)?.cik : undefined
  return cik ? instrumentFor({ market, symbol }, { identifiers: { cik } }) : null
}

/**
 * The market whose shipped list is complete: shares, funds and all other securities, whether traded
 * on an exchange or not.
 */
const WHOLE_MARKET: Market = 'US'

/** What can be said of an instrument when every provider failed. */
export const knownOf = (market: Market, symbol: string): ShippedListing => {
  const recorded = recordedInstruments()
    .filter((known) => known.market === market)
    .map((known) => known.symbol)
  if (market !== WHOLE_MARKET) return { recorded, tickers: null }
  const { about, at } = shippedList(market)
  const listed = recorded.includes(symbol) || at(symbol) !== undefined
  return { recorded, tickers: { listed, as_of: about.as_of } }
}

/** Whether names of the instrument in several languages are kept by hand. */
export const isWellKnown = (id: string): boolean => aliasesOf(splitInstrumentId(id).market).has(id)
