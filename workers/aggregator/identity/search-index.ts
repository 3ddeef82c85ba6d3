/**
 * The index of names and codes that a search goes through, and the search itself. Each step is one
 * pass over the index or less, whatever the text is. Pure.
 */
import type { InstrumentId, Market } from '#shared/names.ts'
import { splitInstrumentId } from '#shared/symbol.ts'
import {
  fitsWithTypo,
  LAST_GOOD_RANK,
  mayHaveTypo,
  type NameQuestion,
  nameQuestion,
  RANK,
  type Rank,
  rankName,
} from './name-rank.ts'
import { coreOf, searchFoldAll, squeeze } from './search-key.ts'
import { type SearchLines, linesOf, linesWith } from './search-lines.ts'
import { squeezedCode, type TypedCodes, typedCodes, writtenCode } from './typed-code.ts'

export interface SearchName {
  text: string
  /** The company no longer has this name. */
  former: boolean
}
/** What is searched for. */
export interface SearchEntry {
  id: string
  names: readonly SearchName[]
  /** Further codes that lead to it. */
  codes: readonly string[]
}

export interface SearchIndex {
  ids: readonly string[]
  /** The folded names with their spaces, and without. */
  names: readonly string[]
  squeezed: SearchLines
  /** The indices, in `names`, of former names. */
  former: ReadonlySet<number>
  codes: SearchLines
}

/** Stands before a code as it is written, so that a search can tell it from its other spellings. */
const WRITTEN = '='

/** Names and codes as they are collected for an index, each beside the number of its instrument. */
export class IndexEntries {
  readonly ids: string[] = []
  readonly #names: string[] = []
  readonly #owners: number[] = []
  readonly #former: boolean[] = []
  readonly #codes: string[] = []
  readonly #codeOwners: number[] = []

