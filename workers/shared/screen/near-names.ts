/**
 * Names that are near to an unknown one: by the letters that differ, by shared words, and by shared
 * characters of languages without spaces. Work is bounded: a name is compared in its first
 * `MOST_COMPARED` characters.
 */
import { MAX_NEAR } from './limits.ts'

const MOST_COMPARED = 48
/** Below this likeness, of 0 to 1, a name is no proposal. */
const LEAST_LIKENESS = 0.45

export interface NearName {
  /** What is proposed. */
  id: string
  /** Its names in plain lower case. */
  names: readonly string[]
}

/** Letters to change, add, leave out or swap with the next; more than `most` are not counted. */
export const editDistance = (one: string, other: string, most: number): number => {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before = new Uint8Array(other.length + 1)
  let last = Uint8Array.from({ length: other.length + 1 }, (_, at) => at)
  let row = new Uint8Array(other.length + 1)
  for (let i = 1; i <= one.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const same = one.charCodeAt(i - 1) === other.charCodeAt(j - 1)
      let steps = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      )
      const isSwap =
        i > 1 &&
        j > 1 &&
        one.charCodeAt(i - 1) === other.charCodeAt(j - 2) &&
        one.charCodeAt(i - 2) === other.charCodeAt(j - 1)
      if (isSwap) steps = Math.min(steps, (before[j - 2] ?? 0) + 1)
      row[j] = steps
      least = Math.min(least, steps)
    }
    if (least > most) return most + 1
    const free = before
    before = last
    last = row
    row = free
  }
  return last[other.length] ?? 0
}

const WORDS = /[a-z0-9]+/g
const IDEOGRAPHS = /[\u3040-\u30ff\u3400-\u9fff]/g

/** Words, and single characters of languages without spaces. */
const partsOf = (name: string): Set<string> =>
  new Set([
    ...(name.match(WORDS) ?? []).filter((word) => word !== 'to' && word !== 'of' && word !== 'the'),
    ...(name.match(IDEOGRAPHS) ?? []),
  ])

/** The share of common parts; a word counts half for one that it begins. */
const common = (some: ReadonlySet<string>, others: ReadonlySet<string>): number => {
  if (some.size === 0 || others.size === 0) return 0
  let shared = 0
  for (const part of some) {
    if (others.has(part)) shared += 1
    else if (part.length >= 3)
      for (const other of others)
        if (other.startsWith(part) || (other.length >= 3 && part.startsWith(other))) {
          shared += 0.5
          break
        }
  }
  return (2 * shared) / (some.size + others.size)
}

const likeness = (text: string, parts: ReadonlySet<string>, name: string): number => {
  const most = Math.floor(Math.max(text.length, name.length) / 2)
  const steps = editDistance(text, name, most)
  const byLetters = steps > most ? 0 : 1 - steps / Math.max(text.length, name.length)
  return Math.max(byLetters, common(parts, partsOf(name)))
}

/** `text` is in plain lower case. The nearest first; names alike in the same degree by id. */
export const nearNames = (text: string, candidates: Iterable<NearName>): string[] => {
  const sought = text.slice(0, MOST_COMPARED).trim()
  if (sought === '') return []
  const parts = partsOf(sought)
  const found: { id: string; likeness: number }[] = []
  for (const { id, names } of candidates) {
    let best = 0
    for (const name of names)
      best = Math.max(best, likeness(sought, parts, name.slice(0, MOST_COMPARED)))
    if (best >= LEAST_LIKENESS) found.push({ id, likeness: best })
  }
  found.sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
  return found.slice(0, MAX_NEAR).map(({ id }) => id)
}
