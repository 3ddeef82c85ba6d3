/**
 * For tests: texts that a regular expression may backtrack over, made from the expression itself,
 * and a check that its time grows in proportion to such a text.
 */
import { createContext, Script } from 'node:vm'

/** Characters of every kind that the patterns here tell apart. */
const POOL = [
  ...' \t\n\r',
  ...'aAxXzZbeEfFgGtTvVmMqQ0179_-.,:;/\\\'"`~!?@#$%^&*()[]{}<>|+=',
  ...'\u3000\u00a0\u200b\u202e中三百亿元年％（）【】：，。éßア７٣€¥',
  '\ud83d\ude00',
]
/** Representatives of one place in a pattern; more of them would only repeat each other. */
const MOST_CHARACTERS = 3
/** Longest run of places that is repeated as one unit, apart from the whole alternative. */
const LONGEST_WINDOW = 4
/** Fails to match at the end of nearly every pattern. */
const END = '\u0000'

/** A piece of a pattern that matches one character; or a mark that only parts alternatives. */
const PIECE =
  /\\(?:[pPu]\{[^}]*\}|k<[^>]*>|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|.)|\[(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|<[^>]*>|[a-z-]*:)|\{\d+(?:,\d*)?\}|[\s\S]/gu
const MARK = /^(?:\(\??.*|\)|[*+?^$]|\{\d+(?:,\d*)?\}|\\[bB\d]|\\k<.*)$/su

const matched = (piece: string, flags: string): string[] => {
  try {
    const one = new RegExp(`^(?:${piece})$`, flags.replaceAll(/[gym]/g, ''))
    // The character itself first: it need not stand in the pool.
    const own = piece.replace(/^\\/, '')
    return [own, ...POOL].filter((character) => one.test(character)).slice(0, MOST_CHARACTERS)
  } catch {
    return []
  }
}

/**
 * The places of each alternative of a pattern, in order, each with characters that it matches. An
 * alternative of a group begins with what stands before the group.
 */
const alternativesOf = (pattern: RegExp): string[][][] => {
  const alternatives: string[][][] = []
  const groups: string[][][] = []
  let places: string[][] = []
  for (const [piece] of pattern.source.matchAll(PIECE)) {
    if (piece === '|') {
      alternatives.push(places)
      places = [...(groups.at(-1) ?? [])]
    } else if (piece.startsWith('(')) groups.push([...places])
    else if (piece === ')') groups.pop()
    else if (!MARK.test(piece)) {
      const characters = matched(piece, pattern.flags)
      if (characters.length > 0) places.push(characters)
    }
  }
  return [...alternatives, places].filter((of) => of.length > 0)
}

export interface HostileText {
  /** Leads into the part of the pattern that repeats. */
  before: string
  /** What is repeated. */
  unit: string
}

/**
 * What a pattern may backtrack over: each character that it matches, each run of a few of its
 * places and each whole alternative, repeated after what stands before it in the pattern, or alone.
 */
export const hostileTextsFor = (pattern: RegExp): HostileText[] => {
  const texts = new Map<string, HostileText>()
  const add = (before: string, unit: string): void => {
    for (const lead of new Set(['', before]))
      texts.set(`${lead}\n\n${unit}`, { before: lead, unit })
  }
  for (const places of alternativesOf(pattern)) {
    const first = places.map(([character = '']) => character)
    places.forEach((characters, at) => {
      const before = first.slice(0, at).join('')
      for (const character of characters) add(before, character)
      for (let length = 2; length <= LONGEST_WINDOW && at + length <= places.length; length++)
        add(before, first.slice(at, at + length).join(''))
    })
    add('', first.join(''))
  }
  return [...texts.values()]
}

const textOf = ({ before, unit }: HostileText, length: number): string =>
  before + unit.repeat(Math.ceil(length / unit.length)) + END

const sandbox = createContext({ pattern: /x/, texts: [''] })
const SEARCH = new Script('for (const text of texts) { pattern.lastIndex = 0; pattern.exec(text) }')
/** A search that has not ended by then, in milliseconds, is far from linear. */
const TOO_LONG_MS = 2_000

/** Milliseconds of this thread's own work that the searches take; infinite when they do not end. */
const timeOf = (pattern: RegExp, texts: readonly string[]): number => {
  Object.assign(sandbox, { pattern, texts })
  const before = process.threadCpuUsage()
  try {
    SEARCH.runInContext(sandbox, { timeout: TOO_LONG_MS })
  } catch {
    return Number.POSITIVE_INFINITY
  }
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

/** Quadratic work over a text of the first length takes far longer than this, linear work less. */
const SUSPECT_MS = 20
const SHORT = 20_000
const MAX_RATIO = 2.5
const RUNS = 3

/** The least of several times; one that does not end is not tried again. */
const fastest = (pattern: RegExp, text: string): number => {
  let least = timeOf(pattern, [text])
  for (let run = 1; run < RUNS && least !== Number.POSITIVE_INFINITY; run++)
    least = Math.min(least, timeOf(pattern, [text]))
  return least
}

const isSuperlinear = (pattern: RegExp, hostile: HostileText): boolean => {
  const early = timeOf(pattern, [textOf(hostile, SHORT)])
  if (early < SUSPECT_MS) return false
  if (early === Number.POSITIVE_INFINITY) return true
  const long = fastest(pattern, textOf(hostile, 10 * SHORT))
  if (long === Number.POSITIVE_INFINITY) return true
  return long / Math.max(fastest(pattern, textOf(hostile, 5 * SHORT)), SUSPECT_MS) > MAX_RATIO
}

/**
 * A text on which the pattern takes more than in proportion to its length; null when none of its
 * hostile texts is one. 20 KB are enough to suspect it, 100 KB and 200 KB to tell.
 */
export const superlinearText = (pattern: RegExp): HostileText | null => {
  const all = hostileTextsFor(pattern)
  const together = timeOf(
    pattern,
    all.map((hostile) => textOf(hostile, SHORT)),
  )
  if (together < 2 * SUSPECT_MS) return null
  return all.find((hostile) => isSuperlinear(pattern, hostile)) ?? null
}
