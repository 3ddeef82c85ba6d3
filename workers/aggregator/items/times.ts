/**
 * The moment a record is ordered and bounded by, and how far back each dataset is asked for. Pure.
 */
import type { ItemDataset, ItemOf } from '#shared/contracts/datasets.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import { DateTime } from 'luxon'
import { MARKET_ZONES } from '../time/market-time.ts'

const midnight = (date: string, market: Market): string =>
  DateTime.fromISO(date, { zone: MARKET_ZONES[market] }).toUTC().toISO() ?? ''

type Times = { [D in ItemDataset]: (item: ItemOf<D>, market: Market) => string | null }

/** Null for a record that has no moment of its own: when it was known stands in. */
const TIMES: Times = {
  instrument: () => null,
  profile: () => null,
  shares: (item, market) => midnight(item.date, market),
  actions: (item, market) => midnight(item.ex_date, market),
  bars: () => null,
  multiples: (item) => item.at,
  quote: (item) => item.quoted_at,
  news: (item) => item.published_at,
  filings: (item, market) => item.accepted_at ?? midnight(item.filed_at, market),
  insiders: (item, market) => midnight(item.traded_on, market),
  holders: (item, market) => midnight(item.as_of, market),
  estimates: (item, market) => midnight(item.as_of, market),
  fx: (item) => item.at,
}

export const timeOf = <D extends ItemDataset>(
  dataset: D,
  item: ItemOf<D>,
  market: Market,
): string | null => TIMES[dataset](item, market)

/**
 * Datasets of which every answer holds all there is since its oldest record: what it does not have
 * was withdrawn.
 */
const WHOLE: ReadonlySet<ItemDataset> = new Set(['actions'])
export const isWhole = (dataset: ItemDataset): boolean => WHOLE.has(dataset)

/**
 * Days asked for when a dataset is refreshed: one window for all readers, so that what is stored of
 * it is whole.
 */
export const WINDOW_DAYS: Record<ItemDataset, number> = {
  instrument: 0,
  profile: 0,
  shares: 3_700,
  actions: 3_700,
  bars: 3_700,
  multiples: 30,
  quote: 1,
  news: 30,
  filings: 1_100,
  insiders: 400,
  holders: 800,
  estimates: 400,
  fx: 30,
}
