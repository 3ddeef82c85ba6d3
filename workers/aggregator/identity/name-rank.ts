/**
 * How well a name fits a typed text: exactly, by its beginning, by its words, or with a typo. Pure.
 */
import { coreOf, searchFold, squeeze } from './search-key.ts'

/** Ranks of a match, the best first. */
export const RANK = {
  code: 0,
  /** The whole name. */
  name: 1,
  /** The whole name without the words for the kind of company, such as "Inc." or "Ltd". */
  core: 2,
  formerName: 3,
  beginning: 4,
  words: 5,
  part: 6,
  contained: 7,
  typo: 8,
  found: 9,
} as const
export type Rank = (typeof RANK)[keyof typeof RANK]
/** Ranks after this one are guesses. */
export const LAST_GOOD_RANK = RANK.words

export interface NameQuestion {
  /** The text folded, with spaces. */
  folded: string
  squeezed: string
  /**
   * The text without spaces and without the words for the kind of company, such as "Inc." or "Ltd".
   */
  core: string
  words: string[]
}

export const nameQuestion = (text: string): NameQuestion => {
  const folded = searchFold(text)
  return {
    folded,
    squeezed: squeeze(folded),
    core: squeeze(coreOf(folded)),
    words: folded === '' ? [] : folded.split(' '),
  }
}

/** Latin letters in the middle of a word mean something only when they are several. */
const MIN_LATIN_PART = 3
const isLatin = (text: string): boolean => /^[ -~]*$/.test(text)

/** Whether the text stands at the beginning of a word of the name, over spaces or not. */
const atWord = (name: string, squeezed: string): boolean => {
  for (let at = name.indexOf(' '); at >= 0; at = name.indexOf(' ', at + 1))
    if (squeeze(name.slice(at, at + 2 * squeezed.length)).startsWith(squeezed)) return true
  return false
}

/** The rank of a folded name; null when it does not fit. */
export const rankName = (name: string, question: NameQuestion): Rank | null => {
  const { squeezed, core, words } = question
  const whole = squeeze(name)
  if (whole === squeezed) return RANK.name
  if (squeeze(coreOf(name)) === core) return RANK.core
  for (const text of core === squeezed ? [core] : [squeezed, core]) {
    if (whole.startsWith(text)) return RANK.beginning
    if (atWord(name, text)) return RANK.words
  }
  if (words.length > 1 && words.every((word) => ` ${name}`.includes(` ${word}`))) return RANK.words
  const isPart = whole.includes(core) && (!isLatin(core) || core.length >= MIN_LATIN_PART)
  return isPart ? (isLatin(core) ? RANK.part : RANK.words) : null
}

/**
 * Whether the texts differ by one letter at most: one added, removed or replaced, or two neighbours
 * exchanged.
 */
export const withinOneEdit = (one: string, other: string): boolean => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return (
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2)
  )
}

/** A typo is only looked for in a text with at least this many characters. */
const MIN_TYPO = { latin: 4, other: 3 }
export const mayHaveTypo = ({ core }: NameQuestion): boolean =>
  core.length >= (isLatin(core) ? MIN_TYPO.latin : MIN_TYPO.other)

/**
 * Whether the text, with one typo mended, is the name, the beginning of the name, or one of its
 * words.
 */
export const fitsWithTypo = (name: string, { core, words }: NameQuestion): boolean => {
  const whole = squeeze(name)
  if (withinOneEdit(squeeze(coreOf(name)), core)) return true
  for (const length of [core.length - 1, core.length, core.length + 1])
    if (whole.length > length && withinOneEdit(whole.slice(0, length), core)) return true
  return words.length === 1 && name.split(' ').some((word) => withinOneEdit(word, core))
}
