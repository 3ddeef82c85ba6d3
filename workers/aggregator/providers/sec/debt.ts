/**
 * Debt of one date in one filing: what is due within a year, what is due later, and all of it. A
 * part is never taken for the whole: a filed whole bounds the sum of the parts from below, and
 * where long-term debt exists whose amount is not filed, there is no total. Pure.
 */
import { sumOf } from '#shared/units/decimal.ts'
import type { TagCandidate } from './candidates.ts'
import { type DebtLine, type DebtTags, debtTagsOf } from './debt-tags.ts'
import { placeOf } from './places.ts'
import { cancels, grainOf } from './sums.ts'
import type { RawRow } from './raw.ts'
import type { TagRows } from './select.ts'

/** A sum of filed values: the tags that it was made of. */
interface Amount {
  fields: readonly string[]
  values: readonly number[]
}
export type DebtCandidates = Record<DebtConcept, TagCandidate[]>

/** How near a kind of debt comes to the whole when it is the same line under a second tag. */
const SAME_LINE = 0.05
/** Unamortized discounts and costs: a whole that is above its parts by less has no other part. */
const NEGLIGIBLE = 0.01

/** The rank where nothing is filed; each line improves it by its weight. */
const NO_LINES = 100
const WEIGHTS = { later: 32, current: 20, portion: 16, whole: 12, shortTerm: 4, kind: 1 }

const NOTHING: Amount = { fields: [], values: [] }
const nOf = ({ values }: Amount): number => values.reduce((sum, value) => sum + value, 0)
const isKnown = ({ fields }: Amount): boolean => fields.length > 0
const plus = (...amounts: readonly Amount[]): Amount => ({
  fields: amounts.flatMap(({ fields }) => fields),
  values: amounts.flatMap(({ values }) => values),
})
const minus = (from: Amount, part: Amount): Amount => ({
  fields: [...from.fields, ...part.fields.map((field) => `- ${field}`)],
  values: [...from.values, ...part.values.map((value) => -value)],
})

/** The filed values of one date in one filing. */
interface Filed {
  debt: DebtTags
  values: ReadonlyMap<string, number>
}

const filedAs = ({ debt, values }: Filed, tags: readonly string[]): Amount => {
  for (const tag of tags) {
    const value = values.get(tag)
    if (value !== undefined) return { fields: [`${debt.taxonomy}:${tag}`], values: [value] }
  }
  return NOTHING
}

/** All of these that are filed. Two tags with one amount are one line. */
const allOf = (filed: Filed, tags: readonly string[]): Amount => {
  const seen = new Set<number>()
  const found: Amount[] = []
  for (const tag of tags) {
    const amount = filedAs(filed, [tag])
    const n = nOf(amount)
    if (!isKnown(amount) || seen.has(n)) continue
    seen.add(n)
    found.push(amount)
  }
  return plus(...found)
}

/** The line without its kinds, and its kinds as one amount. */
interface Read {
  base: Amount
  kinds: Amount
  rest: Amount
}

const readLine = (filed: Filed, line: DebtLine): Read => {
  const whole = filedAs(filed, line.tags)
  const parts = (line.parts ?? []).map((part) => readLine(filed, part))
  const partsBase = plus(...parts.map((part) => part.base))
  const ownKinds = allOf(filed, line.kinds ?? [])
  const kinds = plus(ownKinds, ...parts.map((part) => part.kinds))
  // Kinds that, with the parts or with the rest, make up just the whole are inside it.
  const ownRest = allOf(filed, line.rest ?? [])
  const rest = plus(ownRest, ...parts.map((part) => part.rest))
  if (!isKnown(whole))
    return isKnown(partsBase)
      ? { base: partsBase, kinds, rest }
      : { base: NOTHING, kinds: plus(kinds, rest), rest: NOTHING }
  const inside = [plus(partsBase, kinds), plus(kinds, rest), plus(partsBase, kinds, rest)]
  if (isKnown(kinds) && inside.some((sum) => cancels(nOf(whole), -nOf(sum))))
    return { base: whole, kinds: NOTHING, rest: NOTHING }
  // A whole below its own part is not the whole; then the parts are all that is known.
  const base = nOf(whole) >= nOf(partsBase) ? whole : partsBase
  return { base, kinds, rest }
}

const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= SAME_LINE * Math.max(Math.abs(a), Math.abs(b))

