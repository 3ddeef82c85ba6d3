/**
 * What a provider has said of one period more than once, and differently: versions, by how much,
 * and why. Pure.
 */
import type { Fact } from '#shared/contracts/facts.ts'
import type { Restatement } from '#shared/contracts/restatements.ts'
import { quantity, ratioOf, subtract } from '#shared/units/quantity.ts'
import { lastDigit, magnitude } from './quality/exact.ts'

/**
 * How far a figure may miss the ratio of a split besides rounding: shares are issued and bought
 * back by the day.
 */
const SPLIT_TOLERANCE = 0.01
/**
 * Powers of ten that statements are rounded to: ones, thousands, 万, tenths of a million, millions,
 * 亿. A round figure is not rounded further.
 */
const ROUNDED_TO = [8, 6, 5, 4, 3, 0]
const CENTS = -2
/**
 * How large a part of the figure the unit may be that it is rounded to, when it is off by half of
 * it (and by a whole one, as is done so that columns add up). 1000 is seldom 990 to the thousand.
 */
const COARSEST_HALF = 0.25
const COARSEST_WHOLE = 0.1

const keyOf = (f: Fact): string =>
  JSON.stringify([
    f.concept,
    f.start,
    f.end,
    f.basis.consolidation,
    f.basis.standard,
    f.provider,
    f.unit,
  ])
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * In the order in which they were known. Of several known at once, the one that a reading takes
 * comes last.
 */
const inOrder = (a: Fact, b: Fact): number =>
  text(a.known_at, b.known_at) ||
  text(a.retrieved_at, b.retrieved_at) ||
  text(a.provider_record, b.provider_record) ||
  text(b.id, a.id)

const sameValue = (a: Fact, b: Fact): boolean =>
  a.value === b.value || quantity(a.value, 'x').value === quantity(b.value, 'x').value

/** Of those known at once only the last; of those that repeat a value only the first. */
const versionsOf = (facts: readonly Fact[]): Fact[] => {
  const sorted = [...facts].sort(inOrder)
  const last = sorted.filter((fact, i) => sorted[i + 1]?.known_at !== fact.known_at)
  return last.filter((fact, i) => {
    const before = last[i - 1]
    return !before || !sameValue(before, fact)
  })
}

/** The unit a figure is rounded to, as a power of ten. */
const roundedTo = ({ value, unit }: Fact): number => {
  const digit = lastDigit(value)
  if (unit.endsWith('/share') || unit === 'x') return Math.min(digit ?? CENTS, CENTS)
  return digit === null ? 0 : digit < 0 ? digit : (ROUNDED_TO.find((power) => power <= digit) ?? 0)
}

/** The same figure to other digits. */
const isRounded = (from: Fact, to: Fact): boolean => {
  const [a, b] = [roundedTo(from), roundedTo(to)]
  const unit = 10 ** Math.max(a, b)
  const part = unit / Math.abs(Number(from.value))
  const off = Math.abs(Number(from.value) - Number(to.value)) / unit
  return a !== b && ((part <= COARSEST_HALF && off <= 0.5) || (part <= COARSEST_WHOLE && off <= 1))
}

/** Did a split become known, or take effect, between the two? */
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

/** Restated when any step was; else split when any was; else only the digits changed. */
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
 * The restatements among stored facts of one company, newest period first. `splits` are its
 * stock_split_ratio facts; by default those among the facts given.
 */
export const toRestatements = (
  facts: readonly Fact[],
  splits: readonly Fact[] = facts.filter((f) => f.concept === 'stock_split_ratio'),
): Restatement[] => {
  const restatements: Restatement[] = []
  for (const group of Map.groupBy(facts, keyOf).values()) {
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
