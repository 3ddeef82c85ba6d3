/**
 * Whole-market tables of Tushare, page by page. A part is `TABLE:FIRST_ROW`, or
 * `TABLE/ABOUT:FIRST_ROW`.
 */
import type { BulkPart, TakenParts } from '../../../model/bulk.ts'
import type { ProviderContext, ProviderResult } from '../../../model/provider.ts'
import { askTable } from '../client.ts'
import type { TushareRow } from '../table.ts'

/** Rows of one call. Tables give some 6,000 at most, and a market has fewer. */
const PAGE_ROWS = 5_000

export const firstPart = (name: string): string => `${name}:0`
/** `stock_basic/D:0` -> `stock_basic/D`. */
export const nameOf = (part: string): string => part.slice(0, part.lastIndexOf(':'))

/**
 * One page. A table that gives fewer rows than were asked for, and says that there are more, goes
 * on after the last row that it gave.
 */
export const tablePage = async (
  context: ProviderContext,
  api: string,
  params: Record<string, string>,
  fields: readonly string[],
  part: string,
): Promise<ProviderResult<BulkPart>> => {
  const offset = Number(part.slice(part.lastIndexOf(':') + 1))
  const table = await askTable(context, api, { ...params, limit: PAGE_ROWS, offset }, fields)
  if (!table.ok) return table
  const { rows, more } = table.data
  if (rows.length === 0 && offset === 0)
    return { ok: false, reason: 'empty', detail: `tushare has no rows of ${api} for this` }
  const goesOn = rows.length > 0 && (more || rows.length >= PAGE_ROWS)
  return {
    ok: true,
    data: { rows, count: null, next: goesOn ? [`${nameOf(part)}:${offset + rows.length}`] : [] },
  }
}

export const isRow = (row: unknown): row is TushareRow => typeof row === 'object' && row !== null

/** The parts of one table, as a crawl of its own. */
export const partsNamed = (taken: TakenParts, name: string): TakenParts => ({
  names: taken.names.filter((part) => nameOf(part) === name),
  part: (part) => taken.part(part),
  kept: (target) => taken.kept(target),
})
