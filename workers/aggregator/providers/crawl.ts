/**
 * Whether the parts of a crawl are the whole that the provider has: not short, not doubled, not off
 * by its own count. Pages are asked for one after the other while the report may change, so a few
 * rows may shift between them. Pure.
 */
import type { BulkFailure, BulkPart, TakenParts } from '../model/bulk.ts'

/** Rows by which a crawl may differ from the provider's own count, and that it may have twice. */
export const MOST_OFF = 5

const refused = (reason: BulkFailure['reason'], detail: string): BulkFailure => ({
  ok: false,
  reason,
  detail,
})

/**
 * The rows of a crawl without those that came twice, or why it is refused. `keyOf` tells two rows
 * apart; `read` makes a row of what was kept.
 */
export const wholeCrawl = async <T>(
  who: string,
  taken: TakenParts,
  read: (row: unknown) => T,
  keyOf: (row: T) => string,
): Promise<{ ok: true; rows: T[] } | BulkFailure> => {
  const rows = new Map<string, T>()
  let seen = 0
  let stated: number | null = null
  for (const name of taken.names) {
    const part: BulkPart = await taken.part(name)
    for (const raw of part.rows) {
      const row = read(raw)
      seen += 1
      rows.set(keyOf(row), row)
    }
    if (part.count === null) continue
    if (stated !== null && Math.abs(stated - part.count) > MOST_OFF)
      return refused('crawl_off', `${who} counted ${stated} rows and later ${part.count}`)
    stated = part.count
  }
  const doubled = seen - rows.size
  if (doubled > MOST_OFF)
    return refused('crawl_doubled', `${who} gave ${doubled} of ${seen} rows twice`)
  if (stated !== null && stated - rows.size > MOST_OFF)
    return refused('crawl_short', `${who} gave ${rows.size} of the ${stated} rows that it counts`)
  if (stated !== null && rows.size - stated > MOST_OFF)
    return refused('crawl_off', `${who} gave ${rows.size} rows and counts ${stated}`)
  return { ok: true, rows: [...rows.values()] }
}

/** Names of the pages after the first: `report:2` to `report:11`. */
export const laterPages = (name: string, pages: number): string[] =>
  Array.from({ length: Math.max(0, pages - 1) }, (_, at) => `${name}:${at + 2}`)
