/** What one statement stores of the lines that have come, and what it only counts. Pure. */
import { PRICE_ADDRESS } from '#shared/addresses.ts'
import type { LogLine } from '#shared/contracts/logs.ts'

export interface LineBatch {
  /** Stored and counted. */
  lines: LogLine[]
  /** Counted alone. */
  leftOut: LogLine[]
  /** How many lines could neither be stored nor counted since the last batch. */
  lost: number
}

/**
 * Lines that one batch stores at most. Batches are at least half a second apart, so a flood of
 * requests brings no flood of rows.
 */
export const MOST_STORED = 500

/** What is kept first: trouble, then what happens seldom, then reads of live prices. */
const rankOf = (line: LogLine): number => {
  if (line.level !== 'info') return 0
  return line.event === 'http.request' && line.route === PRICE_ADDRESS ? 2 : 1
}

export const batchOf = (lines: readonly LogLine[], lost: number): LineBatch => {
  if (lines.length <= MOST_STORED) return { lines: [...lines], leftOut: [], lost }
  const ranked = lines.toSorted((a, b) => rankOf(a) - rankOf(b))
  return { lines: ranked.slice(0, MOST_STORED), leftOut: ranked.slice(MOST_STORED), lost }
}
