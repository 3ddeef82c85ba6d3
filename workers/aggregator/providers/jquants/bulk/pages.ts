/** Paths that are asked by day: each page names the next by a key. */
import type { BulkPart } from '../../../model/bulk.ts'
import type { ProviderContext, ProviderResult } from '../../../model/provider.ts'
import { askDay, type JquantsRow } from '../client.ts'

export const FIRST = 'first'
const KEY = 'key:'

/** `mayBeEmpty`: a day without any row is no fault. */
export const dayPage = async (
  context: ProviderContext,
  path: string,
  day: string,
  part: string,
  columns: readonly string[],
  mayBeEmpty = false,
): Promise<ProviderResult<BulkPart>> => {
  const key = part.startsWith(KEY) ? part.slice(KEY.length) : null
  const page = await askDay(context, path, day, key)
  if (!page.ok) return page
  if (page.data.rows.length === 0 && key === null && !mayBeEmpty)
    return { ok: false, reason: 'empty', detail: `jquants has no rows of ${path} on ${day}` }
  const kept = page.data.rows.map((row) =>
    Object.fromEntries(columns.flatMap((name) => (name in row ? [[name, row[name]]] : []))),
  )
  const { next } = page.data
  return {
    ok: true,
    data: { rows: kept, count: null, next: next === null ? [] : [`${KEY}${next}`] },
  }
}

export const isRow = (row: unknown): row is JquantsRow => typeof row === 'object' && row !== null
