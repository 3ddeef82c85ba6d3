/** Puts the market figures and share counts of a provider into the order of the page. Pure. */
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import type { Language } from '#shared/names.ts'
import type { RefusedFigure } from '#shared/price-joins.ts'
import type { ItemSource } from '../../figures/stated.ts'

export interface FiguresItem<I> extends ItemSource {
  item: I & { figures: ProviderFigure[] }
}

export const MARKET_GROUPS = ['value', 'multiples', 'range', 'shares'] as const
export type MarketGroup = (typeof MARKET_GROUPS)[number]

const GROUPS: Record<MarketGroup, readonly string[]> = {
  value: ['price', 'market_cap', 'float_market_cap', 'enterprise_value', 'dividend_yield_ttm'],
  multiples: [
    'pe_ttm',
    'pe_forward',
    'pe_static',
    'pe_dynamic',
    'pb',
    'ps_ttm',
    'ev_ebitda',
    'ev_revenue',
    'peg',
    'debt_to_equity',
  ],
  range: ['high_52w', 'low_52w', 'beta'],
  shares: [
    'shares_outstanding',
    'float_shares',
    'free_float_shares',
    'shares_issued',
    'treasury_shares',
  ],
}
const NAMED = new Set(Object.values(GROUPS).flat())

/** Refused figures with one reason in common, so that it is said once. */
export const refusedByReason = (
  refused: readonly RefusedFigure[],
  language: Language,
): { why: string; concepts: string[] }[] =>
  [...Map.groupBy(refused, (one) => (language === 'zh' ? one.detail_zh : one.detail))].map(
    ([why, of]) => ({ why, concepts: of.map(({ concept }) => concept) }),
  )

/**
 * The figures of each group that the provider states. A figure of no known group stands with the
 * multiples.
 */
export const marketGroups = (
  figures: readonly ProviderFigure[],
): { group: MarketGroup; figures: ProviderFigure[] }[] =>
  MARKET_GROUPS.flatMap((group) => {
    const named = GROUPS[group].flatMap(
      (concept) => figures.find((figure) => figure.concept === concept) ?? [],
    )
    const others = group === 'multiples' ? figures.filter(({ concept }) => !NAMED.has(concept)) : []
    return named.length + others.length > 0 ? [{ group, figures: [...named, ...others] }] : []
  })

/**
 * The concepts that several items have, as columns of a table: in the order of the groups, then in
 * the order of the items.
 */
export const conceptsOf = <I>(items: readonly FiguresItem<I>[]): string[] => {
  const present = new Set(items.flatMap(({ item }) => item.figures.map(({ concept }) => concept)))
  const ordered = Object.values(GROUPS)
    .flat()
    .filter((concept) => present.has(concept))
  const others = [...present].filter((concept) => !NAMED.has(concept))
  return [...ordered, ...others]
}

/** Where the price stands in its range of a year, 0 to 1; null when one of the three is missing. */
export const placeInYear = (figures: readonly ProviderFigure[]): number | null => {
  const value = (concept: string) => figures.find((figure) => figure.concept === concept)?.value
  const [price, low, high] = [value('price'), value('low_52w'), value('high_52w')].map((v) =>
    v === undefined ? Number.NaN : Number(v),
  )
  if (
    price === undefined ||
    low === undefined ||
    high === undefined ||
    !(high > low) ||
    Number.isNaN(price)
  )
    return null
  return Math.min(1, Math.max(0, (price - low) / (high - low)))
}
