/**
 * Finds sentences that tell news without the mark of a passage. A sentence with figures is judged
 * by its figures; one without any is believed only from its source. Pure.
 */
import { NEWS_WORDS } from './lexicon/news.ts'
import type { TextRange } from './pieces.ts'

const phrases = (list: string): string =>
  list
    .split('|')
    .map((phrase) => phrase.trim())
    .join('|')
const NEWS = new RegExp(String.raw`\b(?:${phrases(NEWS_WORDS.en)})\b|${phrases(NEWS_WORDS.zh)}`)
/** A mark within the sentence, or right behind its end; one of no passage is a finding already. */
const MARK = /\[\[[nf]\d{1,3}\]\]/
const MARK_BEHIND = /^[ \t]{0,2}(?:\{\{\?)?\[\[[nf]\d{1,3}\]\]/
const AS_LONG_AS_A_MARK = 20

/** Where the sentence says that it is news, when no mark says from where. */
export const unsourcedIn = (
  text: string,
  lower: string,
  { start, end }: TextRange,
): TextRange | null => {
  if (MARK.test(text.slice(start, end))) return null
  if (MARK_BEHIND.test(text.slice(end, end + AS_LONG_AS_A_MARK))) return null
  const found = NEWS.exec(lower.slice(start, end))
  if (!found) return null
  const at = start + found.index
  return { start: at, end: at + found[0].length }
}
