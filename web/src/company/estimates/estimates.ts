/** Sorts estimates by figure, and those of coming periods from those of past ones. Pure. */
import { DAY_MS } from '#shared/days.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ItemSource } from '../../figures/stated.ts'

type EstimateItem = ItemOf<'estimates'>
export type EstimateKind = EstimateItem['kind']
export type EstimateOf<K extends EstimateKind> = Extract<EstimateItem, { kind: K }>
export interface EstimateLine<K extends EstimateKind> {
  item: EstimateOf<K>
  source: ItemSource
}
export interface EstimatesItem extends ItemSource {
  item: EstimateItem
}

const isKind = <K extends EstimateKind>(item: EstimateItem, kind: K): item is EstimateOf<K> =>
  item.kind === kind

export const linesOf = <K extends EstimateKind>(
  items: readonly EstimatesItem[],
  kind: K,
): EstimateLine<K>[] =>
  items.flatMap(({ item, ...source }) => (isKind(item, kind) ? [{ item, source }] : []))

/** Figures of money first, then figures per share, then the rest in the order of the answer. */
const CONCEPTS = [
  'revenue',
  'operating_income',
  'net_income',
  'ebitda',
  'eps_diluted',
  'eps_basic',
  'dividends_per_share',
]
const rank = (concept: string): number =>
  (CONCEPTS.indexOf(concept) + CONCEPTS.length + 1) % (CONCEPTS.length + 1)

export interface ConsensusTable {
  concept: string
  /**
   * Coming periods, nearest first, with those that ended so recently that results may not be out.
   */
  ahead: EstimateLine<'consensus'>[]
  /** Periods that are over, newest first. */
  past: EstimateLine<'consensus'>[]
}

/**
 * Results appear some months after a period's end. Until then its estimate counts as one of a
 * coming period.
 */
const DAYS_TO_REPORT = 100

export const consensusTables = (
  lines: readonly EstimateLine<'consensus'>[],
  day: string,
): ConsensusTable[] => {
  const oldest = new Date(Date.parse(day) - DAYS_TO_REPORT * DAY_MS).toISOString().slice(0, 10)
  const byEnd = (a: EstimateLine<'consensus'>, b: EstimateLine<'consensus'>): number =>
    (a.item.period_end ?? '').localeCompare(b.item.period_end ?? '') ||
    b.item.period.localeCompare(a.item.period)
  const concepts = [...new Set(lines.map(({ item }) => item.concept))].sort(
    (a, b) => rank(a) - rank(b),
  )
  return concepts.map((concept) => {
    const own = lines.filter(({ item }) => item.concept === concept).sort(byEnd)
    const isOver = ({ item }: EstimateLine<'consensus'>) =>
      item.period_end !== null && item.period_end < oldest
    return {
      concept,
      ahead: own.filter((line) => !isOver(line)),
      past: own.filter(isOver).reverse(),
    }
  })
}

export const RATINGS = ['strong_buy', 'buy', 'hold', 'sell', 'strong_sell'] as const
export type Rating = (typeof RATINGS)[number]

/**
 * The start and width of each part of a bar that is `width` wide. A rating that nobody gave has no
 * part.
 */
export const ratingParts = (
  item: Pick<EstimateOf<'rating'>, Rating>,
  width: number,
): { rating: Rating; count: number; x: number; width: number }[] => {
  const total = RATINGS.reduce((sum, rating) => sum + item[rating], 0)
  let x = 0
  return RATINGS.flatMap((rating) => {
    const count = item[rating]
    if (count === 0) return []
    const part = { rating, count, x, width: (count / total) * width }
    x += part.width
    return [part]
  })
}

/**
 * Newest first, by the end of the period, or by its name where the end is unknown: `2026Q3` before
 * `2026Q2`.
 */
export const newestPeriodFirst = <
  L extends { item: { concept: string; period: string; period_end: string | null; as_of: string } },
>(
  lines: readonly L[],
): L[] =>
  [...lines].sort(
    (a, b) =>
      (b.item.period_end ?? '').localeCompare(a.item.period_end ?? '') ||
      b.item.period.localeCompare(a.item.period) ||
      b.item.as_of.localeCompare(a.item.as_of) ||
      rank(a.item.concept) - rank(b.item.concept),
  )

/**
 * The place of a value between two others, on a line that is `width` long; null when the two are
 * not in order.
 */
export const placeBetween = (
  value: string,
  low: string | null,
  high: string | null,
  width: number,
): number | null => {
  const [from, to] = [Number(low), Number(high)]
  if (low === null || high === null || !(to > from)) return null
  return Math.min(1, Math.max(0, (Number(value) - from) / (to - from))) * width
}
