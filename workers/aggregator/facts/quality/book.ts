/**
 * A company's facts by concept and period, built once for all checks. Dates that lie a few days
 * apart because sources differ count as one boundary, and a period runs from one boundary to
 * another. It is separate from the index over figures (shared/book/figure-index.ts), because it
 * aligns raw facts of any basis by their dates before one is chosen as the figure of a period.
 */
import type { ConceptId } from '#shared/concepts.ts'
import type { Basis, Fact } from '#shared/contracts/facts.ts'
import { parseUnit, type Unit } from '#shared/units/unit.ts'
import { dayReader, SAME_PERIOD_DAYS, YEAR_DRIFT_DAYS } from '#shared/days.ts'
import { yearLater } from '#shared/calendar.ts'
import type { IndexedFact } from '../../metrics/fact-index.ts'

export interface BookEntry extends IndexedFact {
  /** The fact's index among the facts given. */
  at: number
  /** Used only for the quick check; every failure is decided on the exact text. */
  n: number
  unit: Unit | null
  /** Indexes of boundaries; `from` is NONE for an instant. */
  from: number
  to: number
}

export const NONE = -1
/** Larger than any company's number of boundaries, so that two boundary indexes make one key. */
const SPREAD = 100_000

const keyOf = (from: number, to: number): number => (from + 1) * SPREAD + to

export interface QualityBook {
  entries: readonly BookEntry[]
  of(concept: ConceptId): readonly BookEntry[]
  /** The flow from one boundary to another, on the basis of `like`. */
  over(like: BookEntry, concept: ConceptId, from: number, to: number): BookEntry | undefined
  /** The figure of another concept for the same period as `like`. */
  beside(like: BookEntry, concept: ConceptId): BookEntry | undefined
  /** The balance at a boundary. */
  at(like: BookEntry, concept: ConceptId, boundary: number): BookEntry | undefined
  /** The same concept one year earlier, over a period of the same length. */
  yearBefore(entry: BookEntry): BookEntry | undefined
  /** The day of the newest filing among the facts. */
  lastKnown: number
}

/** Whether two facts have the same accounting basis. An unstated standard fits any standard. */
export const sameBasis = (a: Basis, b: Basis): boolean =>
  a.consolidation === b.consolidation &&
  (a.standard === b.standard || a.standard === 'unstated' || b.standard === 'unstated')

const boundariesOf = (days: Iterable<number>) => {
  const places = new Map<number, number>()
  const firsts: number[] = []
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const first = firsts.at(-1)
    if (first === undefined || day - first > SAME_PERIOD_DAYS) firsts.push(day)
    places.set(day, firsts.length - 1)
  }
  const near = (day: number): number => {
    let [low, high] = [0, firsts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((firsts[middle] ?? 0) < day - YEAR_DRIFT_DAYS) low = middle + 1
      else high = middle
    }
    let best = NONE
    for (let i = low; i < firsts.length; i++) {
      const off = Math.abs((firsts[i] ?? 0) - day)
      if ((firsts[i] ?? 0) - day > YEAR_DRIFT_DAYS) break
      if (best === NONE || off < Math.abs((firsts[best] ?? 0) - day)) best = i
    }
    return best
  }
  const before: number[] = []
  /** The boundary one year before this one. */
  const yearBefore = (boundary: number): number =>
    (before[boundary] ??= near(yearLater(firsts[boundary] ?? 0, -1)))
  return { place: (day: number) => places.get(day) ?? NONE, yearBefore }
}

/**
 * Chooses among several facts on a fitting basis: the one of the same filing, else the one of the
 * same day, else the first.
 */
const choose = (list: readonly BookEntry[] | undefined, like: BookEntry): BookEntry | undefined => {
  if (!list) return undefined
  const [only] = list
  if (list.length === 1)
    return only && sameBasis(only.fact.basis, like.fact.basis) ? only : undefined
  const fitting = list.filter((e) => sameBasis(e.fact.basis, like.fact.basis))
  return (
    fitting.find((e) => e.fact.provider_record === like.fact.provider_record) ??
    fitting.find((e) => e.end === like.end) ??
    fitting[0]
  )
}

export const bookOf = (facts: readonly Fact[]): QualityBook => {
  const day = dayReader()
  const units = new Map<string, Unit | null>()
  const unitOf = (text: string): Unit | null => {
    const known = units.get(text)
    if (known !== undefined) return known
    const unit = parseUnit(text)
    units.set(text, unit)
    return unit
  }
  const boundaries = boundariesOf(
    facts.flatMap((f) => (f.start === null ? [day(f.end)] : [day(f.start) - 1, day(f.end)])),
  )
  const lists = new Map<string, BookEntry[]>()
  const periods = new Map<string, Map<number, BookEntry[]>>()
  let lastKnown = 0
  const entries = facts.map((fact, at): BookEntry => {
    const start = fact.start === null ? null : day(fact.start)
    const end = day(fact.end)
    lastKnown = Math.max(lastKnown, day(fact.known_at.slice(0, 10)))
    const from = start === null ? NONE : boundaries.place(start - 1)
    const entry: BookEntry = {
      fact,
      at,
      start,
      end,
      n: Number(fact.value),
      unit: unitOf(fact.unit),
      from,
      to: boundaries.place(end),
    }
    const list = lists.get(fact.concept)
    if (list) list.push(entry)
    else lists.set(fact.concept, [entry])
    const byPeriod = periods.get(fact.concept) ?? new Map<number, BookEntry[]>()
    if (byPeriod.size === 0) periods.set(fact.concept, byPeriod)
    const key = keyOf(from, entry.to)
    const same = byPeriod.get(key)
    if (same) same.push(entry)
    else byPeriod.set(key, [entry])
    return entry
  })
  const find = (like: BookEntry, concept: string, from: number, to: number) =>
    choose(periods.get(concept)?.get(keyOf(from, to)), like)
  return {
    entries,
    of: (concept) => lists.get(concept) ?? [],
    over: (like, concept, from, to) => find(like, concept, from, to),
    beside: (like, concept) => find(like, concept, like.from, like.to),
    at: (like, concept, boundary) =>
      boundary === NONE ? undefined : find(like, concept, NONE, boundary),
    yearBefore: (entry) => {
      const to = boundaries.yearBefore(entry.to)
      const from = entry.from === NONE ? NONE : boundaries.yearBefore(entry.from)
      return to === NONE || (entry.from !== NONE && from === NONE)
        ? undefined
        : find(entry, entry.fact.concept, from, to)
    },
    lastKnown,
  }
}
