/**
 * Sorts holders into lists by kind and day, and the figures of the whole ownership by day. Pure.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ItemSource } from '../../figures/stated.ts'

export type HolderStake = Extract<ItemOf<'holders'>, { kind: 'holder' }>
export type StakeScope = HolderStake['scope']
export interface HoldersItem extends ItemSource {
  item: ItemOf<'holders'>
}
export interface HoldingLine {
  holding: HolderStake
  source: ItemSource
}
export interface HoldersList {
  scope: StakeScope
  /** Newest first. */
  days: { as_of: string; lines: HoldingLine[] }[]
}

const SCOPES: readonly StakeScope[] = ['total', 'float', 'institutions', 'funds']

const size = ({ fraction, shares }: HolderStake): number =>
  Number(fraction ?? 0) * 1e18 + Number(shares ?? 0)
/** In the order of the list's own ranks; holders without a rank follow by size. */
const inOrder = (a: HoldingLine, b: HoldingLine): number => {
  const [first, second] = [a.holding.rank, b.holding.rank]
  return first !== null && second !== null
    ? first - second
    : first !== null
      ? -1
      : second !== null
        ? 1
        : size(b.holding) - size(a.holding)
}

/**
 * Funds and holders who file schedules 13D and 13G each report for a day of their own, so that a
 * list for each day would have one line. Where no holder reports for two days, or most days have
 * one line, one list with the newest line of each holder is made.
 */
const newestOfEach = (days: HoldersList['days']): HoldersList['days'] => {
  const lines = days.flatMap(({ lines: l }) => l)
  const [newest] = days
  if (!newest || days.length < 2) return days
  const seen = new Set<string>()
  const last = lines.filter(({ holding }) => !seen.has(holding.holder) && seen.add(holding.holder))
  if (last.length < lines.length && lines.length / days.length >= 2) return days
  return [{ as_of: newest.as_of, lines: last.sort(inOrder) }]
}

export const holdersLists = (items: readonly HoldersItem[]): HoldersList[] =>
  SCOPES.flatMap((scope) => {
    const byDay = new Map<string, HoldingLine[]>()
    for (const { item, ...source } of items) {
      if (item.kind !== 'holder' || item.scope !== scope) continue
      byDay.set(item.as_of, [...(byDay.get(item.as_of) ?? []), { holding: item, source }])
    }
    const days = [...byDay]
      .map(([as_of, lines]) => ({ as_of, lines: lines.sort(inOrder) }))
      .sort((a, b) => b.as_of.localeCompare(a.as_of))
    return days.length > 0 ? [{ scope, days: newestOfEach(days) }] : []
  })

export interface BreakdownSeries {
  concept: string
  unit: string
  /** Newest first. */
  points: { as_of: string; value: string; field: string; source: ItemSource }[]
}

/** Each figure of the whole ownership with its earlier values. */
export const breakdowns = (items: readonly HoldersItem[]): BreakdownSeries[] => {
  const series = new Map<string, BreakdownSeries>()
  for (const { item, ...source } of items) {
    if (item.kind !== 'breakdown') continue
    for (const { concept, unit, value, provider_field } of item.figures) {
      const known = series.get(concept) ?? { concept, unit, points: [] }
      series.set(concept, known)
      if (!known.points.some(({ as_of }) => as_of === item.as_of))
        known.points.push({ as_of: item.as_of, value, field: provider_field, source })
    }
  }
  for (const { points } of series.values()) points.sort((a, b) => b.as_of.localeCompare(a.as_of))
  return [...series.values()]
}
