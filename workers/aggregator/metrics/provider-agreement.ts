/**
 * Whether the figures of two providers may be put into one formula: the two must agree on a figure
 * that both have. Pure.
 */
import type { Fact } from '#shared/contracts/facts.ts'
import { dayOf, sameDay } from '#shared/days.ts'

/** One figure of two providers, and whether their values agree. */
export interface ProviderComparison {
  providers: readonly [string, string]
  /** The last day of the period, as a day number. */
  end: number
  agree: boolean
}

/** Null when the figures may be put together, otherwise the reason against it. */
export type ProviderAgreement = (leaves: readonly Fact[]) => string | null

/** A split is an event of its own: its ratio is not compared with amounts. */
const isAmount = (fact: Fact): boolean => fact.concept !== 'stock_split_ratio'

const pairOf = (a: string, b: string): string => [a, b].sort().join(' ')

/**
 * Two providers agree when at least half of the figures that both have at the dates of the leaves
 * are equal; where both have none at those dates, of all figures that both have.
 */
export const providerAgreement = (
  comparisons: readonly ProviderComparison[],
): ProviderAgreement => {
  const byPair = Map.groupBy(comparisons, ({ providers }) => pairOf(...providers))
  const known = new Map<string, boolean>()
  const decide = (pair: string, ends: readonly number[]): boolean => {
    const all = byPair.get(pair) ?? []
    const near = all.filter(({ end }) => ends.some((day) => sameDay(day, end)))
    const telling = near.length > 0 ? near : all
    const equal = telling.filter((comparison) => comparison.agree).length
    return equal > 0 && equal * 2 >= telling.length
  }
  const agree = (a: string, b: string, ends: readonly number[]): boolean => {
    const pair = pairOf(a, b)
    const key = `${pair} ${ends.join(' ')}`
    const decided = known.get(key) ?? decide(pair, ends)
    known.set(key, decided)
    return decided
  }
  return (leaves) => {
    const [first] = leaves
    if (!first || leaves.every(({ provider }) => provider === first.provider)) return null
    const amounts = leaves.filter(isAmount)
    const providers = [...new Set(amounts.map(({ provider }) => provider))].sort()
    const ends = [...new Set(amounts.map(({ end }) => dayOf(end)))]
    for (const [i, a] of providers.entries())
      for (const b of providers.slice(i + 1))
        if (!agree(a, b, ends))
          return `its inputs come from ${a} and ${b}, which do not agree on a figure that both have`
    return null
  }
}
