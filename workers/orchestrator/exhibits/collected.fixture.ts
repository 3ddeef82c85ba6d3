/** For tests: records as the aggregator gives them. */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ItemDataset } from '#shared/names.ts'
import type { StoredRecord } from './records.ts'

export const AS_OF = '2026-11-28T12:00:00.000Z'

export const records = <D extends ItemDataset>(
  items: readonly ItemOf<D>[],
  provider = 'fmp',
): StoredRecord<D>[] =>
  items.map((item, place) => ({
    id: `r${place}`,
    key: `k${place}`,
    provider,
    item,
    known_at: AS_OF,
    retrieved_at: AS_OF,
    source_url: 'https://example.com/source',
  }))
