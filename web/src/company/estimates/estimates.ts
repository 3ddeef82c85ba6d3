/** Estimates by what they are of: those to come apart from those whose period is over. Pure. */
import type { ItemOf } from '#shared/contracts/datasets.ts'
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

/** Money first, then what it comes to a share, then the rest as they come. */
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
  /** Periods to come and those whose end is so near that results may be out, nearest first. */
  ahead: EstimateLine<'consensus'>[]
  /** Periods that are over, newest first. */
  past: EstimateLine<'consensus'>[]
}

/** Results come within months of a period's end: until then its estimate is one. */
const DAYS_TO_REPORT = 100
const DAY_MS = 86_400_000

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
 * Where each part of the bar begins and how wide it is, of `width`; none of a rating nobody gave.
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

/** By the end of the period, else by its name: `2026Q3` before `2026Q2`. Newest first. */
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

/** Where a value stands between two others, of `width`; null when they are no span. */
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
