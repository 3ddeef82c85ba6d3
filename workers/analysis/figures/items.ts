/**
 * Reads a sentence as a row of items: numbers, tokens, periods, phrases of the dictionary, unknown
 * words and punctuation. Each place is read once.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import { type PhraseDictionary, longestAt, type Phrase } from './lexicon/dictionary.ts'
import type { BareNumber } from './numbers.ts'
import type { Count } from './counts.ts'
import type { NamedPeriod, PeriodMention } from './periods.ts'

interface TextPlace {
  start: number
  end: number
  text: string
}
export type ClaimItem = TextPlace &
  (
    | { kind: 'number'; number: BareNumber }
    | { kind: 'token'; figure: Figure }
    | { kind: 'period'; period: NamedPeriod }
    | { kind: 'count'; count: Count }
    | { kind: 'phrase'; phrase: Phrase }
    /** A word that no list knows. `name` when it is written with a capital within a sentence. */
    | { kind: 'word'; name: boolean }
    | { kind: 'mark' }
  )

/** What a sentence is read with: found once for the whole text. */
export interface Reading {
  /** The text as written, with tokens covered by filler. */
  text: string
  /** The same in lower case, same offsets, hyphens between letters as blanks. */
  lower: string
  dictionary: PhraseDictionary
  numbers: readonly BareNumber[]
  tokens: readonly (TextPlace & { figure: Figure })[]
  periods: readonly PeriodMention[]
  counts: readonly Count[]
}

/** Finds the entries that begin within a range, as the range moves forward through the text. */
export class Cursor<T extends { start: number }> {
  readonly #entries: readonly T[]
  #next = 0
  constructor(entries: readonly T[]) {
    this.#entries = entries
  }
  at(start: number): T | null {
    while ((this.#entries[this.#next]?.start ?? Number.POSITIVE_INFINITY) < start) this.#next++
    const entry = this.#entries[this.#next]
    return entry?.start === start ? entry : null
  }
}

/** Marks of emphasis, quotes and list marks say nothing. */
const SILENT = /^[*_~`#>"“”「」|]$/
const WORD =
  /'s(?![a-z])|[\p{Script=Latin}\d][\p{Script=Latin}\d'’&]{0,99}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\s+|[\s\S]/uy

export class ItemReader {
  readonly #reading: Reading
  readonly #numbers: Cursor<BareNumber>
  readonly #tokens: Cursor<TextPlace & { figure: Figure }>
  readonly #periods: Cursor<PeriodMention>
  readonly #counts: Cursor<Count>
  /** Where the last item ended, which may lie behind the range that it began in. */
  #read = 0

  constructor(reading: Reading) {
    this.#reading = reading
    this.#numbers = new Cursor(reading.numbers)
    this.#tokens = new Cursor(reading.tokens)
    this.#periods = new Cursor(reading.periods)
    this.#counts = new Cursor(reading.counts)
  }

  /** The items between two offsets. Ranges must be asked for in order. */
  items(start: number, end: number): ClaimItem[] {
    const items: ClaimItem[] = []
    let at = Math.max(start, this.#read)
    while (at < end) {
      const { item, next } = this.#next(at, items.length === 0)
      if (item) items.push(item)
      at = Math.max(next, at + 1)
    }
    this.#read = at
    return items
  }

  #next(at: number, first: boolean): { item: ClaimItem | null; next: number } {
    const { text, lower, dictionary } = this.#reading
    const place = (end: number): TextPlace => ({ start: at, end, text: lower.slice(at, end) })
    const token = this.#tokens.at(at)
    if (token) return { item: { ...token, kind: 'token' }, next: token.end }
    const count = this.#counts.at(at)
    if (count) return { item: { ...place(count.end), kind: 'count', count }, next: count.end }
    const phrase = longestAt(dictionary, lower, at)
    const period = this.#periods.at(at)
    const number = this.#numbers.at(at)
    const longest = Math.max(phrase?.phrase.length ?? 0, period ? period.end - at : 0)
    if (number && number.end - at >= longest)
      return { item: { ...place(number.end), kind: 'number', number }, next: number.end }
    if (period && period.end - at >= (phrase?.phrase.length ?? 0))
      return {
        item: { ...place(period.end), kind: 'period', period: period.period },
        next: period.end,
      }
    if (phrase) {
      const end = at + phrase.phrase.length
      return { item: { ...place(end), kind: 'phrase', phrase }, next: end }
    }
    if (number) return { item: { ...place(number.end), kind: 'number', number }, next: number.end }
    WORD.lastIndex = at
    const word = WORD.exec(lower)?.[0] ?? ' '
    const end = at + word.length
    if (/^\s/.test(word) || SILENT.test(word)) return { item: null, next: end }
    if (!/[\p{L}\p{N}]/u.test(word) || word === "'s")
      return { item: { ...place(end), kind: 'mark' }, next: end }
    const name = !first && /^\p{Lu}/u.test(text.slice(at, end))
    return { item: { ...place(end), kind: 'word', name }, next: end }
  }
}