  #addCode(line: string, owner: number): void {
    this.#codes.push(line)
    this.#codeOwners.push(owner)
  }
  /** Adds an instrument with the spellings of its own code; returns its number. */
  add(id: string): number {
    const owner = this.ids.push(id) - 1
    const symbol = id.slice(id.indexOf(':') + 1)
    this.#addCode(id, owner)
    this.#addCode(WRITTEN + symbol, owner)
    const written = writtenCode(id)
    if (written !== symbol) this.#addCode(WRITTEN + written, owner)
    if (symbol.includes('.')) this.#addCode(WRITTEN + symbol.replaceAll('.', ''), owner)
    return owner
  }
  addName(owner: number, text: string, former = false): void {
    this.#names.push(text)
    this.#owners.push(owner)
    this.#former.push(former)
  }
  /** Another code that leads to the instrument, as an id. */
  addCode(owner: number, id: string): void {
    this.#addCode(id, owner)
  }
  addNamed(owner: number, { names, codes }: Omit<SearchEntry, 'id'>): void {
    for (const { text, former } of names) this.addName(owner, text, former)
    for (const code of codes) this.#addCode(code, owner)
  }

  index(): SearchIndex {
    const names = searchFoldAll(this.#names)
    const former = new Set<number>()
    for (const [at, isFormer] of this.#former.entries()) if (isFormer) former.add(at)
    return {
      ids: this.ids,
      names,
      squeezed: linesOf(names.map(squeeze), this.#owners),
      former,
      codes: linesOf(this.#codes, this.#codeOwners),
    }
  }
}

export const searchIndex = (all: Iterable<SearchEntry>): SearchIndex => {
  const entries = new IndexEntries()
  for (const named of all) entries.addNamed(entries.add(named.id), named)
  return entries.index()
}

export interface Hit {
  id: string
  rank: Rank
  /** The folded name that fits; null for a code. */
  name: string | null
}

/** The best hit of each instrument. */
class BestHits {
  readonly best = new Map<string, Hit>()
  readonly #within: Market | undefined
  constructor(within: Market | undefined) {
    this.#within = within
  }
  add(hit: Hit): void {
    if (this.#within !== undefined && splitInstrumentId(hit.id).market !== this.#within) return
    const known = this.best.get(hit.id)
    if (!known || hit.rank < known.rank) this.best.set(hit.id, hit)
  }
}

/** Returns the codes of the text that the index knows. */
const addCodes = (
  { codes, ids }: SearchIndex,
  text: string,
  typed: TypedCodes,
  hits: BestHits,
): InstrumentId[] => {
  const found = (line: string, rank: Rank): boolean => {
    let some = false
    for (const at of linesWith(codes, line)) {
      hits.add({ id: ids[codes.owners[at] ?? 0] ?? '', rank, name: null })
      some = true
    }
    return some
  }
  const squeezed = squeezedCode(text)
  if (/^[A-Z]+$/.test(squeezed)) found(`\n${WRITTEN}${squeezed}\n`, RANK.code)
  if (typed.beginning !== '') found(`\n${WRITTEN}${typed.beginning}`, RANK.beginning)
  return typed.ids.filter((id) => found(`\n${id}\n`, RANK.code))
}

/** One Latin letter is in most names, and means something only as their beginning. */
const partOf = (part: string): string => (/^[a-z0-9]$/.test(part) ? `\n${part}` : part)

const addNames = (index: SearchIndex, question: NameQuestion, hits: BestHits): void => {
  const { squeezed, names, former, ids } = index
  const longest = question.words.toSorted((a, b) => b.length - a.length)[0] ?? ''
  for (const part of new Set([question.core, longest].map(partOf)))
    for (const at of linesWith(squeezed, part)) {
      const name = names[at] ?? ''
      const rank = rankName(name, question)
      if (rank === null) continue
      const isFormer = former.has(at) && rank <= RANK.core
      hits.add({
        id: ids[squeezed.owners[at] ?? 0] ?? '',
        rank: isFormer ? RANK.formerName : rank,
        name,
      })
    }
}

/**
 * A code and a name in one text, as people paste them: `AAPL Apple`, `腾讯控股 00700`. The code
 * counts where the rest fits a name of the same instrument.
 */
const addCodeWithName = (
  index: SearchIndex,
  text: string,
  within: Market | undefined,
  hits: BestHits,
) => {
  const words = text
    .normalize('NFKC')
    .split(/[\s()[\],，、]+/)
    .filter((word) => word !== '')
  if (words.length < 2 || words.length > 8) return
  for (const word of words) {
    const rest = nameQuestion(words.filter((other) => other !== word).join(' '))
    const byCode = new BestHits(within)
    const byName = new BestHits(within)
    for (const id of typedCodes(word, within).ids)
      for (const at of linesWith(index.codes, `\n${id}\n`))
        byCode.add({
          id: index.ids[index.codes.owners[at] ?? 0] ?? '',
          rank: RANK.name,
          name: null,
        })
    if (byCode.best.size === 0 || rest.core === '') continue
    addNames(index, rest, byName)
    for (const hit of byCode.best.values()) if (byName.best.has(hit.id)) hits.add(hit)
  }
}

/**
 * The least number of characters of a name that is looked for within a longer text. Shorter names
 * occur in many texts by chance.
 */
const MIN_CONTAINED = 3
const isLatin = (text: string): boolean => /^[ -~]*$/.test(text)

/**
 * Names that stand within a longer text, the longest first: 宁德时代 in 宁德时代新能源科技. A Latin
 * name must be one of its words or several.
 */
const addContained = (
  indices: readonly SearchIndex[],
  { folded, squeezed }: NameQuestion,
  hits: BestHits,
) => {
  let longest = MIN_CONTAINED
  let found: Hit[] = []
  for (const { names, former, ids, squeezed: lines } of indices)
    for (const [at, name] of names.entries()) {
      // Spares most names the work: what is in the text begins with two of its letters.
      if (name.length < longest || former.has(at) || !folded.includes(name.slice(0, 2))) continue
      const core = coreOf(name)
      const isIn = isLatin(core)
        ? ` ${folded} `.includes(` ${core} `)
        : squeezed.includes(squeeze(core))
      if (core.length < longest || !isIn) continue
      if (core.length > longest) found = []
      longest = core.length
      found.push({ id: ids[lines.owners[at] ?? 0] ?? '', rank: RANK.contained, name })
    }
  for (const hit of found) hits.add(hit)
}

/** One typo leaves one of three pieces of the text whole: only names with one are compared. */
const TYPO_PIECES = 3
const addWithTypo = (
  { squeezed, names, ids }: SearchIndex,
  question: NameQuestion,
  hits: BestHits,
) => {
  const { core } = question
  const cut = (piece: number): number => Math.round((piece * core.length) / TYPO_PIECES)
  const compared = new Set<number>()
  for (let piece = 0; piece < TYPO_PIECES; piece++)
    for (const at of linesWith(squeezed, core.slice(cut(piece), cut(piece + 1)))) {
      if (compared.has(at)) continue
      compared.add(at)
      const name = names[at] ?? ''
      if (fitsWithTypo(name, question))
        hits.add({ id: ids[squeezed.owners[at] ?? 0] ?? '', rank: RANK.typo, name })
    }
}

export interface Hits {
  /** Each instrument once, with its best rank. */
  hits: Hit[]
  /** Well-formed codes in the text that no index knows. */
  unknown: InstrumentId[]
}

/**
 * The instruments of the indices that the text may mean. What only resembles the text is looked for
 * when nothing fits it.
 */
export const hitsFor = (indices: readonly SearchIndex[], text: string, within?: Market): Hits => {
  const hits = new BestHits(within)
  const typed = typedCodes(text, within)
  const question = nameQuestion(text)
  const known = indices.flatMap((index) => addCodes(index, text, typed, hits))
  for (const index of indices) {
    if (question.core !== '') addNames(index, question, hits)
    addCodeWithName(index, text, within, hits)
  }
  const isFound = (): boolean => [...hits.best.values()].some(({ rank }) => rank <= LAST_GOOD_RANK)
  if (!isFound() && question.core !== '') {
    addContained(indices, question, hits)
    if (mayHaveTypo(question)) for (const index of indices) addWithTypo(index, question, hits)
  }
  return {
    hits: [...hits.best.values()],
    unknown: typed.ids.filter((id) => !known.includes(id)),
  }
}
