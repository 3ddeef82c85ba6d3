/**
 * Whether a sum that does not hold among the newest values held as they were stated before: a later
 * filing restated some of its terms and did not state the others again.
 */
import type { BookEntry } from './book.ts'
import { gapOf, type SumTerm } from './exact.ts'

interface StatedEntry {
  entry: BookEntry
  /** Whether a later filing states another value. */
  changed: boolean
  /** Whether the later value stands under another line. */
  moved: boolean
}

/** The figure as stated on that moment; null when it was not known. */
const statedOn = (entry: BookEntry, moment: string): StatedEntry | null => {
  const { fact } = entry
  if (fact.known_at <= moment) return { entry, changed: false, moved: false }
  const { former } = fact
  if (!former || former.known_at > moment) return null
  return {
    entry: { ...entry, n: Number(former.value), fact: { ...fact, value: former.value } },
    changed: true,
    moved: former.provider_field !== fact.provider_field,
  }
}

/** The terms as they stood together before the newest of them became known; newest first. */
const momentsOf = (entries: readonly BookEntry[]): string[] => {
  const known = entries.flatMap(({ fact }) => [
    fact.known_at,
    ...(fact.former ? [fact.former.known_at] : []),
  ])
  const [newest, ...before] = [...new Set(known)].sort().reverse()
  return newest === undefined ? [] : before
}

/**
 * `least`: how many terms must have changed since, or one that moved to another line. A filing that
 * states all terms again and changes one of them breaks the sum itself, so for terms of one
 * statement one change is not enough.
 */
export const heldAsStated = (
  whole: BookEntry,
  parts: readonly SumTerm[],
  tolerance: number,
  least: number,
): boolean =>
  momentsOf([whole, ...parts.map(({ entry }) => entry)]).some((moment) => {
    const stated = [whole, ...parts.map(({ entry }) => entry)].map((entry) =>
      statedOn(entry, moment),
    )
    const [first, ...rest] = stated.flatMap((one) => one ?? [])
    if (!first || rest.length !== parts.length) return false
    const changes = [first, ...rest].filter(({ changed }) => changed)
    if (changes.length < least && !changes.some(({ moved }) => moved)) return false
    const terms = parts.flatMap(({ sign }, at) => {
      const one = rest[at]
      return one ? [{ sign, entry: one.entry }] : []
    })
    return gapOf(first.entry, terms, tolerance) === null
  })
