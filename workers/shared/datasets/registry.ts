/** The definition of every dataset. A new dataset needs a name, a file and a line here. */
import type { z } from 'zod'
import type { Dataset, ItemDataset } from '../names.ts'
import { actions } from './actions.ts'
import { bars } from './bars.ts'
import type { DatasetRoute, FactsDefinition, ItemDefinition } from './definition.ts'
import { estimates } from './estimates.ts'
import { filings } from './filings.ts'
import { fx } from './fx.ts'
import { holders } from './holders.ts'
import { insiders } from './insiders.ts'
import { instrument } from './instrument.ts'
import { multiples } from './multiples.ts'
import { news } from './news.ts'
import { profile } from './profile.ts'
import { quote } from './quote.ts'
import { shares } from './shares.ts'
import { statements } from './statements.ts'

export const DEFINITIONS = {
  instrument,
  profile,
  statements,
  shares,
  actions,
  bars,
  multiples,
  quote,
  news,
  filings,
  insiders,
  holders,
  estimates,
  fx,
} as const satisfies Record<ItemDataset, ItemDefinition> &
  Record<Dataset, ItemDefinition | FactsDefinition>

type Definitions = typeof DEFINITIONS

/** The schema of one record of a dataset, and the type of the record. */
export type SchemaOf<D extends ItemDataset> = Extract<Definitions[D]['item'], z.ZodType>
export type ItemOf<D extends ItemDataset> = z.infer<SchemaOf<D>>

/** The datasets that have a route, and those of them whose route reads stored records. */
export type RoutedDataset = {
  [D in ItemDataset]: Definitions[D]['route'] extends DatasetRoute ? D : never
}[ItemDataset]
export type StoredDataset = {
  [D in ItemDataset]: Definitions[D]['route'] extends { reads: 'stored' } ? D : never
}[ItemDataset]

export const isRouted = (dataset: ItemDataset): dataset is RoutedDataset =>
  DEFINITIONS[dataset].route !== null
export const isStored = (dataset: ItemDataset): dataset is StoredDataset =>
  DEFINITIONS[dataset].route?.reads === 'stored'
