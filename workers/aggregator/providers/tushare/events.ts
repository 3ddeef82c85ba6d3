/** The calls for events: dividends, announcements, news, insider trades, holders and estimates. */
import { addDays, latestOf } from '#shared/calendar.ts'
import type { ItemDataset } from '#shared/names.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { DIVIDEND_FIELDS, readActions } from './actions.ts'
import { answered, type TushareItem } from './answers.ts'
import { askTable, allOf, type TushareTable } from './client.ts'
import { codeOf, compact } from './codes.ts'
import { readReports, REPORT_DAYS, REPORT_FIELDS } from './consensus.ts'
import { EXPRESS_FIELDS, FORECAST_FIELDS, readExpress, readForecasts } from './estimates.ts'
import { FILING_FIELDS, readFilings } from './filings.ts'
import {
  CONNECT_FIELDS,
  COUNT_FIELDS,
  PLEDGE_FIELDS,
  readConnect,
  readHolderCounts,
  readPledges,
  readTopHolders,
  TOP_FIELDS,
} from './holders.ts'
import { INSIDER_FIELDS, readInsiders } from './insiders.ts'
import {
  FLASH_FIELDS,
  FLASH_SOURCE,
  HEADLINE_FIELDS,
  NEWS_DAYS,
  readFlashes,
  readHeadlines,
} from './news.ts'
import { readBasics } from './profile.ts'
import { subjectOf } from './table.ts'

type TushareEvents<D extends ItemDataset> = Promise<ProviderResult<ItemsAnswer<D>>>

const dated = ({ market, symbol, from, to }: CompanyQuery) => ({
  ts_code: codeOf(market, symbol),
  start_date: compact(from),
  end_date: compact(to),
})

/** The newest items of each part up to the limit, all joined, or the first failure. */
const joined = <D extends ItemDataset>(
  { symbol, limit }: CompanyQuery,
  tables: readonly TushareTable[],
  parts: readonly ProviderResult<TushareItem<D>[]>[],
): ProviderResult<ItemsAnswer<D>> => {
  const placed: TushareItem<D>[] = []
  for (const part of parts) {
    if (!part.ok) return part
    placed.push(...part.data.slice(0, limit))
  }
  return answered(
    subjectOf(
      symbol,
      tables.flatMap(({ rows }) => rows),
    ),
    placed,
    tables,
  )
}

/** The table takes no dates: one call gives the whole history. */
export const actions = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareEvents<'actions'> => {
  const table = await askTable(context, 'dividend', { ts_code: query.symbol }, DIVIDEND_FIELDS)
  return table.ok
    ? joined(
        { ...query, limit: Number.POSITIVE_INFINITY },
        [table.data],
        [readActions(query.symbol, table.data.rows)],
      )
    : table
}

export const filings = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareEvents<'filings'> => {
  const table = await askTable(context, 'anns_d', dated(query), FILING_FIELDS)
  return table.ok ? joined(query, [table.data], [readFilings(table.data.rows)]) : table
}

export const insiders = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareEvents<'insiders'> => {
  const table = await askTable(context, 'stk_holdertrade', dated(query), INSIDER_FIELDS)
  return table.ok
    ? joined(query, [table.data], [readInsiders(query.symbol, table.data.rows)])
    : table
}

/** Hong Kong has only the holdings from the mainland through Stock Connect. */
export const holders = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareEvents<'holders'> => {
  const { market, symbol } = query
  const connect = askTable(context, 'hk_hold', dated(query), CONNECT_FIELDS)
  if (market === 'HK') {
    const table = await connect
    return table.ok
      ? joined(query, [table.data], [readConnect(market, table.data.rows, 0, context.now())])
      : table
  }
  const tables = await allOf(
    askTable(context, 'top10_holders', dated(query), TOP_FIELDS),
    askTable(context, 'top10_floatholders', dated(query), TOP_FIELDS),
    askTable(context, 'stk_holdernumber', dated(query), COUNT_FIELDS),
    askTable(context, 'pledge_stat', { ts_code: symbol }, PLEDGE_FIELDS),
    connect,
  )
  if (!tables.ok) return tables
  const rows = tables.data.map((table) => table.rows)
  return joined(query, tables.data, [
    readTopHolders('top10_holders', symbol, rows[0] ?? [], 0),
    readTopHolders('top10_floatholders', symbol, rows[1] ?? [], 1),
    readHolderCounts(symbol, rows[2] ?? [], 2),
    readPledges(symbol, rows[3] ?? [], 3),
    readConnect(market, rows[4] ?? [], 4, context.now()),
  ])
}

/** Brokers' reports count for half a year; a company's own forecasts count over the whole range. */
export const estimates = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareEvents<'estimates'> => {
  const recent = dated({ ...query, from: latestOf([query.from, addDays(query.to, -REPORT_DAYS)]) })
  const tables = await allOf(
    askTable(context, 'forecast', dated(query), FORECAST_FIELDS),
    askTable(context, 'express', dated(query), EXPRESS_FIELDS),
    askTable(context, 'report_rc', recent, REPORT_FIELDS),
  )
  if (!tables.ok) return tables
  const [forecast, express, report] = tables.data
  return joined(query, tables.data, [
    readForecasts(query.symbol, forecast?.rows ?? []),
    readExpress(query.symbol, express?.rows ?? []),
    readReports(report?.rows ?? []),
  ])
}

/**
 * Short names that the press uses for the company: the names already known, otherwise those that
 * Tushare lists.
 */
const pressNames = async (
  { symbol, known }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<string[]>> => {
  const names = known
    ? [known.name, known.names.zh].filter((name) => name !== undefined && name !== symbol)
    : []
  if (names.length > 0) return { ok: true, data: names.flatMap((name) => name ?? []) }
  const table = await askTable(context, 'stock_basic', { ts_code: symbol }, ['ts_code', 'name'])
  if (!table.ok) return table
  const basics = readBasics('stock_basic', table.data.rows)
  return basics.ok ? { ok: true, data: basics.data.map(({ name }) => name) } : basics
}

/** Only the last days: the flashes of the whole market come by time, and one call holds no more. */
export const news = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareEvents<'news'> => {
  const names = await pressNames(query, context)
  if (!names.ok) return names
  const from = latestOf([query.from, addDays(query.to, -NEWS_DAYS)])
  const window = { start_date: `${from} 00:00:00`, end_date: `${query.to} 23:59:59` }
  const tables = await allOf(
    askTable(context, 'news', { src: FLASH_SOURCE, ...window }, FLASH_FIELDS),
    askTable(context, 'major_news', window, HEADLINE_FIELDS),
  )
  if (!tables.ok) return tables
  const [flashes, headlines] = tables.data
  const parts = [
    readFlashes(flashes?.rows ?? [], query.symbol, names.data),
    readHeadlines(headlines?.rows ?? [], query.symbol, names.data),
  ]
  const placed: TushareItem<'news'>[] = []
  for (const part of parts) {
    if (!part.ok) return part
    placed.push(...part.data)
  }
  placed.sort((a, b) => b.item.published_at.localeCompare(a.item.published_at))
  // The feed belongs to no company: the pieces were selected by the company's name.
  return answered(
    { symbol: null, name: null, currency: null },
    placed.slice(0, query.limit),
    tables.data,
  )
}
