/**
 * The candidates for a typed text, best first: by how well a code or a name fits, then by what is
 * shipped, listed and large. The same text over the same instruments gives the same list. Pure.
 */
import type { Candidate } from '#shared/contracts/aggregator.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { InstrumentId, Market } from '#shared/names.ts'
import { splitInstrumentId } from '#shared/symbol.ts'
import { instrumentFor } from './instrument-for.ts'
import { LAST_GOOD_RANK, RANK } from './name-rank.ts'
import {
  type Hit,
  hitsFor,
  type SearchIndex,
  searchIndex,
  type SearchName,
} from './search-index.ts'
import { searchFold } from './search-key.ts'
import { typedCodes } from './typed-code.ts'

export interface Searchable {
  instrument: Instrument
  /** True when its statements are shipped with the project. */
  recorded: boolean
  /** Further names by which it is found: brands, short and former ones. */
  moreNames?: readonly SearchName[]
  /** Further codes that lead to it. */
  codes?: readonly string[]
  listing?: Candidate['listing']
  /** Orders what fits equally well, the largest first; 0 when absent. */
  standing?: number
}

/** Instruments that can be searched. */
export interface SearchCatalogue {
  index: SearchIndex
  at(id: string): Searchable | undefined
  /** Orders what fits equally well, see `standingOf`; null for an instrument it does not have. */
  standing(id: string): number | null
  /** All of it fits the text, see `Searchable.found`. */
  found?: boolean
}

/** Above every other standing. */
const RECORDED = 1_000_000
/** From here on it is that of a company whose names are kept by hand: a large one. */
export const WELL_KNOWN_STANDING = 500
export const standingOf = (searchable: Pick<Searchable, 'recorded' | 'standing'>): number =>
  (searchable.recorded ? RECORDED : 0) + (searchable.standing ?? 0)

export const searchNames = ({ instrument, moreNames = [] }: Searchable): SearchName[] => [
  ...[...new Set([instrument.name, ...Object.values(instrument.names)])]
    .filter((text) => text !== undefined)
    .map((text) => ({ text, former: false })),
  ...moreNames,
]

/** A catalogue of a few instruments. One that is given more than once keeps its first place. */
export const catalogueOf = (known: Iterable<Searchable>, found = false): SearchCatalogue => {
  const byId = new Map<string, Searchable>()
  for (const searchable of known)
    if (!byId.has(searchable.instrument.id)) byId.set(searchable.instrument.id, searchable)
  const named = [...byId].map(([id, searchable]) => ({
    id,
    names: searchNames(searchable),
    codes: searchable.codes ?? [],
  }))
  return {
    index: searchIndex(named),
    at: (id) => byId.get(id),
    standing: (id) => {
      const searchable = byId.get(id)
      return searchable ? standingOf(searchable) : null
    },
    found,
  }
}

/** What two catalogues say of one instrument; the first wins. */
const mergedWith = (rest: Searchable, first: Searchable): Searchable => ({
  ...rest,
  ...first,
  instrument: instrumentFor(first.instrument, {
    ...first.instrument,
    names: { ...rest.instrument.names, ...first.instrument.names },
    identifiers: { ...rest.instrument.identifiers, ...first.instrument.identifiers },
  }),
  recorded: first.recorded || rest.recorded,
  moreNames: [...(first.moreNames ?? []), ...(rest.moreNames ?? [])],
})

/** What the catalogues say of an instrument; the first one that says something wins. */
const mergedAt = (catalogues: readonly SearchCatalogue[], id: string): Searchable | undefined => {
  const [first, ...others] = catalogues.flatMap(({ at }) => at(id) ?? []).reverse()
  return first && others.reduce(mergedWith, first)
}

/** The markets in the order in which a text in this script most likely means them. */
const homesOf = (text: string): readonly Market[] => {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return ['JP', 'CN', 'HK', 'US']
  return /\p{Script=Han}/u.test(text) ? ['CN', 'HK', 'JP', 'US'] : ['US', 'HK', 'CN', 'JP']
}

/** The name that fits, when it is not one that the instrument shows anyway. */
const matchedName = (hit: Hit, { moreNames = [] }: Searchable): Candidate['matched'] => {
  const found = moreNames.find(({ text }) => searchFold(text) === hit.name)
  return found ? { name: found.text, former: found.former } : null
}

const candidateFor = (hit: Hit, searchable: Searchable): Candidate => ({
  ...searchable.instrument,
  match: hit.name === null && hit.rank !== RANK.found ? 'symbol' : 'name',
  exact: hit.rank <= RANK.formerName,
  matched: matchedName(hit, searchable),
  recorded: searchable.recorded,
  listing: searchable.listing ?? null,
})

