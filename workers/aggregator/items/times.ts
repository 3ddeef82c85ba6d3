/** The moment a record is ordered and bounded by, as its dataset defines it. Pure. */
import { DEFINITIONS, type ItemOf } from '#shared/datasets/registry.ts'
import type { ItemDataset, Market } from '#shared/names.ts'
import { DateTime } from 'luxon'
import { isDate } from '../time/calendar.ts'
import { MARKET_ZONES } from '../time/market-time.ts'

const midnight = (date: string, market: Market): string =>
  DateTime.fromISO(date, { zone: MARKET_ZONES[market] }).toUTC().toISO() ?? ''

const MOMENTS: { [D in ItemDataset]: { moment(item: ItemOf<D>): string | null } } = DEFINITIONS

/**
 * An instant; a date is its midnight in the market's zone. Null for a record that has no moment of
 * its own: when it was known stands in.
 */
export const timeOf = <D extends ItemDataset>(
  dataset: D,
  item: ItemOf<D>,
  market: Market,
): string | null => {
  const moment = MOMENTS[dataset].moment(item)
  return moment !== null && isDate(moment) ? midnight(moment, market) : moment
}

/** Whether what a later answer of the dataset lacks was withdrawn. */
export const isWhole = (dataset: ItemDataset): boolean => DEFINITIONS[dataset].is_whole === true
