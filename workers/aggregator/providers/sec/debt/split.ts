/**
 * Debt of one date in one filing: what is due within a year, what is due later, and all of it. A
 * part is never taken for the whole: a filed whole bounds the sum of the parts from below, and
 * where long-term debt exists whose amount is not filed, there is no total. Pure.
 */
import { sumOf } from '#shared/units/decimal.ts'
import { cancels, grainOf } from '../sums.ts'
import {
  type Amount,
  allOf,
  type Filed,
  filedAs,
  isKnown,
  minus,
  NOTHING,
  nOf,
  plus,
  plusOnce,
} from './amounts.ts'
import { readLine, withKinds } from './lines.ts'
import type { DebtTags } from './tags.ts'

/** Unamortized discounts and costs: a whole that is above its parts by less has no other part. */
const NEGLIGIBLE = 0.01

/** The rank where nothing is filed; each line improves it by its weight. */
const NO_LINES = 100
const WEIGHTS = { later: 32, current: 20, portion: 16, whole: 12, shortTerm: 4, kind: 1 }

export interface DebtSplit {
  /**
   * Better the more of the lines are filed: a later filing that shows less of an older date does
   * not replace what was known of it.
   */
  rank: number
  short: Amount
  long: Amount
  /** All that is known. */
  total: Amount
  /** Two lines of what is due within a year have this same amount, which is counted once. */
  once: Amount
  /** Long-term debt exists, and no amount of it is filed: `total` is a part. */
  isHidden: boolean
  /** What the filer calls other debt, where the line that may hold it is filed. */
  rest: Amount
  /** Kinds of debt that are counted beside the line of long-term debt. */
  laterKinds: Amount
  /** Kinds of debt that are filed and not counted: they may be inside the lines. */
  uncounted: Amount
  /** What notes say that there must be at least. */
  atLeast: number
  lines: {
    /** All debt on one line. */
    all: boolean
    /** The line of long-term debt, or all of it: more than kinds of debt alone. */
    longTerm: boolean
    /** Kinds of debt that is due later or without a date, on several lines. */
    severalKinds: boolean
    /** What is due of long-term debt. */
    portion: boolean
    /** The same, and no line of what is due later. */
    portionAlone: boolean
    /** What is due within a year, or borrowed for less than one. */
    shortTerm: boolean
    /** Of what is borrowed for less than a year no more than a kind. */
    shortTermKindsAlone: boolean
  }
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

interface Sums {
  rank: number
  short: Amount
  long: Amount
  total: Amount
  once: Amount
  isHidden: boolean
  rest: Amount
  laterKinds: Amount
  /** Kinds of debt that the lines may hold, whether they are counted or not. */
  kinds: Amount
}

const sumsOf = (filed: Filed): Sums => {
  const { debt } = filed
  const longTerm = filedAs(filed, debt.longTerm)
  const shortTerm = withKinds(readLine(filed, debt.shortTerm), null)
  const portion = readLine(filed, debt.currentPortion)
  const noncurrent = readLine(filed, debt.noncurrent)
  const whole = isKnown(longTerm) ? nOf(longTerm) : null
  const portionAmount = withKinds(portion, null)
  const allCurrent = filedAs(filed, debt.current.tags)
  const isAllCurrent = isKnown(allCurrent) && nOf(allCurrent) >= nOf(portion.base)
  const current = isAllCurrent ? allCurrent : plusOnce(portionAmount, shortTerm)
  const isOnce = !isAllCurrent && nOf(portionAmount) > 0 && nOf(portionAmount) === nOf(shortTerm)
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
  const isBeside = isKnown(noncurrent.base) && nOf(later) > nOf(noncurrent.base)
  const about = {
    rank,
    once: isOnce ? shortTerm : NOTHING,
    rest: noncurrent.rest,
    laterKinds: isBeside ? noncurrent.kinds : NOTHING,
    kinds: plus(noncurrent.kinds, kinds),
  }
  const leases = filedAs(filed, debt.leases)
  const isLeasesAlone = isKnown(longTerm) && later.fields.join() === leases.fields.join()
  if (isKnown(later) && !isLeasesAlone) {
    const bound = isKnown(dueOfLongTerm) || isPortion ? sumWithLong : longTerm
    const total = bounded(plus(current, later, others), all, bound)
    return { ...about, short, long: plus(later, relatedLater), total, isHidden: false }
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
  return { ...about, short, long, total, isHidden }
}

/** The amounts that are not counted, and do not make up what is. */
const uncountedOf = (kinds: Amount, counted: Amount): Amount => {
  const others = kinds.fields.flatMap((field, at) => {
    const value = kinds.values[at] ?? 0
    const isCounted = counted.fields.includes(field) || counted.values.includes(value)
    return isCounted || value <= 0 ? [] : [{ field, value }]
  })
  const sum = others.reduce((all, { value }) => all + value, 0)
  return counted.values.some((value) => cancels(value, -sum))
    ? NOTHING
    : { fields: others.map(({ field }) => field), values: others.map(({ value }) => value) }
}

/** What a filer calls other is its whole line where it names no kind beside. */
const isOthersAlone = ({ debt }: Filed, { fields }: Amount): boolean =>
  fields.length === 1 && fields[0] === `${debt.taxonomy}:${debt.otherShortTerm}`

/** What these values of one date add up to, and which lines of debt are among them. */
export const splitOf = (filed: Filed): DebtSplit => {
  const { debt, values } = filed
  const { kinds, ...sums } = sumsOf(filed)
  const isFiled = (tags: readonly string[]): boolean => tags.some((tag) => values.has(tag))
  const shortTerm = readLine(filed, debt.shortTerm)
  const isShortTermWhole = isFiled(debt.shortTerm.tags) || isFiled(debt.current.tags)
  return {
    ...sums,
    uncounted: uncountedOf(kinds, sums.total),
    atLeast: debt.floors.reduce((most, { tags, share }) => {
      const sum = tags.reduce((all, tag) => all + (values.get(tag) ?? 0), 0)
      return Math.max(most, share * sum)
    }, 0),
    lines: {
      all: isFiled(debt.all),
      longTerm: isFiled([...debt.longTerm, ...debt.longTermLines]),
      severalKinds: kinds.fields.length > 1,
      portion: isKnown(withKinds(readLine(filed, debt.currentPortion), null)),
      portionAlone:
        nOf(filedAs(filed, debt.longTermPortion)) > 0 &&
        !isKnown(withKinds(readLine(filed, debt.noncurrent), null)),
      shortTerm:
        isShortTermWhole || isFiled(debt.shortTermLines) || isKnown(withKinds(shortTerm, null)),
      shortTermKindsAlone:
        !isShortTermWhole && isKnown(shortTerm.base) && !isOthersAlone(filed, shortTerm.base),
    },
  }
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

export const figureOf = (rank: number, { fields, values }: Amount): DebtFigure | null =>
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
  const { rank, short, long, total, isHidden } = splitOf({ debt, values })
  return {
    short_term_debt: figureOf(rank, short),
    long_term_debt: figureOf(rank, long),
    total_debt: isHidden ? null : figureOf(rank, total),
  }
}
