/**
 * Makes passages of records that are text: cleaned, bounded in length and number, each once. Pure.
 */
import {
  type CitedPassage,
  MAX_PASSAGE_NAME,
  MAX_PASSAGE_TEXT,
  MAX_PASSAGE_TITLE,
} from '#shared/contracts/exhibit-records.ts'
import { foreignText } from '#shared/exhibits/foreign-text.ts'

/** A text from outside, before it is cleaned. */
export interface ForeignPassage {
  day: string
  title: string
  text: string | null
  form: string | null
  source: string | null
  provider: string
  url: string
  retrieved_at: string
}

/** A web address that a reader may open: of the web, and without what a link could break out of. */
const webAddress = (address: string): string | null => {
  try {
    const url = new URL(address)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
    url.username = ''
    url.password = ''
    return url.href.replace(
      /[()<>[\]{}|\\^`"'*_~]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    )
  } catch {
    return null
  }
}

const wordsOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * The passages, newest first, at most `limit`: `n1` is the newest of the news. The same title or
 * the same address twice is one passage.
 */
export const passagesOf = (
  letter: 'n' | 'f',
  found: readonly ForeignPassage[],
  limit: number,
): CitedPassage[] => {
  const seen = new Set<string>()
  const passages: CitedPassage[] = []
  for (const passage of found.toSorted((a, b) => b.day.localeCompare(a.day))) {
    if (passages.length >= limit) break
    const title = foreignText(passage.title, MAX_PASSAGE_TITLE)
    const url = webAddress(passage.url)
    if (title === null || url === null) continue
    const keys = [url, letter === 'n' ? wordsOf(title) : `${wordsOf(title)} ${passage.day}`]
    if (keys.some((key) => seen.has(key))) continue
    for (const key of keys) seen.add(key)
    passages.push({
      id: `${letter}${passages.length + 1}`,
      day: passage.day,
      title,
      text: foreignText(passage.text, MAX_PASSAGE_TEXT),
      form: foreignText(passage.form, MAX_PASSAGE_NAME),
      source: foreignText(passage.source, MAX_PASSAGE_NAME),
      provider: passage.provider,
      url,
      retrieved_at: passage.retrieved_at,
    })
  }
  return passages
}
