/**
 * Finds periods for which a provider stated different values over time: the versions, the size of
 * the change, and its cause. Pure.
 */
import type { Fact } from '#shared/contracts/facts.ts'
import type { Restatement } from '#shared/contracts/restatements.ts'
import { quantity, ratioOf, subtract } from '#shared/units/quantity.ts'
import { PARTS } from '../metrics/known-in-part.ts'
import { isRounded, roundedTo } from '../metrics/rounding.ts'
import { magnitude } from './quality/exact.ts'

/**
 * How far a change may differ from a split's ratio in addition to rounding: companies issue and buy
 * back shares every day.
 */
const SPLIT_TOLERANCE = 0.01
const keyOf = (f: Fact): string =>
  JSON.stringify([
    f.concept,
    f.start,
    f.end,
    f.basis.consolidation,
    f.basis.standard,
    f.provider,
    f.unit,
    // Another line is another measure: its value is no restatement.
    f.provider_field,
  ])
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Sorts by the time at which facts became known. Of several known at once, the one that a reading
 * takes comes last.
 */
const inOrder = (a: Fact, b: Fact): number =>
  text(a.known_at, b.known_at) ||
  text(a.retrieved_at, b.retrieved_at) ||
  text(a.provider_record, b.provider_record) ||
  text(b.id, a.id)

const sameValue = (a: Fact, b: Fact): boolean =>
  a.value === b.value || quantity(a.value, 'x').value === quantity(b.value, 'x').value

/** Of facts known at once only the last is kept; of facts that repeat a value only the first. */
const versionsOf = (facts: readonly Fact[]): Fact[] => {
  const sorted = [...facts].sort(inOrder)
  const last = sorted.filter((fact, i) => sorted[i + 1]?.known_at !== fact.known_at)
  return last.filter((fact, i) => {
    const before = last[i - 1]
    return !before || !sameValue(before, fact)
  })
}

/** Whether a split became known or took effect between the two. */
const between = (split: Fact, from: Fact, to: Fact): boolean =>
  (split.known_at > from.known_at && split.known_at <= to.known_at) ||
  (split.end > from.known_at.slice(0, 10) && split.end <= to.known_at.slice(0, 10))

const isSplit = (from: Fact, to: Fact, splits: readonly Fact[]): boolean => {
  const shares = from.unit === 'shares'
  const ratio = splits.reduce(
    (product, split) => (between(split, from, to) ? product * Number(split.value) : product),
    1,
  )
  if (ratio === 1 || !(shares || from.unit.endsWith('/share'))) return false
  const factor = shares ? ratio : 1 / ratio
  const expected = Number(from.value) * factor
  const rounding = 0.5 * (10 ** roundedTo(to) + factor * 10 ** roundedTo(from))
  return Math.abs(expected - Number(to.value)) <= SPLIT_TOLERANCE * Math.abs(expected) + rounding
}

/**
 * Restated when any step is a restatement; else split when any step is one; else rounded, because
 * only the digits changed.
 */
const causeOf = (versions: readonly Fact[], splits: readonly Fact[]): Restatement['cause'] => {
  const steps = versions.slice(1).map((to, i): Restatement['cause'] => {
    const from = versions[i]
    if (!from) return 'restated'
    return isSplit(from, to, splits) ? 'split' : isRounded(from, to) ? 'rounded' : 'restated'
  })
  return steps.includes('restated') ? 'restated' : steps.includes('split') ? 'split' : 'rounded'
}

const changeOf = (first: Fact, last: Fact): string | null => {
  const before = quantity(first.value, 'x')
  const difference = subtract(quantity(last.value, 'x'), before)
  const ratio = difference.ok ? ratioOf(difference.data, magnitude(before)) : difference
  return ratio.ok ? ratio.data.value : null
}

const newestFirst = (a: Restatement, b: Restatement): number =>
  text(b.end, a.end) ||
  text(a.concept, b.concept) ||
  text(b.start ?? '', a.start ?? '') ||
  text(a.provider, b.provider)

/**
 * The restatements among the stored facts of one company, newest period first. `splits` are its
 * stock_split_ratio facts; the default is those among the given facts. A known part is no measure
 * of its own: two filings may know different parts of one whole.
 */
export const toRestatements = (
  facts: readonly Fact[],
  splits: readonly Fact[] = facts.filter((f) => f.concept === 'stock_split_ratio'),
): Restatement[] => {
  const restatements: Restatement[] = []
  const parts: ReadonlySet<string> = PARTS
  const measures = facts.filter(({ concept }) => !parts.has(concept))
  for (const group of Map.groupBy(measures, keyOf).values()) {
    const versions = versionsOf(group)
    const [first] = versions
    const last = versions.at(-1)
    if (!first || !last || versions.length < 2) continue
    const { concept, period, start, end, basis, provider, unit } = last
    restatements.push({
      concept,
      period,
      start,
      end,
      basis,
      provider,
      unit,
      versions: versions.map(
        ({ id, value, filed_at, known_at, form, source_url, provider_record }) => ({
          fact: id,
          value,
          filed_at,
          known_at,
          form,
          source_url,
          provider_record,
        }),
      ),
      change: changeOf(first, last),
      cause: causeOf(versions, splits),
    })
  }
  return restatements.sort(newestFirst)
}
