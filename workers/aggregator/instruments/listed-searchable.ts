/** A row of a shipped list with its hand-kept names, as a search needs it. */
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Market } from '#shared/names.ts'
import { instrumentId, splitInstrumentId } from '#shared/symbol.ts'
import { instrumentFor, withoutAbsent } from '../identity/instrument-for.ts'
import { type Searchable, WELL_KNOWN_STANDING } from '../identity/search.ts'
import type { IndexEntries, SearchEntry, SearchName } from '../identity/search-index.ts'
import { type Alias, aliasesOf, type PlacedAlias } from './aliases.ts'
import { type ShippedInstrument, listingStatus, shippedList } from './shipped-lists.ts'

/**
 * Marks behind a name: of weighted rights in Hong Kong (`XIAOMI-W`), of loss-makers in Shanghai.
 */
const NAME_MARK = /-[A-Z]{1,3}$/

const listNames = (
  { market, name, english }: ShippedInstrument,
  alias?: Alias,
): Instrument['names'] => {
  if (name === '') return {}
  const { en, zh, ja } = alias ?? {}
  if (market === 'CN') return { zh: name, en: english || en, ja }
  if (market === 'HK') return { en: en ?? name, zh, ja }
  return market === 'JP' ? { ja: name, en, zh } : { en: name, zh, ja }
}

const aliasAt = (id: string): PlacedAlias | undefined =>
  aliasesOf(splitInstrumentId(id).market).get(id)

const KIND_STANDING = {
  share: 0,
  reit: 0,
  fund: -2_000,
  preferred: -3_000,
  receipt: -3_000,
  other: -4_000,
} as const
/** Companies whose names are kept by hand are the large ones, the largest first in their file. */
const NAMED = 2_000
const SECOND_LISTING = WELL_KNOWN_STANDING
const OLDER = -5_000
const DELISTED = -6_000

const standingFor = (listing: ShippedInstrument, alias: PlacedAlias | undefined): number =>
  KIND_STANDING[listing.kind] +
  (alias ? (alias.as ? SECOND_LISTING : NAMED - alias.place) : 0) +
  (listing.isOlder ? OLDER : listing.delisted_on === null ? 0 : DELISTED) +
  listing.size

interface AllNames {
  names: Instrument['names']
  more: SearchName[]
}

/** The names of the row and those of the company's first listing. */
const namesFor = (listing: ShippedInstrument, alias: Alias | undefined): AllNames => {
  const first = alias?.as === undefined ? undefined : namesAt(alias.as)
  const own = withoutAbsent(listNames(listing, alias))
  const names = { ...first?.names, ...own }
  const shown = new Set(Object.values(names))
  const unmarked = listing.name.replace(NAME_MARK, '')
  const others = [unmarked, alias?.en, ...Object.values(first?.names ?? {}), ...(alias?.also ?? [])]
  const more = new Set(others.flatMap((name) => name || []))
  return {
    names,
    more: [
      ...[...more].filter((name) => !shown.has(name)).map((text) => ({ text, former: false })),
      ...(alias?.former ?? []).map((text) => ({ text, former: true })),
      ...(first?.more ?? []),
    ],
  }
}
const namesAt = (id: string): AllNames | undefined => {
  const { market, symbol } = splitInstrumentId(id)
  const listing = shippedList(market).at(symbol)
  return listing && namesFor(listing, aliasAt(id))
}

const codesFor = ({ market, counters }: ShippedInstrument, alias: Alias | undefined): string[] =>
  [...counters, ...(alias?.codes ?? [])].map((code) => instrumentId(market, code))

/** The names and codes of a row that has hand-kept names. */
const aliasedNames = (listing: ShippedInstrument, alias: Alias): Omit<SearchEntry, 'id'> => {
  const { names, more } = namesFor(listing, alias)
  const own = new Set([listing.name, ...Object.values(names)].flatMap((name) => name || []))
  return {
    names: [...[...own].map((text) => ({ text, former: false })), ...more],
    codes: codesFor(listing, alias),
  }
}

/**
 * Adds every row of a market's list to an index. Most rows have one name and one code, so they are
 * read column by column: a row as a whole costs ten times more.
 */
export const addListed = (entries: IndexEntries, market: Market): void => {
  const list = shippedList(market)
  const aliases = aliasesOf(market)
  for (const [at, symbol] of list.symbols.entries()) {
    const id = instrumentId(market, symbol)
    const owner = entries.add(id)
    const alias = aliases.get(id)
    if (alias) {
      entries.addNamed(owner, aliasedNames(list.row(at), alias))
      continue
    }
    const name = list.cell('name', at)
    if (name === '') continue
    entries.addName(owner, name)
    const unmarked = name.includes('-') ? name.replace(NAME_MARK, '') : name
    if (unmarked !== name) entries.addName(owner, unmarked)
    const english = list.cell('english', at)
    if (english !== '') entries.addName(owner, english)
    const counters = list.cell('counters', at)
    if (counters !== '')
      for (const code of counters.split(' ')) entries.addCode(owner, instrumentId(market, code))
  }
}

/** What orders rows that fit equally well; 0 for what is not on its market's list. */
export const listedStanding = (id: string): number => {
  const { market, symbol } = splitInstrumentId(id)
  const listing = shippedList(market).at(symbol)
  return listing ? standingFor(listing, aliasAt(id)) : 0
}

/** The instrument of a row; undefined when its market's list does not have it. */
export const listedSearchable = (id: string): Searchable | undefined => {
  const { market, symbol } = splitInstrumentId(id)
  const listing = shippedList(market).at(symbol)
  if (!listing) return undefined
  const alias = aliasAt(id)
  const { names, more } = namesFor(listing, alias)
  return {
    instrument: instrumentFor(
      { market, symbol },
      {
        name: listing.name || symbol,
        names,
        industry: listing.industry,
        identifiers: listing.cik === null ? {} : { cik: listing.cik },
      },
    ),
    recorded: false,
    moreNames: more,
    codes: codesFor(listing, alias),
    listing: listingStatus(listing),
    standing: standingFor(listing, alias),
  }
}
