/**
 * Filings replayed in the order they were made: what was known of one concept, and when it changed.
 * Pure. A better-ranked tag takes over from a worse one; a worse one never overrides a better; the
 * same value again is not news.
 */
import type { TagCandidate } from './candidates.ts'

const byFiling = (a: TagCandidate, b: TagCandidate): number =>
  a.row.filed.localeCompare(b.row.filed) || a.row.accn.localeCompare(b.row.accn) || a.rank - b.rank

const endOf = (period: string): string => period.slice(period.indexOf('/') + 1)

/**
 * The candidates that were news when filed: for each period the first value, then each restatement,
 * oldest period and filing first.
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
      // Sorted by rank within a filing: the first row of a filing is its best.
      if (candidate.row.accn === filing) continue
      filing = candidate.row.accn
      if (known && candidate.rank > known.rank) continue
      if (!known || candidate.value !== known.value) news.push(candidate)
      known = candidate
    }
  }
  return news
}
