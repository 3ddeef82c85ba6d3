/** Whether two values of one company may be subtracted: the same basis, the same unit, neither restated without the other. */
import { dayOf } from './calendar.ts'
import type { IndexedFact } from './fact-index.ts'

/** Annual reports are due within about 120 days; a value first known later than this is a later filing's comparative. */
const RESTATED_AFTER_DAYS = 250
/** Filings of one reporting season belong together. */
const SEASON_DAYS = 120

const restated = ({ fact, end }: IndexedFact): boolean => dayOf(fact.known_at) - end > RESTATED_AFTER_DAYS

/** Null when the two belong together, else why not. */
export const notComparable = (a: IndexedFact, b: IndexedFact): string | null => {
  if (a.fact.unit !== b.fact.unit) return `${a.fact.period} is filed in ${a.fact.unit}, ${b.fact.period} in ${b.fact.unit}`
  if (a.fact.basis.standard !== b.fact.basis.standard || a.fact.basis.consolidation !== b.fact.basis.consolidation) {
    return `${a.fact.period} and ${b.fact.period} stand on different bases`
  }
  if (restated(a) === restated(b) || Math.abs(dayOf(a.fact.known_at) - dayOf(b.fact.known_at)) <= SEASON_DAYS) return null
  const [newer, older] = restated(a) ? [a, b] : [b, a]
  return `${newer.fact.period} was restated on ${newer.fact.known_at.slice(0, 10)}, ${older.fact.period} was not`
}
