/**
 * Cleans texts from outside (titles, summaries, names of persons) before they become part of an
 * exhibit: one line of plain words, of bounded length, without any character that prompt, page,
 * export or checker could take for structure. Takes time in proportion to the length. Pure.
 */
import { decodeHTML } from 'entities'
import { cutTo } from '../lengths.ts'

/** Longest text that is read at all; what is kept is far shorter. */
const MAX_READ = 8_000
/** An entity may be written as the entity of an ampersand, and a tag as entities. */
const MAX_ROUNDS = 3

/** Elements whose content is no text for a reader. */
const HIDDEN =
  /<(script|style|iframe|object|svg|template)\b[^<>]{0,500}>[^<]{0,2000}<\/\1\s{0,20}>/gi
const TAG = /<[/!?]?[a-z][^<>]{0,500}>/gi
/**
 * Runs of characters that Unicode can write in a simpler form, such as full-width letters. Chinese
 * punctuation is not among them.
 */
const OTHER_FORM = /[^\p{ASCII}\u3000-\u303F\u4E00-\u9FFF！（），：；？]+/gu
/** Formatting, control, private and surrogate characters, and variation selectors. */
const UNSEEN = /[\p{Cf}\p{Co}\p{Cs}\p{Cc}\p{Variation_Selector}\uFFFC]/gu
/** Two and more line ends of every kind count as one space. */
const SPACES = /[\s\p{Zl}\p{Zp}]+/gu
/** An address by its host alone: a reader of Markdown would make a link of it. */
const ADDRESS =
  /\b(?:https?|ftp|mailto|javascript|data):(?=\S)(?:\/\/)?(?:www\.)?([^\s/?#()<>"']{0,100})\S{0,2000}/gi
const WWW = /\bwww\.(?=[a-z0-9])/gi

/**
 * Characters that mean something to a prompt, to Markdown or to the checker, and what stands
 * instead.
 */
const INSTEAD: Readonly<Record<string, string>> = {
  '{': '(',
  '}': ')',
  '[': '(',
  ']': ')',
  '<': '‹',
  '>': '›',
  '|': '/',
  '`': "'",
  '*': '·',
  _: ' ',
  '~': '-',
  '#': '',
  '^': '',
  '\\': '/',
  '=': '-',
  '@': ' at ',
}
const MEANING = /[{}[\]<>|`*_~#^\\=@]/g
/** Marks of a list, a quotation or a rule at the beginning. */
const LEADING = /^(?:[-+·•›:]+|\d{1,3}[.)](?=\s))\s*/

const decoded = (text: string): string => {
  let rest = text
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const after = decodeHTML(rest).replace(HIDDEN, ' ').replace(TAG, ' ')
    if (after === rest) break
    rest = after
  }
  return rest
}

/** The plain words of a text, at most `most` characters; null when none are left. */
export const foreignText = (text: string | null, most: number): string | null => {
  if (text === null) return null
  const words = decoded(text.slice(0, MAX_READ))
    .replace(OTHER_FORM, (run) => run.normalize('NFKC'))
    .replace(SPACES, ' ')
    .replace(UNSEEN, '')
    .replace(ADDRESS, '$1')
    .replace(WWW, '')
    .replace(MEANING, (mark) => INSTEAD[mark] ?? '')
    .replace(/-{2,}/g, '-')
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(LEADING, '')
    .trim()
  return /[\p{L}\p{N}]/u.test(words) ? cutTo(most, words) : null
}
