/** What storing is the same for all items, of companies and of exchange rates. */
import type { Market, ItemDataset } from '#shared/names.ts'
import type { Database } from '#shared/db/client.ts'
import type { ItemsReading } from '../items/read.ts'
import { storeItems } from '../items/store.ts'
import type { ItemsAnswer } from '../model/provider.ts'
import { storeFetches } from '../store/fetches.ts'
import type { DatasetStore } from './read-through.ts'

/** Where items are kept: the dataset, and the id that they are stored under. */
export interface ItemsPlace<D extends ItemDataset> {
  db: Database
  dataset: D
  id: string
  market: Market
}

type KeptItems<D extends ItemDataset> = Pick<
  DatasetStore<ItemsReading<D>, ItemsAnswer<D>>,
  'recordedOf' | 'store' | 'note' | 'enough'
>

/** One provider's records are enough: records of two providers are never mixed. */
export const keptItems = <D extends ItemDataset>({
  db,
  dataset,
  id,
  market,
}: ItemsPlace<D>): KeptItems<D> => ({
  recordedOf: () => null,
  store: (answer, fetches, askedAt) =>
    storeItems(db, {
      dataset,
      id,
      market,
      provider: fetches.at(-1)?.provider ?? 'unknown',
      answer,
      fetches,
      askedAt,
    }),
  note: (notes) => storeFetches(db, id, dataset, notes),
  enough: () => true,
})
