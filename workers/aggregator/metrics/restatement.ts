/**
 * Whether two values of one company may be subtracted: the same basis, the same unit, neither
 * restated without the other.
 */
import { dayOf } from '#shared/days.ts'
import type { IndexedFact } from './fact-index.ts'

/**
 * Annual reports are due within about 120 days; a value first known later than this is a later
 * filing's comparative.
 */
const RESTATED_AFTER_DAYS = 250
/** Filings of one reporting season belong together. */
const SEASON_DAYS = 120
/**
 * A period is filed once more as the comparative of the next year's: a year and the time to file
 * (60 days) later.
 */
const FILED_AGAIN_DAYS = 365 + 60

const knownDay = ({ fact }: IndexedFact): number => dayOf(fact.known_at)
const restated = (f: IndexedFact): boolean => knownDay(f) - f.end > RESTATED_AFTER_DAYS

/**
 * Null when the two belong together, else why not. A value restated after the other period was
 * filed for the last time cannot be set against it; where the other was due to be filed again since
 * (and had not changed), it can. `lastKnown` is the day of the newest filing known.
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
