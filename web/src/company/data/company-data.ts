/**
 * The loaders of a company's other datasets. Each is made when it is first needed and kept while
 * the page is open.
 */
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { StoredDataset } from '#shared/datasets/registry.ts'
import { getItems, type ItemsWish } from '../../api.ts'
import { type Loader, loader } from '../../ui/loaded.ts'
import { monthsBefore } from '#shared/calendar.ts'

type LoadersByDataset = { [D in StoredDataset]?: Map<string, Loader<ItemsResponse<D>>> }

export interface CompanyData {
  market: string
  symbol: string
  /** The same loader for the same wish, so that a tab that is opened again sends no new request. */
  of<D extends StoredDataset>(dataset: D, wish: ItemsWish): Loader<ItemsResponse<D>>
}

export const companyData = (market: string, symbol: string): CompanyData => {
  const loaders: LoadersByDataset = {}
  return {
    market,
    symbol,
    of(dataset, wish) {
      const key = [wish.asOf, wish.from, wish.limit].join('|')
      const ofDataset: NonNullable<LoadersByDataset[typeof dataset]> = loaders[dataset] ?? new Map()
      loaders[dataset] = ofDataset
      const known = ofDataset.get(key)
      if (known) return known
      const made = loader(() => getItems(dataset, market, symbol, wish))
      ofDataset.set(key, made)
      return made
    },
  }
}

/**
 * How many years are asked for. The service alone would give a month or a year, and an old figure
 * with its date is better than none.
 */
const YEARS_BACK = { multiples: 10, news: 1, insiders: 2, estimates: 3, holders: 5 } as const

/** The first day that is asked for. */
export const lookBack = (dataset: keyof typeof YEARS_BACK, day: string): string =>
  monthsBefore(day, 12 * YEARS_BACK[dataset])

/** The day as of which a page is read; without one, today in UTC. */
export const dayOf = (asOf: string | null): string =>
  asOf?.slice(0, 10) ?? new Date().toISOString().slice(0, 10)

/**
 * Whether opening a tab should load it: it was not asked for yet, or the last try failed. `no_data`
 * is an answer and not a failure.
 */
export const isWanted = <T>({ value, busy }: Loader<T>): boolean => {
  const now = value.peek()
  return (
    !busy.peek() &&
    (now.state === 'loading' || (now.state === 'failed' && now.problem.reason !== 'no_data'))
  )
}
