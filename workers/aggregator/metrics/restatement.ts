/**
 * Whether two values of one company may be compared or subtracted: they have the same basis and
 * unit, and neither was restated without the other.
 */
import type { Break, Fact } from '#shared/contracts/facts.ts'
import { dayOf } from '#shared/days.ts'
import type { IndexedFact } from './fact-index.ts'
import { isRounded } from './rounding.ts'

/** Filings at most this many days apart belong to one reporting season. */
const SEASON_DAYS = 120
/** Filings of one day may become known a few days apart, by market and provider. */
const SAME_FILING_DAYS = 7
/**
 * A period is filed again as the comparative in the next year's report: one year and the time to
 * file after its end.
 */
const YEAR_DAYS = 365
const TIME_TO_FILE_DAYS = 130
/** A change of at most this fraction is a correction that no comparison shows. */
const LEAST_CHANGE = 0.001

export interface Incomparable {
  reason: Break['reason']
  detail: string
}

/** A period as people read it: the day of a balance without its mark. */
const named = ({ period }: Fact): string => period.replace(/^@/, '')
const knownDay = ({ known_at }: Fact): number => dayOf(known_at)

/**
 * Whether another value was stated before. The same value in other digits, and a count or a
 * per-share figure (which a split changes) are not told here.
 */
const isChanged = ({ former, value, unit }: Fact): boolean =>
  former !== undefined &&
  unit !== 'shares' &&
  unit !== 'x' &&
  !unit.endsWith('/share') &&
  Math.abs(Number(value) - Number(former.value)) > LEAST_CHANGE * Math.abs(Number(former.value)) &&
  !isRounded({ value: former.value, unit }, { value, unit })

/**
 * Whether the other value stands on the basis of a change that became known on that day: it was
 * changed in the same season or later, filed first with it or later, or filed again since then as
 * the comparative of the next year, without a change.
 */
const follows = (other: Fact, since: number, lastKnown: number): boolean => {
  const known = knownDay(other)
  if (known >= since - (isChanged(other) ? SEASON_DAYS : SAME_FILING_DAYS)) return true
  const nextReport = dayOf(other.end) + YEAR_DAYS
  return since <= nextReport + TIME_TO_FILE_DAYS && lastKnown > nextReport
}

const basisApart = (a: Fact, b: Fact): Incomparable | null => {
  const about = (one: string, other: string) =>
    `${named(a)} and ${named(b)} stand on different bases: ${one} and ${other}`
  if (a.basis.consolidation !== b.basis.consolidation)
    return {
      reason: 'consolidation',
      detail: about(a.basis.consolidation, b.basis.consolidation),
    }
  const standards = [a.basis.standard, b.basis.standard] as const
  return standards[0] === standards[1] || standards.includes('unstated')
    ? null
    : { reason: 'standard', detail: about(...standards) }
}

/**
 * Null when the two may be compared, otherwise the reason against it. Only where two values of one
 * measure are known is it a restatement; another value under another line is a change of line.
 * `lastKnown` is the day of the newest known filing.
 */
export const notComparable = (a: Fact, b: Fact, lastKnown: number): Incomparable | null => {
  if (a.unit !== b.unit)
    return {
      reason: 'currency',
      detail: `${named(a)} is filed in ${a.unit}, ${named(b)} in ${b.unit}`,
    }
  const apart = basisApart(a, b)
  if (apart) return apart
  for (const [changed, other] of [[a, b] as const, [b, a] as const]) {
    if (!isChanged(changed) || follows(other, knownDay(changed), lastKnown)) continue
    const on = changed.known_at.slice(0, 10)
    return changed.former?.provider_field === changed.provider_field
      ? {
          reason: 'restated',
          detail: `${named(changed)} was restated on ${on}, ${named(other)} was not`,
        }
      : {
          reason: 'line',
          detail: `${named(changed)} is filed under another line since ${on} (${changed.provider_field}, before ${changed.former?.provider_field}), ${named(other)} is not`,
        }
  }
  return null
}

/** A value that became known more days after its period is the comparative of a later filing. */
const LATE_DAYS = 250

/**
 * Whether two values may come from filings of different years, so that a sum of both need not hold.
 * Unlike `notComparable` it does not need to know what was filed before.
 */
export const filedApart = (a: IndexedFact, b: IndexedFact, lastKnown: number): boolean => {
  const late = (f: IndexedFact): boolean => knownDay(f.fact) - f.end > LATE_DAYS
  const [known, other] = [knownDay(a.fact), knownDay(b.fact)]
  if (late(a) === late(b) || Math.abs(known - other) <= SEASON_DAYS) return false
  const [newer, older] = late(a) ? [known, b] : [other, a]
  const filedAgain = older.end + YEAR_DAYS + TIME_TO_FILE_DAYS / 2
  return !(newer <= filedAgain && filedAgain <= lastKnown)
}
