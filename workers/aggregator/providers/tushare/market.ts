/** The calls for market data: bars, quotes, valuation and share counts. */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  BatchQuotes,
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { answered, noLaterThan, type TushareItem } from './answers.ts'
import { adjustBars, readBars } from './bars.ts'
import { askTable, allOf, type TushareTable } from './client.ts'
import { codeOf, compact, priceCurrency, symbolOf } from './codes.ts'
import { MULTIPLES_FIELDS, readMultiples, readShares, SHARES_FIELDS } from './daily-basic.ts'
import { pageOf } from './places.ts'
import { QUOTE_FIELDS, readQuote } from './quote.ts'
import { subjectOf } from './table.ts'

type TushareAnswer<D extends 'bars' | 'multiples' | 'shares' | 'quote'> = Promise<
  ProviderResult<ItemsAnswer<D>>
>

const BAR_TABLES = { CN: 'daily', HK: 'hk_daily', US: 'us_daily' } as const
const BAR_FIELDS = [
  'ts_code',
  'trade_date',
  'open',
  'high',
  'low',
  'close',
  'vol',
  'amount',
] as const

const ranged = ({ market, symbol, from, to }: CompanyQuery) => ({
  ts_code: codeOf(market, symbol),
  start_date: compact(from),
  end_date: compact(to),
})

/**
 * One call holds 6,000 rows, which is 24 years of daily bars. Prices are adjusted to the newest day
 * asked for, not to today. Hong Kong and the US have only unadjusted bars.
 */
export const bars = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareAnswer<'bars'> => {
  const { market, symbol } = query
  const api = BAR_TABLES[market as keyof typeof BAR_TABLES]
  const factors =
    market === 'CN'
      ? [askTable(context, 'adj_factor', ranged(query), ['ts_code', 'trade_date', 'adj_factor'])]
      : []
  const tables = await allOf(askTable(context, api, ranged(query), BAR_FIELDS), ...factors)
  if (!tables.ok) return tables
  const [daily, factor] = tables.data
  const currency = priceCurrency(market, symbol)
  const subject = subjectOf(symbol, [...(daily?.rows ?? []), ...(factor?.rows ?? [])])
  const raw = readBars(api, market, currency, daily?.rows ?? [])
  if (!raw.ok) return raw
  const series: TushareItem<'bars'>[] = []
  const place = (item: ItemOf<'bars'>, table: number, page: Parameters<typeof pageOf>[0]): void => {
    series.push({
      key: item.adjustment,
      item,
      known_at: context.now().toISOString(),
      source_url: pageOf(page),
      table,
    })
  }
  if (raw.data) place(raw.data, 0, api)
  const adjusted = raw.data && factor ? adjustBars(raw.data, factor.rows) : null
  if (adjusted && !adjusted.ok) return adjusted
  if (adjusted?.data) place(adjusted.data, 1, 'adj_factor')
  return answered(subject, series, tables.data)
}

/** The time by which the table of a day is published. */
const PUBLISHED = '17:00'
const published = (date: string, now: Date): string =>
  noLaterThan(
    now,
    localInstant(`${date} ${PUBLISHED}`, 'yyyy-MM-dd HH:mm', MARKET_ZONES.CN) ?? now.toISOString(),
  )

const dailyBasic = async (
  query: CompanyQuery,
  fields: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<TushareTable>> => askTable(context, 'daily_basic', ranged(query), fields)

export const multiples = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareAnswer<'multiples'> => {
  const table = await dailyBasic(query, MULTIPLES_FIELDS, context)
  if (!table.ok) return table
  const items = readMultiples(table.data.rows)
  if (!items.ok) return items
  const placed = items.data.slice(0, query.limit).map((item): TushareItem<'multiples'> => {
    const date = item.at.slice(0, 10)
    return {
      key: date,
      item,
      known_at: published(date, context.now()),
      source_url: pageOf('daily_basic'),
      table: 0,
    }
  })
  return answered(subjectOf(query.symbol, table.data.rows), placed, [table.data])
}

export const shares = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareAnswer<'shares'> => {
  const table = await dailyBasic(query, SHARES_FIELDS, context)
  if (!table.ok) return table
  const items = readShares(table.data.rows)
  if (!items.ok) return items
  const placed = items.data.slice(0, query.limit).map(
    (item): TushareItem<'shares'> => ({
      key: item.date,
      item,
      known_at: published(item.date, context.now()),
      source_url: pageOf('daily_basic'),
      table: 0,
    }),
  )
  return answered(subjectOf(query.symbol, table.data.rows), placed, [table.data])
}

export const quote = async (
  query: CompanyQuery,
  context: ProviderContext,
): TushareAnswer<'quote'> => {
  const table = await askTable(context, 'rt_k', { ts_code: query.symbol }, QUOTE_FIELDS)
  if (!table.ok) return table
  const subject = subjectOf(query.symbol, table.data.rows)
  const placed: TushareItem<'quote'>[] = []
  for (const row of table.data.rows) {
    const read = readQuote(row)
    if (!read.ok) return read
    if (read.data)
      placed.push({
        key: read.data.quoted_at,
        item: read.data,
        known_at: read.data.quoted_at,
        source_url: pageOf('rt_k'),
        table: 0,
      })
  }
  return answered(subject, placed, [table.data])
}

/**
 * Most symbols of one call: far fewer than the rows of a call, and the request body is small enough
 * for every proxy.
 */
const BATCH = 400

const quotesOf = async (
  _: Market,
  symbols: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<Map<string, ItemOf<'quote'>>>> => {
  const table = await askTable(context, 'rt_k', { ts_code: symbols.join(',') }, QUOTE_FIELDS)
  if (!table.ok) return table
  const quotes = new Map<string, ItemOf<'quote'>>()
  for (const row of table.data.rows) {
    const symbol = symbolOf(row.ts_code)
    const read = readQuote(row)
    // A row that cannot be read must not remove the quotes of the other symbols.
    if (symbol && symbols.includes(symbol) && read.ok && read.data) quotes.set(symbol, read.data)
  }
  return { ok: true, data: quotes }
}

export const batch: BatchQuotes = { size: BATCH, fetch: quotesOf }
