/**
 * GET /api/v1/companies/{symbol}/{dataset}: the records of one dataset, refreshed through the
 * market's chain when stale.
 */
import type { ItemsResponse, ItemsRouteQuery } from '#shared/contracts/dataset-routes.ts'
import type { ItemDataset } from '#shared/names.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { DateTime } from 'luxon'
import type { Env } from '../env.ts'
import { asOfInstant } from '../time/as-of.ts'
import { catalogued } from '../instruments/catalogue.ts'
import { companySymbol, parseInstrument } from '#shared/symbol.ts'
import { DEFINITIONS } from '#shared/datasets/registry.ts'
import { endOfDay, MARKET_ZONES } from '../time/market-time.ts'
import { readThrough, type ReadThroughResult } from '../chain/read-through.ts'
import type { ItemsReading, StoredItem } from '../items/read.ts'
import { totalReturn } from '../items/total-return.ts'
import { itemsStore } from '../chain/dataset-stores.ts'
import { readConfig, depsFor } from '../chain/dependencies.ts'
import { refuseJoins } from './price-joins.ts'

/** More than the dividends and splits of any company. */
const MOST_ACTIONS = 500

/**
 * The series with one of total return, where the provider gives prices as traded and none. Without
 * dividends and splits there is none to be had.
 */
const withTotalReturn = async (
  items: readonly StoredItem<'bars'>[],
  actionsOf: () => Promise<Result<ReadThroughResult<ItemsReading<'actions'>>>>,
): Promise<readonly StoredItem<'bars'>[]> => {
  const raw = items.find(({ item }) => item.adjustment === 'raw')
  if (!raw || items.some(({ item }) => item.adjustment === 'total_return')) return items
  const actions = await actionsOf()
  if (!actions.ok) return items
  const { reading, servedBy } = actions.data
  const series = totalReturn(
    raw.item,
    reading.items.map(({ item }) => item),
    servedBy.provider,
  )
  if (!series) return items
  const { adjustment: key } = series
  return [...items, { ...raw, id: `${raw.provider}:${key}:computed`, key, item: series }]
}

export interface ItemsInput {
  params: { symbol: string }
  query: ItemsRouteQuery
  requestId: string
  configVersion: number
}

/**
 * The earliest time for datasets without a moment in the past to be bounded by: their newest record
 * is wanted, of any age.
 */
const EARLIEST = new Date('1970-01-01T00:00:00.000Z')

/**
 * The years that the database and the dates on the wire can express; nothing was published outside
 * of them.
 */
const [FIRST, LAST] = [new Date('1000-01-01T00:00:00.000Z'), new Date('9999-12-30T00:00:00.000Z')]
const withinYears = (at: Date): Date => (at < FIRST ? FIRST : at > LAST ? LAST : at)

/** Fails with `no_data` when nothing of the dataset was known at `as_of` within the bounds. */
export const getItems = async <D extends ItemDataset>(
  dataset: D,
  { params, query, requestId, configVersion }: ItemsInput,
  env: Env,
): Promise<Result<ItemsResponse<D>>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market } = parsed.data
  const symbol = DEFINITIONS[dataset].of_the_company
    ? companySymbol(market, parsed.data.symbol)
    : parsed.data.symbol
  if (query.from !== undefined && query.to !== undefined && query.from > query.to)
    return fail('invalid_request', 'query.from: later than to', {
      errors: [{ path: 'query.from', message: 'later than to' }],
    })
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const sources = config.data.data_sources
  const deps = depsFor(env, requestId, sources)
  const zone = MARKET_ZONES[market]
  const asOfNow = () => asOfInstant(market, query.as_of, deps.now())
  const now = deps.now()
  const asOf = asOfInstant(market, query.as_of, now)
  const isNow = asOf.getTime() === now.getTime()
  const { window_days: days, default_years: years } = DEFINITIONS[dataset]
  const from =
    query.from !== undefined
      ? withinYears(DateTime.fromISO(query.from, { zone }).toJSDate())
      : years !== undefined
        ? DateTime.fromJSDate(asOf).minus({ years }).toJSDate()
        : days > 0 && isNow
          ? DateTime.fromJSDate(asOf).minus({ days }).toJSDate()
          : EARLIEST
  // Dividends and results are announced before their date, so later days are included.
  const to =
    query.to !== undefined
      ? withinYears(new Date(endOfDay(query.to, zone)))
      : DateTime.fromJSDate(asOf).plus({ years: 2 }).toJSDate()
  return withDatabase(env, async (db) => {
    const about = {
      db,
      market,
      symbol,
      asOf: asOfNow,
      catalogued: () => catalogued(market, symbol),
    }
    const store = itemsStore(dataset, about, { from, to, limit: query.limit, isNow })
    const result = await readThrough({ market, symbol, sources }, store, deps)
    if (!result.ok) return result
    const { reading, servedBy, attempts } = result.data
    const { instrument } = reading
    const priced = { db, market, symbol, asOf: asOfNow(), isNow, sources, deps }
    const items =
      dataset === 'bars' && isNow
        ? ((await withTotalReturn(reading.items as StoredItem<'bars'>[], () =>
            readThrough(
              { market, symbol, sources },
              itemsStore('actions', about, { from: EARLIEST, to, limit: MOST_ACTIONS, isNow }),
              deps,
            ),
          )) as StoredItem<D>[])
        : dataset === 'multiples'
          ? ((await refuseJoins(
              reading.items as StoredItem<'multiples'>[],
              priced,
            )) as StoredItem<D>[])
          : reading.items
    if (!instrument || !servedBy.served_at) throw new Error('a served dataset has no instrument')
    if (items.length === 0)
      return fail(
        'no_data',
        `No ${dataset} of ${instrument.id} were known by ${asOf.toISOString()} within the dates asked for.`,
        { attempts },
      )
    const served_by = {
      provider: servedBy.provider,
      retrieved_at: servedBy.served_at,
      recorded: servedBy.recorded,
    }
    return ok({ instrument, dataset, as_of: asOfNow().toISOString(), items, served_by, attempts })
  })
}
