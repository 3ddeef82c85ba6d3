/**
 * data-aggregator: the routes of the datasets, one for each definition that has a route. They are
 * part of the contract of the service.
 */
import { z } from 'zod'
import { datasetAddress, servicePath } from '../addresses.ts'
import type { ItemDefinition } from '../datasets/definition.ts'
import {
  DEFINITIONS,
  ITEM_DATASETS,
  isRouted,
  isStored,
  type ItemOf,
  type RoutedDataset,
  type SchemaOf,
  type StoredDataset,
} from '../datasets/registry.ts'
import type { ItemDataset } from '../names.ts'
import {
  asOfSchema,
  type Attempt,
  attemptSchema,
  type Financials,
  servedBySchema,
} from './facts.ts'
import { type Instrument, instrumentSchema } from './instrument.ts'
import type { Route } from './route.ts'
import {
  addressSchema,
  calendarDateSchema,
  codeSchema,
  idSchema,
  instantSchema,
} from '../schemas/texts.ts'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'

export const itemsQuerySchema = z.strictObject({
  market: codeSchema,
  as_of: asOfSchema.optional(),
  from: calendarDateSchema.optional().describe('First day wanted; for bars a year ago when absent'),
  to: calendarDateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type ItemsRouteQuery = z.output<typeof itemsQuerySchema>

/**
 * A current price cannot be limited by dates. A date is therefore refused instead of being ignored.
 */
export const quoteQuerySchema = z.strictObject({ market: codeSchema })

const itemsResponseSchema = <S extends z.ZodType>(item: S) =>
  z.object({
    instrument: instrumentSchema,
    dataset: codeSchema,
    as_of: instantSchema,
    items: z
      .array(
        z.object({
          id: idSchema,
          key: idSchema,
          provider: codeSchema,
          item,
          known_at: instantSchema,
          retrieved_at: instantSchema,
          source_url: addressSchema,
        }),
      )
      .max(MAX_RECORDS)
      .describe('Newest first'),
    served_by: servedBySchema,
    attempts: z.array(attemptSchema).max(MAX_FEW),
  })

export interface ItemsResponse<D extends ItemDataset> {
  instrument: Instrument
  dataset: string
  as_of: string
  items: {
    id: string
    key: string
    provider: string
    item: ItemOf<D>
    known_at: string
    retrieved_at: string
    source_url: string
  }[]
  served_by: Financials['served_by']
  attempts: Attempt[]
}

const params = z.object({ symbol: z.string().min(1).max(64) })

const route = <S extends z.ZodType, Q extends z.ZodType>(
  dataset: RoutedDataset,
  item: S,
  query: Q,
) => {
  const address = datasetAddress(dataset)
  return {
    method: 'GET',
    path: servicePath(address),
    public: address,
    // A route that reads the answer of a provider calls the provider at each request.
    access: DEFINITIONS[dataset].route.reads === 'stored' ? 'reader' : 'writer',
    summary: DEFINITIONS[dataset].route.summary,
    params,
    query,
    response: itemsResponseSchema(item),
  } as const
}

type StoredRoutes = {
  [D in StoredDataset as `get${Capitalize<D>}`]: ReturnType<
    typeof route<SchemaOf<D>, typeof itemsQuerySchema>
  >
}
type ProviderRoutes = {
  [D in Exclude<RoutedDataset, StoredDataset> as `get${Capitalize<D>}`]: ReturnType<
    typeof route<SchemaOf<D>, typeof quoteQuerySchema>
  >
}

/** The name of a dataset's route in the contract: `getNews`. */
export const operationOf = (dataset: RoutedDataset): string =>
  `get${dataset.charAt(0).toUpperCase()}${dataset.slice(1)}`

const itemOf = (dataset: ItemDataset): ItemDefinition['item'] => DEFINITIONS[dataset].item

/** The routes that read what is stored. */
export const STORED_ROUTES = ITEM_DATASETS.filter(isStored).map((dataset) => ({
  dataset,
  route: route(dataset, itemOf(dataset), itemsQuerySchema),
}))

const PROVIDER_ROUTES = ITEM_DATASETS.filter(isRouted)
  .filter((dataset) => !isStored(dataset))
  .map((dataset) => ({ dataset, route: route(dataset, itemOf(dataset), quoteQuerySchema) }))

const byOperation = (routes: readonly { dataset: RoutedDataset; route: Route }[]) =>
  Object.fromEntries(routes.map(({ dataset, route }) => [operationOf(dataset), route]))

// In a loop the compiler cannot know which key has which schema, so the two types state it.
export const storedRoutes = byOperation(STORED_ROUTES) as StoredRoutes
export const providerRoutes = byOperation(PROVIDER_ROUTES) as ProviderRoutes
