/** Checks the agreement between providers on the same concept, period and basis. */
import { CONCEPTS, type Concept } from '#shared/concepts.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { dayReader, SAME_PERIOD_DAYS, samePeriod } from '#shared/days.ts'
import { quantity, ratioOf } from '#shared/units/quantity.ts'
import { parseUnit } from '#shared/units/unit.ts'
import type { IndexedFact } from '../../metrics/fact-index.ts'
import type { ProviderComparison } from '../../metrics/provider-agreement.ts'
import { type QualityBook, type BookEntry, sameBasis } from './book.ts'
import { lastDigit } from '../../metrics/rounding.ts'
import { apart, magnitude, percent } from './exact.ts'
import type { Findings } from './findings.ts'

/**
 * How far figures on two split bases may differ from the split ratio, in addition to the rounding
 * of both.
 */
const SPLIT_ROUNDING = 0.01

interface Other extends IndexedFact {
  n: number
}

const KNOWN: ReadonlyMap<string, Concept> = new Map(Object.entries<Concept>(CONCEPTS))
const isCounted = (concept: string): boolean =>
  KNOWN.get(concept)?.unit === 'money/share' || KNOWN.get(concept)?.unit === 'shares'

/**
 * Facts of other providers by concept, each list sorted by last day. It is separate from the index
 * over figures (shared/book/figure-index.ts), because here several providers give one figure, and
 * it is found by the nearest dates, not by the label of its period.
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

/**
 * For each other provider, the figure with the nearest dates; of equally near ones, the one known
 * last.
 */
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

/**
 * The products of consecutive splits, from any split to any later one: the factors by which two
 * bases may differ.
 */
const factorsOf = (book: QualityBook): { product: number; until: number }[] => {
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
 * For each provider, the exponent of the last digit it gives of a concept. It is taken from its
 * most exact figure, because round figures drop their zeros.
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

/** Gives each figure that two providers both have, with whether they agree on it. */
export const checkProviders = (
  book: QualityBook,
  others: readonly Fact[],
  tolerance: number,
  report: Findings,
): ProviderComparison[] => {
  const comparisons: ProviderComparison[] = []
  if (others.length === 0) return comparisons
  const byConcept = byConceptAndEnd(others)
  const factors = factorsOf(book)
  const digit = digitsOf([...book.entries.map((e) => e.fact), ...others])
  /**
   * Whether two figures are the same one before and after a split since the period began, apart
   * from rounding.
   */
  const splitApart = (entry: BookEntry, other: Other): boolean =>
    factors
      .filter(({ until }) => until >= (entry.start ?? entry.end))
      .flatMap(({ product }) => [product, 1 / product])
      .some((factor) => {
        const rounding = 0.5 * (10 ** digit(entry.fact) + factor * 10 ** digit(other.fact))
        return Math.abs(entry.n - other.n * factor) <= SPLIT_ROUNDING * Math.abs(entry.n) + rounding
      })
  /** The difference as a fraction of the larger figure, when it is above the allowed one. */
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
      comparisons.push({
        providers: [entry.fact.provider, fact.provider],
        end: entry.end,
        agree: by === null,
      })
      if (by === null) continue
      const detail = `${entry.fact.provider} gives ${entry.fact.value} ${entry.fact.unit}, ${fact.provider} ${fact.value}${fact.end === entry.fact.end ? '' : ` (to ${fact.end})`}: ${percent(by)} apart`
      report.failed('providers_agree', [entry], detail, [fact])
    }
  }
  return comparisons
}
