/**
 * Replays filings in the order in which they were made, to find which values of one concept were
 * known and when they changed. Pure. A tag with a better rank replaces one with a worse rank, and
 * never the reverse. A repeated value is not a change.
 */
import type { TagCandidate } from './candidates.ts'

const byFiling = (a: TagCandidate, b: TagCandidate): number =>
  a.row.filed.localeCompare(b.row.filed) || a.row.accn.localeCompare(b.row.accn) || a.rank - b.rank

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
      if (!known || candidate.value !== known.value) news.push(candidate)
      known = candidate
    }
  }
  return news
}
