/**
 * The readings of a company's other datasets: each is made when it is first wanted and kept while
 * the page is open.
 */
import type { ItemsResponse } from '#shared/contracts/aggregator.ts'
import { type CompanyDataset, getItems, type ItemsWish } from '../../api.ts'
import { type Loader, loader } from '../../ui/loaded.ts'
import { monthsBefore } from './months-before.ts'

type LoadersByDataset = { [D in CompanyDataset]: Map<string, Loader<ItemsResponse<D>>> }

export interface CompanyData {
  market: string
  symbol: string
  /** The same reading for the same wish: a tab that is opened again asks nobody. */
  of<D extends CompanyDataset>(dataset: D, wish: ItemsWish): Loader<ItemsResponse<D>>
}

export const companyData = (market: string, symbol: string): CompanyData => {
  const loaders: LoadersByDataset = {
    profile: new Map(),
    shares: new Map(),
    actions: new Map(),
    bars: new Map(),
    multiples: new Map(),
    news: new Map(),
    filings: new Map(),
    insiders: new Map(),
    holders: new Map(),
    estimates: new Map(),
  }
  return {
    market,
    symbol,
    of(dataset, wish) {
      const key = [wish.asOf, wish.from, wish.limit].join('|')
      const ofDataset = loaders[dataset]
      const known = ofDataset.get(key)
      if (known) return known
      const made = loader(() => getItems(dataset, market, symbol, wish))
      ofDataset.set(key, made)
      return made
    },
  }
}

/**
 * Years looked back where the service by itself would look back a month or one: an old figure with
 * its date is better than none.
 */
const YEARS_BACK = { multiples: 10, news: 1, insiders: 2, estimates: 3, holders: 5 } as const

/** First day wanted of a dataset that is bounded by one. */
export const lookBack = (dataset: keyof typeof YEARS_BACK, day: string): string =>
  monthsBefore(day, 12 * YEARS_BACK[dataset])

/** The day a page is read as of: today, in UTC, when it is none. */
export const dayOf = (asOf: string | null): string =>
  asOf?.slice(0, 10) ?? new Date().toISOString().slice(0, 10)

/**
 * Whether opening a tab should ask for it: not asked yet, or the last try was cut short. That there
 * is nothing is an answer.
 */
export const isWanted = <T>({ value, busy }: Loader<T>): boolean => {
  const now = value.peek()
  return (
    !busy.peek() &&
    (now.state === 'loading' || (now.state === 'failed' && now.problem.reason !== 'no_data'))
  )
}