/** The line with its kinds, where they stand beside it. `expected` is what the wholes say. */
const withKinds = ({ base, kinds }: Read, expected: number | null): Amount => {
  if (!isKnown(kinds)) return base
  if (!isKnown(base)) return kinds
  const [alone, together] = [nOf(base), nOf(base) + nOf(kinds)]
  if (expected !== null)
    return Math.abs(together - expected) < Math.abs(alone - expected) ? plus(base, kinds) : base
  return isNear(alone, nOf(kinds)) ? base : plus(base, kinds)
}

/** One line under two tags has one amount, and is counted once. */
const plusOnce = (a: Amount, b: Amount): Amount =>
  isKnown(a) && nOf(a) === nOf(b) && nOf(a) !== 0 ? a : plus(a, b)

interface Split {
  /**
   * Better the more of the lines are filed: a later filing that shows less of an older date does
   * not replace what was known of it.
   */
  rank: number
  short: Amount
  long: Amount
  total: Amount
}

/**
 * The sum of parts, or a whole that is above it by more than rounding and discounts: then a part is
 * missing from the sum.
 */
const bounded = (sum: Amount, ...wholes: readonly Amount[]): Amount =>
  wholes.reduce((best, whole) => {
    if (!isKnown(whole) || nOf(whole) <= nOf(best)) return best
    const missing = nOf(whole) - nOf(best)
    const allowed = Math.max(NEGLIGIBLE * nOf(whole), grainOf([nOf(whole)]))
    return isKnown(best) && missing <= allowed ? best : whole
  }, sum)

const splitOf = (filed: Filed): Split => {
  const { debt } = filed
  const longTerm = filedAs(filed, debt.longTerm)
  const shortTerm = withKinds(readLine(filed, debt.shortTerm), null)
  const portion = readLine(filed, debt.currentPortion)
  const noncurrent = readLine(filed, debt.noncurrent)
  const whole = isKnown(longTerm) ? nOf(longTerm) : null
  const portionAmount = withKinds(portion, null)
  const allCurrent = filedAs(filed, debt.current.tags)
  const current =
    isKnown(allCurrent) && nOf(allCurrent) >= nOf(portion.base)
      ? allCurrent
      : plusOnce(portionAmount, shortTerm)
  const dueOfLongTerm = filedAs(filed, debt.longTermPortion)
  const later = withKinds(
    noncurrent,
    whole !== null && isKnown(dueOfLongTerm) ? whole - nOf(dueOfLongTerm) : null,
  )
  const related = {
    current: allOf(filed, debt.related.current),
    noncurrent: filedAs(filed, debt.related.noncurrent),
    both: allOf(filed, debt.related.both),
  }
  // What is owed to related parties may make up the long-term line together with its kinds.
  const isInside =
    isKnown(related.noncurrent) &&
    isKnown(noncurrent.base) &&
    cancels(nOf(noncurrent.base), -nOf(noncurrent.kinds), -nOf(related.noncurrent))
  const relatedLater = isInside ? NOTHING : related.noncurrent
  const short = plus(current, related.current)
  const owed = plus(related.current, relatedLater)
  const trusts = allOf(filed, debt.trusts)
  const others = isKnown(owed) || isInside ? owed : related.both
  const all = filedAs(filed, debt.all)
  // What is due within a year beside long-term debt. Where its part of that is not filed, the
  // whole is the balance sheet's line of what is due later.
  const isPortion =
    isKnown(shortTerm) &&
    (nOf(shortTerm) === nOf(portionAmount) || cancels(nOf(longTerm), -nOf(later), -nOf(shortTerm)))
  const besideLongTerm = isKnown(dueOfLongTerm)
    ? isKnown(allCurrent)
      ? minus(allCurrent, dueOfLongTerm)
      : isPortion
        ? NOTHING
        : shortTerm
    : isPortion
      ? NOTHING
      : current
  const sumWithLong = isKnown(longTerm) ? plus(longTerm, besideLongTerm, trusts, others) : NOTHING
  const kinds = allOf(filed, debt.undated)
  const weights = [
    isKnown(later) ? WEIGHTS.later : 0,
    isKnown(allCurrent)
      ? WEIGHTS.current
      : (isKnown(portionAmount) ? WEIGHTS.portion : 0) +
        (isKnown(shortTerm) ? WEIGHTS.shortTerm : 0),
    isKnown(longTerm) || isKnown(all) ? WEIGHTS.whole : kinds.fields.length * WEIGHTS.kind,
  ]
  const rank = NO_LINES - weights.reduce((sum, weight) => sum + weight, 0)
  const leases = filedAs(filed, debt.leases)
  const isLeasesAlone = isKnown(longTerm) && later.fields.join() === leases.fields.join()
  if (isKnown(later) && !isLeasesAlone) {
    const bound = isKnown(dueOfLongTerm) || isPortion ? sumWithLong : longTerm
    const total = bounded(plus(current, later, others), all, bound)
    return { rank, short, long: plus(later, relatedLater), total }
  }
  const longWhole = isKnown(longTerm) ? plus(sumWithLong, leases) : NOTHING
  const long = !isKnown(longTerm)
    ? related.noncurrent
    : isKnown(dueOfLongTerm)
      ? minus(longTerm, dueOfLongTerm)
      : plus(longTerm, leases)
  const undated = plus(current, kinds, trusts, others)
  const total = bounded(isKnown(longWhole) ? longWhole : isKnown(all) ? NOTHING : undated, all)
  const isHidden =
    total === undated &&
    !isKnown(kinds) &&
    !isKnown(trusts) &&
    debt.signs.some((tag) => (filed.values.get(tag) ?? 0) > 0)
  return { rank, short, long, total: isHidden ? NOTHING : total }
}

