/**
 * Ranking of instruments for a query: symbols before names, exact before partial, recorded before
 * the rest. Pure.
 */
import type { Candidate } from '#shared/contracts/aggregator.ts'
import type { InstrumentId, Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { foldName } from './name-fit.ts'
import { guess } from '#shared/symbol.ts'

export interface Searchable {
  instrument: Instrument
  /** True when its statements are shipped with the project. */
  recorded: boolean
  /**
   * Set when a provider found it for exactly this text: by its initials or in another language. It
   * is then a candidate, whatever its names are here.
   */
  found?: true
}

/**
 * Makes Ａｐｐｌｅ, APPLE and apple equal, and 騰訊 and 腾讯; runs of punctuation and space become one
 * space.
 */
const fold = foldName

const SYMBOL_EXACT = 0
const SYMBOL_PREFIX = 1
const NAME_EXACT = 2
const NAME_PREFIX = 3
const NAME_WORD = 4
const NAME_PART = 5
const FOUND = 6

const nameRank = (name: string, query: string): number | null => {
  if (name === query) return NAME_EXACT
  if (name.startsWith(query)) return NAME_PREFIX
  if (` ${name}`.includes(` ${query}`)) return NAME_WORD
  return name.includes(query) ? NAME_PART : null
}

interface Ranked {
  candidate: Candidate
  rank: number
}

const ranker = (text: string): ((known: Searchable) => Ranked[]) => {
  const ids = new Set<string>(guess(text))
  const query = fold(text)
  const symbolPart = text.normalize('NFKC').trim().toUpperCase()
  return ({ instrument, recorded, found: isFound }) => {
    const found = (rank: number, match: Candidate['match']): Ranked[] => [
      { candidate: { ...instrument, match, recorded }, rank },
    ]
    if (ids.has(instrument.id)) return found(SYMBOL_EXACT, 'symbol')
    if (symbolPart !== '' && instrument.symbol.startsWith(symbolPart))
      return found(SYMBOL_PREFIX, 'symbol')
    if (query === '') return isFound ? found(FOUND, 'name') : []
    const names = [instrument.name, ...Object.values(instrument.names)].filter(
      (name) => name !== undefined,
    )
    const ranks = names.flatMap((name) => nameRank(fold(name), query) ?? [])
    return ranks.length > 0 || isFound ? found(Math.min(FOUND, ...ranks), 'name') : []
  }
}

/**
 * The instruments that a text may mean, best first. Only instruments of `known` appear. An
 * instrument that is given more than once keeps its first place.
 */
export const rankCandidates = (
  text: string,
  known: Iterable<Searchable>,
  options: { market?: Market | undefined; limit: number },
): Candidate[] => {
  const rank = ranker(text)
  const seen = new Set<string>()
  const found: Ranked[] = []
  for (const searchable of known) {
    const { id, market } = searchable.instrument
    if (seen.has(id) || (options.market && market !== options.market)) continue
    seen.add(id)
    found.push(...rank(searchable))
  }
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      Number(b.candidate.recorded) - Number(a.candidate.recorded) ||
      a.candidate.symbol.length - b.candidate.symbol.length ||
      a.candidate.id.localeCompare(b.candidate.id),
  )
  return found.slice(0, options.limit).map(({ candidate }) => candidate)
}

/**
 * Whether the text names exactly this instrument, by its symbol or by a whole name. Then no
 * provider needs to be asked.
 */
export const isExact = (text: string, { id, name, names }: Instrument): boolean =>
  guess(text).includes(id as InstrumentId) ||
  [name, ...Object.values(names)].some((given) => given !== undefined && fold(given) === fold(text))
