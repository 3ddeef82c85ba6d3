/**
 * Tells a count of a company's shares from a placeholder (100 shares) or a number in another unit,
 * by the weighted average of the nearest period. Pure.
 */
import type { Fact } from '#shared/contracts/facts.ts'
import { dayOf } from '#shared/days.ts'

/** A count that is off the weighted average by more than this factor is none. */
export const SHARE_COUNT_FACTOR = 100
/** A weighted average of a period that ends within so many days of the count is compared. */
const NEAR_DAYS = 400

/** `splits`: the product of the splits that became known between the two; 1 when there is none. */
export const isShareCount = (count: number, average: number, splits = 1): boolean =>
  [splits, 1 / splits, 1].some((by) => {
    const ratio = (count * by) / average
    return ratio <= SHARE_COUNT_FACTOR && ratio >= 1 / SHARE_COUNT_FACTOR
  })

/** The figure whose period ends nearest to the date, within about a year. */
export const nearestTo = <F extends { end: string }>(
  end: string,
  figures: readonly F[],
): F | undefined => {
  const off = (figure: F): number => Math.abs(dayOf(figure.end) - dayOf(end))
  return figures.filter((figure) => off(figure) <= NEAR_DAYS).sort((a, b) => off(a) - off(b))[0]
}

type StatedCount = Pick<Fact, 'concept' | 'start' | 'end' | 'value' | 'unit'>

const EPS_OF: Readonly<Record<string, string>> = {
  shares_diluted: 'eps_diluted',
  shares_basic: 'eps_basic',
}
const placeOf = (concept: string, { start, end }: StatedCount): string =>
  `${concept} ${start}/${end}`

/**
 * The weighted averages that counts are compared with. One that net income and EPS of the same
 * period contradict (it is in thousands itself) is left out.
 */
export const weightedAverages = <F extends StatedCount>(facts: readonly F[]): F[] => {
  const values = new Map(facts.map((fact) => [placeOf(fact.concept, fact), Number(fact.value)]))
  return facts.filter((fact) => {
    const eps = EPS_OF[fact.concept]
    if (eps === undefined || fact.unit !== 'shares' || !(Number(fact.value) > 0)) return false
    const income = values.get(placeOf('net_income', fact))
    const perShare = values.get(placeOf(eps, fact))
    if (!income || !perShare) return true
    return isShareCount(Number(fact.value), Math.abs(income / perShare))
  })
}
