/**
 * Joins items from Tushare's tables into one answer: each item has its date, its page and its
 * source table.
 */
import type { ItemDataset } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ItemsAnswer, NewItem, ProviderResult, Subject } from '../../model/provider.ts'
import type { TushareTable } from './client.ts'

/**
 * An item that still refers to its table by index, before the index of the stored answer is known.
 */
export interface TushareItem<D extends ItemDataset> {
  key: string
  item: ItemOf<D>
  known_at: string
  source_url: string
  /** Index of its table. */
  table: number
}

/** Tables outside the plan are not listed as sources. */
export const answered = <D extends ItemDataset>(
  subject: Subject,
  placed: readonly TushareItem<D>[],
  tables: readonly TushareTable[],
): ProviderResult<ItemsAnswer<D>> => {
  const kept = tables.flatMap((table, at) => (table.raw ? [{ at, raw: table.raw }] : []))
  const items = placed.map(({ table, ...rest }): NewItem<D> => {
    const source = kept.findIndex(({ at }) => at === table)
    return { ...rest, source: source < 0 ? null : source }
  })
  return { ok: true, data: { subject, items, sources: kept.map(({ raw }) => raw) } }
}

/** The earlier of two instants: what has been read now is known by now. */
export const noLaterThan = (now: Date, instant: string): string =>
  instant < now.toISOString() ? instant : now.toISOString()