const unknownCandidate = (id: InstrumentId): Candidate => ({
  ...instrumentFor(splitInstrumentId(id)),
  match: 'unknown_symbol',
  exact: false,
  matched: null,
  recorded: false,
  listing: null,
})

type StandingOf = (id: string) => number

/**
 * The best standing of those that know the instrument: an unknown one is no better than a bad one.
 */
const standingIn = (catalogues: readonly SearchCatalogue[]): StandingOf => {
  const known = new Map<string, number>()
  return (id) => {
    const told = known.get(id)
    if (told !== undefined) return told
    const all = catalogues.flatMap((one) => one.standing(id) ?? [])
    const best = all.length > 0 ? Math.max(...all) : 0
    known.set(id, best)
    return best
  }
}

/**
 * What is typed may be the code of one company and the whole name of another: `BYD` is Boyd
 * Gaming's code. Of these a well-known company comes first, by its name or its code. A text that is
 * hardly a name means the code.
 */
const isMeant = (hit: Hit, isPlainCode: boolean, standing: StandingOf): boolean =>
  !isPlainCode && hit.rank <= RANK.core && standing(hit.id) >= WELL_KNOWN_STANDING

interface Ordering {
  homes: readonly Market[]
  standing: StandingOf
  isPlainCode: boolean
}

const byBest = ({ homes, standing, isPlainCode }: Ordering) => {
  const home = (id: string): number => homes.indexOf(splitInstrumentId(id).market)
  const meant = (hit: Hit): number => (isMeant(hit, isPlainCode, standing) ? 0 : 1)
  return (a: Hit, b: Hit): number =>
    meant(a) - meant(b) ||
    a.rank - b.rank ||
    standing(b.id) - standing(a.id) ||
    home(a.id) - home(b.id) ||
    a.id.length - b.id.length ||
    (a.id < b.id ? -1 : 1)
}

/** What the catalogues have for the text, best first. */
export interface SearchFindings {
  hits: Hit[]
  /** Well-formed codes in the text that no catalogue knows. */
  unknown: InstrumentId[]
  /** The text is hardly a name: it names its market or has digits. */
  isPlainCode: boolean
}

export const findIn = (
  catalogues: readonly SearchCatalogue[],
  text: string,
  market: Market | undefined,
): SearchFindings => {
  const indices = catalogues.map(({ index }) => index)
  const { hits, unknown } = hitsFor(indices, text, market)
  const hit = new Set(hits.map(({ id }) => id))
  const given = catalogues
    .flatMap(({ found, index }) => (found ? index.ids : []))
    .filter((id) => !hit.has(id))
  for (const id of new Set(given)) hits.push({ id, rank: RANK.found, name: null })
  const isPlainCode = typedCodes(text, market).isPlain
  const ordering = { homes: homesOf(text), standing: standingIn(catalogues), isPlainCode }
  return { hits: hits.sort(byBest(ordering)), unknown, isPlainCode }
}

/** The first `limit` candidates. The last ones are codes that nothing here knows. */
export const candidatesOf = (
  catalogues: readonly SearchCatalogue[],
  { hits, unknown }: SearchFindings,
  limit: number,
): Candidate[] => {
  const codes = unknown.slice(0, limit).map(unknownCandidate)
  const known = hits.slice(0, limit - codes.length).flatMap((hit) => {
    const searchable = mergedAt(catalogues, hit.id)
    return searchable ? [candidateFor(hit, searchable)] : []
  })
  return [...known, ...codes]
}

/** The candidates among a few instruments. */
export const rankCandidates = (
  text: string,
  known: Iterable<Searchable>,
  { market, limit }: { market?: Market | undefined; limit: number },
): Candidate[] => {
  const catalogues = [catalogueOf(known)]
  const { hits } = findIn(catalogues, text, market)
  return candidatesOf(catalogues, { hits, unknown: [], isPlainCode: false }, limit)
}

/**
 * Whether what is known here answers the text, so that nobody needs to wait for a provider: a name
 * fits well, or a code does that is hardly a name or belongs to a company whose names are known in
 * several languages. `BYD` is a code of one company and the name of another: the code alone does
 * not answer it.
 */
export const isSettled = (
  { hits, isPlainCode }: SearchFindings,
  isWellKnown: (id: string) => boolean,
): boolean =>
  hits.some(({ id, rank, name }) => {
    if (rank === RANK.code || (rank === RANK.beginning && name === null))
      return isPlainCode || isWellKnown(id)
    return rank <= LAST_GOOD_RANK
  })
