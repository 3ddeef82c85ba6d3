/**
 * Replays filings in the order in which they were made, to find which values of one concept were
 * known and when they changed. Pure. A tag with a better rank replaces one with a worse rank, and
 * never the reverse. A repeated value is not a change.
 */
import { lastDigit } from '../../metrics/rounding.ts'
import type { TagCandidate } from './candidates.ts'

/** Statements are rounded to millions at most (10^6); a mention in a text may be coarser. */
const COARSEST_OF_STATEMENTS = 6

/** Whether `value` is `exact` rounded as a sentence would write it (1.2 billion). */
const isMention = (value: string, exact: string): boolean => {
  const [digit, exactDigit] = [lastDigit(value), lastDigit(exact)]
  return (
    digit !== null &&
    exactDigit !== null &&
    digit > COARSEST_OF_STATEMENTS &&
    exactDigit <= COARSEST_OF_STATEMENTS &&
    Math.abs(Number(value) - Number(exact)) <= 10 ** digit / 2
  )
}

/** Of two values of one filing under one tag, the one given to more digits comes first. */
const byExactness = (a: TagCandidate, b: TagCandidate): number =>
  isMention(a.value, b.value) ? 1 : isMention(b.value, a.value) ? -1 : 0

const byFiling = (a: TagCandidate, b: TagCandidate): number =>
  a.row.filed.localeCompare(b.row.filed) ||
  a.row.accn.localeCompare(b.row.accn) ||
  a.rank - b.rank ||
  byExactness(a, b)

const endOf = (period: string): string => period.slice(period.indexOf('/') + 1)

/**
 * The candidates that were new when they were filed: for each period the first value and then each
 * restatement. The oldest period comes first, and within it the oldest filing.
 */
export const replay = (candidates: readonly TagCandidate[]): TagCandidate[] => {
  const periods = new Map<string, TagCandidate[]>()
  for (const candidate of candidates) {
    const period = `${candidate.row.start ?? ''}/${candidate.row.end}`
    const group = periods.get(period)
    if (group) group.push(candidate)
    else periods.set(period, [candidate])
  }
  const news: TagCandidate[] = []
  const groups = [...periods].sort(
    ([a], [b]) => endOf(a).localeCompare(endOf(b)) || a.localeCompare(b),
  )
  for (const [, group] of groups) {
    let known: TagCandidate | null = null
    let filing: string | null = null
    for (const candidate of group.sort(byFiling)) {
      // Rows of a filing are sorted by rank, so the first row is the best.
      if (candidate.row.accn === filing) continue
      filing = candidate.row.accn
      if (known && candidate.rank > known.rank) continue
      if (known && isMention(candidate.value, known.value)) continue
      if (!known || candidate.value !== known.value) news.push(candidate)
      known = candidate
    }
  }
  return news
}
