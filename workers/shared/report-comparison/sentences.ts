/**
 * The sentences of two texts beside each other: which stand in both, which stand in both with other
 * figures, which came and which went. Bounded, and linear in the length of the texts. Pure.
 */
import type { SentenceChange } from '../contracts/report-comparison.ts'
import { TOKEN_OR_MARK } from '../figure-token.ts'

export const SENTENCE_CHANGES = ['refigured', 'added', 'removed'] as const

/** Most sentences of a text that are compared: a long section has some hundred. */
export const MOST_SENTENCES = 4_000
/** Longest sentence in characters; a longer one is taken in parts. */
export const LONGEST_SENTENCE = 1_000

/** Ends a sentence of Chinese or one of a heading, wherever it stands. */
const FULL_STOPS = '。！？；'
const STOPS = '.!?'
/** What may stand between the end of a sentence and the blank after it. */
const CLOSING = '*_"”’)）」'
/** `1. `, `- `, `## `, `> `: how a line begins that says nothing itself. */
const LINE_HEAD = /^(?:[#>*+-]{1,6}|\d{1,3}[.)])[ \t]+/
/** `|---|:--:|`: a line of a table without words. */
const RULE_LINE = /^[|:\- ]+$/
const ABBREVIATIONS: ReadonlySet<string> = new Set([
  'inc',
  'corp',
  'co',
  'ltd',
  'vs',
  'no',
  'approx',
])

/** The word before a dot ends no sentence: `Inc.`, `U.S.`. */
const isAbbreviated = (line: string, dot: number): boolean => {
  let from = dot
  while (from > 0 && /[A-Za-z]/.test(line.charAt(from - 1)) && dot - from < 8) from--
  const word = line.slice(from, dot)
  return ABBREVIATIONS.has(word.toLowerCase()) || (word.length === 1 && /[A-Z]/.test(word))
}

/** The places in a line that lie inside a token or a mark, as ranges in order. */
const marksOf = (line: string): { from: number; to: number }[] =>
  [...line.matchAll(TOKEN_OR_MARK)].map(({ 0: mark, index }) => ({
    from: index,
    to: index + mark.length,
  }))

const endsAt = (line: string, at: number): boolean => {
  const char = line.charAt(at)
  if (FULL_STOPS.includes(char)) return true
  if (!STOPS.includes(char)) return false
  let next = at + 1
  while (next < line.length && CLOSING.includes(line.charAt(next)) && next - at < 4) next++
  const isOver = next === line.length || line.charAt(next) === ' '
  return isOver && !(char === '.' && isAbbreviated(line, at))
}

const splitLine = (line: string): string[] => {
  const found: string[] = []
  const marks = marksOf(line)
  let mark = 0
  let from = 0
  const cut = (to: number) => {
    const sentence = line.slice(from, to).trim()
    if (sentence) found.push(sentence)
    from = to
  }
  for (let at = 0; at < line.length; at++) {
    const here = marks[mark]
    if (here && at >= here.from) {
      // A mark that would not fit is begun anew, never cut.
      if (here.to - from > LONGEST_SENTENCE && here.from > from) cut(here.from)
      at = here.to - 1
      mark++
      if (here.to - from > LONGEST_SENTENCE) cut(here.to)
      continue
    }
    if (at - from >= LONGEST_SENTENCE) cut(at)
    if (!endsAt(line, at)) continue
    let to = at + 1
    while (to < line.length && CLOSING.includes(line.charAt(to))) to++
    cut(to)
    at = to - 1
  }
  cut(line.length)
  return found
}

/** The sentences of a section, without the signs that begin a line; a row of a table is one. */
export const sentencesOf = (text: string): { sentences: string[]; cut: boolean } => {
  const sentences: string[] = []
  for (const raw of text.split('\n')) {
    const line = raw.trim().replace(LINE_HEAD, '')
    if (!line || RULE_LINE.test(line)) continue
    const isRow = line.startsWith('|') && line.length <= LONGEST_SENTENCE
    for (const sentence of isRow ? [line] : splitLine(line)) {
      if (sentences.length === MOST_SENTENCES) return { sentences, cut: true }
      sentences.push(sentence)
    }
  }
  return { sentences, cut: false }
}

/** What a sentence says apart from its figures: tokens by their names, numbers and years alike. */
export const frameOf = (sentence: string): string =>
  sentence
    .replace(TOKEN_OR_MARK, (_, token: string | undefined, unverified: string | undefined) => {
      if (token !== undefined) return `{${token.slice(0, token.indexOf('@'))}}`
      return unverified === undefined ? '[]' : '{?}'
    })
    .replace(/\d[\d.,]*/g, '0')

export interface ComparedSentences {
  same: number
  /** In the order of the newer text; what went stands at the end. */
  changes: SentenceChange[]
  cut: boolean
}

/** Takes the first of a list that is still there. */
const takeFirst = <T>(lists: Map<string, T[]>, key: string): T | undefined =>
  lists.get(key)?.shift()

const listed = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const lists = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const list = lists.get(key)
    if (list) list.push(item)
    else lists.set(key, [item])
  }
  return lists
}

/** A sentence that only moved is the same. */
export const compareSentences = (before: string, after: string): ComparedSentences => {
  const [old, now] = [sentencesOf(before), sentencesOf(after)]
  const unchanged = listed(old.sentences, (sentence) => sentence)
  let same = 0
  const fresh = now.sentences.filter((sentence) => {
    if (takeFirst(unchanged, sentence) === undefined) return true
    same++
    return false
  })
  // In their order: a sentence that stands twice may be left once.
  const left = new Map([...unchanged].map(([sentence, list]) => [sentence, list.length]))
  const gone = [...old.sentences].reverse().filter((sentence) => {
    const count = left.get(sentence) ?? 0
    left.set(sentence, count - 1)
    return count > 0
  })
  gone.reverse()
  const frames = listed(gone, frameOf)
  const changes: SentenceChange[] = fresh.map((sentence) => {
    const earlier = takeFirst(frames, frameOf(sentence))
    return earlier === undefined
      ? { change: 'added', before: null, after: sentence }
      : { change: 'refigured', before: earlier, after: sentence }
  })
  const removed = listed([...frames.values()].flat(), (sentence) => sentence)
  for (const sentence of gone)
    if (takeFirst(removed, sentence) !== undefined)
      changes.push({ change: 'removed', before: sentence, after: null })
  return { same, changes, cut: old.cut || now.cut }
}