export type DebtConcept = 'short_term_debt' | 'long_term_debt' | 'total_debt'
export const DEBT_CONCEPTS: readonly DebtConcept[] = [
  'short_term_debt',
  'long_term_debt',
  'total_debt',
]

export interface DebtFigure {
  /** `us-gaap:A + us-gaap:B - us-gaap:C` */
  field: string
  value: string
  rank: number
}

const figureOf = (rank: number, { fields, values }: Amount): DebtFigure | null =>
  fields.length === 0
    ? null
    : {
        field: fields.reduce((text, field) =>
          field.startsWith('- ') ? `${text} ${field}` : `${text} + ${field}`,
        ),
        value: sumOf(values),
        rank,
      }

/** The debt that these values of one date, by tag, add up to; null for what they do not give. */
export const debtOf = (
  debt: DebtTags,
  values: ReadonlyMap<string, number>,
): Record<DebtConcept, DebtFigure | null> => {
  const { rank, short, long, total } = splitOf({ debt, values })
  return {
    short_term_debt: figureOf(rank, short),
    long_term_debt: figureOf(rank, long),
    total_debt: figureOf(rank, total),
  }
}

const isInterim = ({ form }: RawRow): boolean => form.startsWith('10-Q')

/** The tags that this company uses in notes alone. */
const detailsOf = (debt: DebtTags, tags: TagRows, unit: string): Set<string> => {
  const rowsOf = (name: string): readonly RawRow[] => tags.get(name)?.[unit] ?? []
  const isInterimFiler = debtTagsOf(debt).some((name) => rowsOf(name).some(isInterim))
  if (!isInterimFiler) return new Set()
  return new Set(debt.ofNotes.filter((tag) => !rowsOf(`${debt.taxonomy}:${tag}`).some(isInterim)))
}

/** The debt of every date in every filing. */
export const debtCandidates = (debt: DebtTags, tags: TagRows, unit: string): DebtCandidates => {
  const places = new Map<string, { row: RawRow; values: Map<string, number> }>()
  const from = debt.taxonomy.length + 1
  const details = detailsOf(debt, tags, unit)
  for (const name of debtTagsOf(debt)) {
    const tag = name.slice(from)
    if (details.has(tag)) continue
    for (const row of tags.get(name)?.[unit] ?? []) {
      if (row.start !== null) continue
      const key = placeOf(row)
      const place = places.get(key)
      if (place) place.values.set(tag, row.val)
      else places.set(key, { row, values: new Map([[tag, row.val]]) })
    }
  }
  const found: DebtCandidates = { short_term_debt: [], long_term_debt: [], total_debt: [] }
  for (const { row, values } of places.values()) {
    const figures = debtOf(debt, values)
    for (const concept of DEBT_CONCEPTS) {
      const figure = figures[concept]
      if (figure) found[concept].push({ ...figure, row })
    }
  }
  return found
}
