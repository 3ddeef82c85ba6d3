/**
 * Agreement between providers: the same concept, period and basis, as another provider gives it.
 */
import { CONCEPTS, type Concept } from '#shared/concepts.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { dayReader, SAME_PERIOD_DAYS, samePeriod } from '#shared/days.ts'
import { quantity, ratioOf } from '#shared/units/quantity.ts'
import { parseUnit } from '#shared/units/unit.ts'
import type { IndexedFact } from '../../metrics/fact-index.ts'
import { type Book, type BookEntry, sameBasis } from './book.ts'
import { apart, lastDigit, magnitude, percent } from './exact.ts'
import type { Findings } from './findings.ts'

/** By how much figures on two split bases may miss the ratio, besides the rounding of either. */
const SPLIT_ROUNDING = 0.01

interface Other extends IndexedFact {
  n: number
}

const KNOWN: ReadonlyMap<string, Concept> = new Map(Object.entries<Concept>(CONCEPTS))
const isCounted = (concept: string): boolean =>
  KNOWN.get(concept)?.unit === 'money/share' || KNOWN.get(concept)?.unit === 'shares'

/**
 * Facts of other providers by concept, each list by its last days. It is apart from the index over
 * figures (shared/figures.ts), because several providers give one figure here and it is found by
 * the nearest dates, not by the label of its period.
 */
const byConceptAndEnd = (others: readonly Fact[]): ReadonlyMap<string, Other[]> => {
  const day = dayReader()
  const read = others.map((fact) => ({
    fact,
    start: fact.start === null ? null : day(fact.start),
    end: day(fact.end),
    n: Number(fact.value),
  }))
  const byConcept = Map.groupBy(read, ({ fact }) => fact.concept)
  for (const list of byConcept.values()) list.sort((a, b) => a.end - b.end)
  return byConcept
}

const firstFrom = (sorted: readonly Other[], end: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.end ?? 0) < end) low = middle + 1
    else high = middle
  }
  return low
}

/** Of each other provider the figure of the nearest dates, then the one known last. */
const counterparts = (sorted: readonly Other[], entry: BookEntry): Other[] => {
  const best = new Map<string, { other: Other; off: number }>()
  for (let i = firstFrom(sorted, entry.end - SAME_PERIOD_DAYS); i < sorted.length; i++) {
    const other = sorted[i]
    if (!other || other.end > entry.end + SAME_PERIOD_DAYS) break
    if (
      other.fact.provider === entry.fact.provider ||
      !sameBasis(other.fact.basis, entry.fact.basis)
    )
      continue
    if (!samePeriod(other, entry)) continue
    const startsOff =
      other.start === null || entry.start === null ? 0 : Math.abs(other.start - entry.start)
    const off = startsOff + Math.abs(other.end - entry.end)
    const known = best.get(other.fact.provider)
    if (
      !known ||
      off < known.off ||
      (off === known.off && other.fact.known_at > known.other.fact.known_at)
    )
      best.set(other.fact.provider, { other, off })
  }
  return [...best.values()].map(({ other }) => other)
}

/** Products of the splits one after the other, from any to any: what two bases may differ by. */
const factorsOf = (book: Book): { product: number; until: number }[] => {
  const splits = [...book.of('stock_split_ratio')]
    .filter((s) => s.n > 0)
    .sort((a, b) => a.end - b.end)
  return splits.flatMap((_, from) => {
    let product = 1
    return splits.slice(from).map((split) => {
      product *= split.n
      return { product, until: split.end }
    })
  })
}

/**
 * Exponent of the last digit each provider gives of a concept: that of its most exact figure, as
 * round ones drop their zeros.
 */
const digitsOf = (facts: Iterable<Fact>) => {
  let digits: Map<string, number> | null = null
  return (fact: Fact): number => {
    if (!digits) {
      digits = new Map()
      for (const { provider, concept, value } of facts) {
        const digit = lastDigit(value)
        const key = `${provider} ${concept}`
        if (digit !== null) digits.set(key, Math.min(digit, digits.get(key) ?? digit))
      }
    }
    return digits.get(`${fact.provider} ${fact.concept}`) ?? 0
  }
}

export const checkProviders = (
  book: Book,
  others: readonly Fact[],
  tolerance: number,
  report: Findings,
): void => {
  if (others.length === 0) return
  const byConcept = byConceptAndEnd(others)
  const factors = factorsOf(book)
  const digit = digitsOf([...book.entries.map((e) => e.fact), ...others])
  /** Are they one figure before and after a split since the period began, each as rounded? */
  const splitApart = (entry: BookEntry, other: Other): boolean =>
    factors
      .filter(({ until }) => until >= (entry.start ?? entry.end))
      .flatMap(({ product }) => [product, 1 / product])
      .some((factor) => {
        const rounding = 0.5 * (10 ** digit(entry.fact) + factor * 10 ** digit(other.fact))
        return Math.abs(entry.n - other.n * factor) <= SPLIT_ROUNDING * Math.abs(entry.n) + rounding
      })
  /** The difference as a fraction of the larger, when it is more than allowed. */
  const difference = (entry: BookEntry, other: Other): number | null => {
    const larger = Math.max(Math.abs(entry.n), Math.abs(other.n))
    if (Math.abs(entry.n - other.n) < 0.5 * tolerance * larger || entry.unit === null) return null
    const counted = isCounted(entry.fact.concept)
    const rounding = counted ? 0.5 * 10 ** Math.max(digit(entry.fact), digit(other.fact)) : 0
    const off = apart(
      { value: entry.fact.value, unit: entry.unit },
      { value: other.fact.value, unit: entry.unit },
      Math.max(tolerance * larger, rounding),
    )
    if (!off || (counted && splitApart(entry, other))) return null
    const fraction = ratioOf(magnitude(off), quantity(larger, off.unit))
    return fraction.ok ? Number(fraction.data.value) : 1
  }
  for (const entry of book.entries) {
    const candidates = byConcept.get(entry.fact.concept)
    if (!candidates) continue
    for (const other of counterparts(candidates, entry)) {
      const { fact } = other
      report.made('providers_currency')
      if (fact.unit !== entry.fact.unit || parseUnit(fact.unit) === null) {
        const detail = `${entry.fact.provider} gives ${entry.fact.concept} in ${entry.fact.unit}, ${fact.provider} ${fact.value} in ${fact.unit}: not compared`
        report.failed('providers_currency', [entry], detail, [fact])
        continue
      }
      report.made('providers_agree')
      const by = difference(entry, other)
      if (by === null) continue
      const detail = `${entry.fact.provider} gives ${entry.fact.value} ${entry.fact.unit}, ${fact.provider} ${fact.value}${fact.end === entry.fact.end ? '' : ` (to ${fact.end})`}: ${percent(by)} apart`
      report.failed('providers_agree', [entry], detail, [fact])
    }
  }
}
