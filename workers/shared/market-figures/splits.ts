/**
 * Puts counts of shares and prices on one basis across splits. A split counts for a count of shares
 * that was public before its ex date, unless the filing of the count already had it. Pure.
 */
import type { ItemOf } from '../datasets/registry.ts'
import type { KnownFact } from './known.ts'
import { dayOf } from '../days.ts'

type Action = ItemOf<'actions'>

export interface Split {
  ex_date: string
  ratio: number
}

/** A split that the statements report: figures known from then on have it. */
interface FiledSplit {
  ratio: number
  end: string
  known_at: string
}

export interface SplitBook {
  /** Shares of today for one share of a count that became known then, up to the day `until`. */
  countFactor(known_at: string, until: string): number
  /** Shares of `until` for one share traded on the day; null when splits are not known. */
  priceFactor(day: string, until: string): number | null
}

/** A filed split and one of the list are the same when near in time with one ratio. */
const SAME_SPLIT_DAYS = 400
const NEAR_RATIO = 1e-6

const product = (ratios: readonly number[]): number => ratios.reduce((all, one) => all * one, 1)

export const splitBook = (
  actions: readonly Action[] | null,
  facts: Iterable<KnownFact>,
): SplitBook => {
  const filed: FiledSplit[] = []
  for (const { concept, value, end, known_at } of facts)
    if (concept === 'stock_split_ratio') filed.push({ ratio: Number(value), end, known_at })
  const listed = actions?.flatMap((action): Split[] =>
    action.kind === 'split' ? [{ ex_date: action.ex_date, ratio: Number(action.ratio) }] : [],
  )
  const isInCount = ({ ex_date, ratio }: Split, known_at: string): boolean =>
    filed.some(
      (one) =>
        one.known_at <= known_at &&
        Math.abs(one.ratio - ratio) <= NEAR_RATIO * ratio &&
        Math.abs(dayOf(one.end) - dayOf(ex_date)) <= SAME_SPLIT_DAYS,
    )
  return {
    countFactor(known_at, until) {
      if (!listed)
        return product(
          filed
            .filter((one) => one.known_at > known_at && one.end <= until)
            .map(({ ratio }) => ratio),
        )
      const day = known_at.slice(0, 10)
      return product(
        listed
          .filter((one) => one.ex_date > day && one.ex_date <= until && !isInCount(one, known_at))
          .map(({ ratio }) => ratio),
      )
    },
    priceFactor(day, until) {
      if (!listed) return null
      return product(
        listed.filter(({ ex_date }) => ex_date > day && ex_date <= until).map(({ ratio }) => ratio),
      )
    },
  }
}
