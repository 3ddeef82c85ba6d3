/** The moment by which a record is ordered and bounded, as its dataset defines it. Pure. */
import { DEFINITIONS, type ItemOf } from '#shared/datasets/registry.ts'
import type { ItemDataset, Market } from '#shared/names.ts'
import { DateTime } from 'luxon'
import { isDate } from '#shared/calendar.ts'
import { MARKET_ZONES } from '../time/market-time.ts'

const midnight = (date: string, market: Market): string =>
  DateTime.fromISO(date, { zone: MARKET_ZONES[market] }).toUTC().toISO() ?? ''

const MOMENTS: { [D in ItemDataset]: { moment(item: ItemOf<D>): string | null } } = DEFINITIONS

/**
 * An instant; a date means its midnight in the market's zone. Null for a record without a moment of
 * its own: the time it became known is used instead.
 */
export const timeOf = <D extends ItemDataset>(
  dataset: D,
  item: ItemOf<D>,
  market: Market,
): string | null => {
  const moment = MOMENTS[dataset].moment(item)
  return moment !== null && isDate(moment) ? midnight(moment, market) : moment
}

/** Whether a record was withdrawn when a later answer of the dataset lacks it. */
export const isWhole = (dataset: ItemDataset): boolean => DEFINITIONS[dataset].is_whole === true
