/**
 * Whether two values of one company may be subtracted: they have the same basis and unit, and
 * neither is restated without the other.
 */
import { dayOf } from '#shared/days.ts'
import type { IndexedFact } from './fact-index.ts'

/**
 * Annual reports are due within about 120 days. A value that first became known more days later
 * than this is the comparative of a later filing.
 */
const RESTATED_AFTER_DAYS = 250
/** Filings at most this many days apart belong to one reporting season. */
const SEASON_DAYS = 120
/**
 * A period is filed again as the comparative in the next year's report: one year and the time to
 * file (60 days) after its end.
 */
const FILED_AGAIN_DAYS = 365 + 60

const knownDay = ({ fact }: IndexedFact): number => dayOf(fact.known_at)
const restated = (f: IndexedFact): boolean => knownDay(f) - f.end > RESTATED_AFTER_DAYS

/**
 * Null when the two may be compared, otherwise the reason against it. A value that was restated
 * after the last filing of the other period cannot be compared with it. If the other period was due
 * to be filed again since then (and did not change), it can. `lastKnown` is the day of the newest
 * known filing.
 */
export const notComparable = (a: IndexedFact, b: IndexedFact, lastKnown: number): string | null => {
  if (a.fact.unit !== b.fact.unit)
    return `${a.fact.period} is filed in ${a.fact.unit}, ${b.fact.period} in ${b.fact.unit}`
  if (
    a.fact.basis.standard !== b.fact.basis.standard ||
    a.fact.basis.consolidation !== b.fact.basis.consolidation
  ) {
    return `${a.fact.period} and ${b.fact.period} stand on different bases`
  }
  if (restated(a) === restated(b) || Math.abs(knownDay(a) - knownDay(b)) <= SEASON_DAYS) return null
  const [newer, older] = restated(a) ? [a, b] : [b, a]
  const filedAgain = older.end + FILED_AGAIN_DAYS
  if (knownDay(newer) <= filedAgain && filedAgain <= lastKnown) return null
  return `${newer.fact.period} was restated on ${newer.fact.known_at.slice(0, 10)}, ${older.fact.period} was not`
}
