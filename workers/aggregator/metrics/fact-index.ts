/**
 * Facts by concept and date, of one basis, built once per derivation: every formula looks its facts
 * up here. It is separate from the index over figures (shared/book/figure-index.ts), because the
 * figures do not exist yet: facts are found by days within a tolerance, and labels are given
 * afterwards.
 */
import { CONCEPT_IDS } from '#shared/concepts.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { dayReader, SAME_PERIOD_DAYS, sameDay } from '#shared/days.ts'

export interface IndexedFact {
  fact: Fact
  /** Null for an instant. */
  start: number | null
  end: number
}

export interface FactSplit {
  fact: Fact
  ratio: string
  known_at: string
}

export interface FactIndex {
  has(concept: string): boolean
  /** The flow over the period with these first and last days. */
  flow(concept: string, start: number, end: number): IndexedFact | undefined
  /** The balance on this day, or on the nearest day within the tolerance for one date. */
  instant(concept: string, day: number): IndexedFact | undefined
  /** The first balance on or after this day, at most `withinDays` days later. */
  firstFrom(concept: string, day: number, withinDays: number): IndexedFact | undefined
  /** True when the balance is known before and after this day, but not on it. */
  isGap(concept: string, day: number): boolean
  /** The distinct (start, end) of the flows, the most frequent first. */
  durations: { start: number; end: number; facts: number }[]
  all: IndexedFact[]
  splits: FactSplit[]
  /** The day of the newest filing among the facts. */
  lastKnown: number
}

/** The standard of the newest facts; when two are equally new, the one with more facts. */
const mainStandard = (facts: IndexedFact[]): string | undefined => {
  const seen = new Map<string, { newest: number; count: number }>()
  for (const { fact, end } of facts) {
    const s = seen.get(fact.basis.standard) ?? { newest: end, count: 0 }
    seen.set(fact.basis.standard, { newest: Math.max(s.newest, end), count: s.count + 1 })
  }
  return [...seen].sort(([, a], [, b]) => b.newest - a.newest || b.count - a.count)[0]?.[0]
}

/** Nearest day first: 0, -1, 1, -2, 2, ... */
const OFFSETS = [0, ...Array.from({ length: SAME_PERIOD_DAYS }, (_, i) => [-(i + 1), i + 1]).flat()]
const KNOWN: ReadonlySet<string> = new Set(CONCEPT_IDS)

/**
 * Larger than any day number: days since 1970 stay below it for 2,700 years, so two days make one
 * key.
 */
const MORE_DAYS_THAN_DATES = 1_000_000

const durationsOf = (facts: IndexedFact[]): FactIndex['durations'] => {
  const counts = new Map<number, { start: number; end: number; facts: number }>()
  for (const { start, end } of facts) {
    if (start === null) continue
    const key = start * MORE_DAYS_THAN_DATES + end
    const entry = counts.get(key)
    if (entry) entry.facts += 1
    else counts.set(key, { start, end, facts: 1 })
  }
  return [...counts.values()].sort(
    (a, b) => b.facts - a.facts || a.end - b.end || a.start - b.start,
  )
}

/**
 * Indexes facts that are already selected as of a moment. Where consolidated facts exist, the
 * parent's own facts are left out. Where one period is filed under two standards, the standard of
 * the newest facts comes first.
 */
export const indexFacts = (facts: readonly Fact[]): FactIndex => {
  const consolidated = facts.some((f) => f.basis.consolidation === 'consolidated')
  const day = dayReader()
  const all = facts
    .filter(
      (f) => KNOWN.has(f.concept) && (!consolidated || f.basis.consolidation === 'consolidated'),
    )
    .map((fact) => ({
      fact,
      start: fact.start === null ? null : day(fact.start),
      end: day(fact.end),
    }))
  const standard = mainStandard(all)
  const rank = (f: IndexedFact) => (f.fact.basis.standard === standard ? 0 : 1)
  const better = (a: IndexedFact, b: IndexedFact) =>
    rank(a) - rank(b) || (a.fact.id < b.fact.id ? -1 : 1)

  const byConcept = new Map<string, Map<number, IndexedFact[]>>()
  for (const entry of all) {
    const dates = byConcept.get(entry.fact.concept) ?? new Map<number, IndexedFact[]>()
    byConcept.set(entry.fact.concept, dates)
    const list = dates.get(entry.end)
    if (list) list.push(entry)
    else dates.set(entry.end, [entry])
  }
  for (const dates of byConcept.values())
    for (const list of dates.values()) if (list.length > 1) list.sort(better)
  const find = (
    concept: string,
    day: number,
    fits: (f: IndexedFact) => boolean,
  ): IndexedFact | undefined => {
    const dates = byConcept.get(concept)
    if (!dates) return undefined
    for (const offset of OFFSETS) {
      const found = dates.get(day + offset)?.find(fits)
      if (found) return found
    }
    return undefined
  }
  const instant = (concept: string, day: number) => find(concept, day, (f) => f.start === null)
  return {
    has: (concept) => byConcept.has(concept),
    flow: (concept, start, end) =>
      find(concept, end, (f) => f.start !== null && sameDay(f.start, start)),
    instant,
    isGap: (concept, day) => {
      const days = [...(byConcept.get(concept)?.keys() ?? [])]
      return (
        instant(concept, day) === undefined &&
        days.some((end) => end < day) &&
        days.some((end) => end > day)
      )
    },
    firstFrom: (concept, day, withinDays) => {
      const dates = [...(byConcept.get(concept) ?? [])]
        .filter(([end]) => end >= day - SAME_PERIOD_DAYS && end <= day + withinDays)
        .sort(([a], [b]) => a - b)
      return dates.flatMap(([, list]) => list).find((f) => f.start === null)
    },
    durations: durationsOf(all),
    all,
    lastKnown: all.reduce(
      (newest, { fact }) => Math.max(newest, day(fact.known_at.slice(0, 10))),
      0,
    ),
    splits: all
      .filter(({ fact }) => fact.concept === 'stock_split_ratio' && Number(fact.value) > 0)
      .map(({ fact }) => ({ fact, ratio: fact.value, known_at: fact.known_at }))
      .sort((a, b) => (a.known_at < b.known_at ? -1 : 1)),
  }
}
