/**
 * The definition of every dataset. A new dataset needs a file of this folder and its line here; its
 * name, its type and its place in every list follow. The page shows datasets in this order.
 */
import { z } from 'zod'
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
} as const satisfies Record<string, ItemDefinition | FactsDefinition>

const isDataset = (name: string): name is Dataset => Object.hasOwn(DEFINITIONS, name)
const isItemDataset = (dataset: Dataset): dataset is ItemDataset => dataset !== 'statements'
export const DATASETS: readonly Dataset[] = Object.keys(DEFINITIONS).filter(isDataset)
export const ITEM_DATASETS: readonly ItemDataset[] = DATASETS.filter(isItemDataset)

/**
 * The rows of the matrix of providers. The statements have separate rows, because a provider may
 * have one statement and not the others.
 */
export const MATRIX_DATASETS = [
  'income_statement',
  'balance_sheet',
  'cash_flow',
  ...ITEM_DATASETS,
] as const

export const datasetSchema = z.enum(DATASETS)
export const matrixDatasetSchema = z.enum(MATRIX_DATASETS)

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
