/** Reads one dataset of an instrument in one SQL statement and one round trip. */
import { type SQL, sql } from 'drizzle-orm'
import type { ItemDataset, Market } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Database } from '#shared/db/client.ts'
import type { ProviderNames, StoredFetch } from '../model/company-reading.ts'
import { fetchesJson } from '../store/fetches.ts'
import { instrumentJson, namedJson } from '../store/instrument.ts'
import { utc } from '#shared/db/sql.ts'
import { lastDayOver, marketDate } from '../time/market-time.ts'
import { isWhole } from './times.ts'

export interface StoredItem<D extends ItemDataset> {
  /** The hash of its content. */
  id: string
  key: string
  provider: string
  item: ItemOf<D>
  known_at: string
  retrieved_at: string
  source_url: string
}

export interface ItemsReading<D extends ItemDataset> {
  instrument: Instrument | null
  named: ProviderNames
  /** Newest first, all from one provider. */
  items: StoredItem<D>[]
  fetches: StoredFetch[]
  /**
   * That provider: the first of the chain with a fresh answer, otherwise the one that answered
   * last. For a time in the past, the first that knew something then. Null when no provider ever
   * answered.
   */
  serving: string | null
}

export interface ItemsQuery<D extends ItemDataset> {
  /** MARKET:SYMBOL or FX:TO/FROM. */
  id: string
  dataset: D
  market: Market
  chain: readonly string[]
  /** An answer read after this moment is fresh. */
  freshSince: Date
  asOf: Date
  /**
   * Whether `asOf` is now. Adjusted prices read today include splits that were still to come at a
   * past time.
   */
  isNow: boolean
  /**
   * The first and last moment of the records wanted; for bars, the days of the market that contain
   * them.
   */
  from: Date
  to: Date
  limit: number
}

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`

/**
 * The last day whose bar was known: today's bar is known as far as trading has gone, a past day's
 * bar once the day was over.
 */
const lastDay = ({ market, asOf, isNow, to }: ItemsQuery<ItemDataset>): string => {
  const wanted = marketDate(to.toISOString(), market)
  const [day = wanted] = [wanted, isNow ? wanted : lastDayOver(asOf, market)].sort()
  return day
}

const knewSomething = (query: ItemsQuery<ItemDataset>): SQL =>
  query.dataset === 'bars'
    ? sql`exists (select 1 from bars b where b.instrument = ${query.id} and b.provider = f.provider and b.date <= ${lastDay(query)}::date)`
    : sql`exists (select 1 from items i where i.instrument = ${query.id} and i.dataset = ${query.dataset} and i.provider = f.provider
        and least(i.known_at, i.retrieved_at) <= ${instant(query.asOf)})`

const serving = (query: ItemsQuery<ItemDataset>): SQL => {
  const fresh = query.isNow ? sql`f.served_at > ${instant(query.freshSince)}` : knewSomething(query)
  const byAge = query.isNow ? sql`f.served_at desc` : sql`c.rank`
  return sql`
  select f.provider from fetches f left join (
    select provider, rank from json_array_elements_text(${JSON.stringify(query.chain)}::json) with ordinality as c(provider, rank)
  ) c on c.provider = f.provider
  where f.instrument = ${query.id} and f.dataset = ${query.dataset} and f.served_at is not null
  order by c.rank is null, ${fresh} desc, case when ${fresh} then c.rank end, ${byAge}, f.provider limit 1`
}

/**
 * Of the versions of a record, takes the one last seen by that time. A later version counts as
 * known from the time it was read, because the provider said something else before; if the provider
 * gives a later time, that time counts. In a dataset whose answers are always complete, a record is
 * withdrawn when a later answer lacks it, although that answer reaches back to it with records of
 * its kind.
 */
const records = (query: ItemsQuery<ItemDataset>): SQL => sql`
  select coalesce(json_agg(json_build_object('id', hash, 'key', key, 'provider', provider, 'item', item, 'known_at', ${utc('known_at')},
    'retrieved_at', ${utc('retrieved_at')}, 'source_url', source_url) order by at desc, key), '[]')
  from (
    with versions as (
      select *, lag(retrieved_at) over (partition by key order by retrieved_at, hash) as before, max(seen_at) over () as last_seen
      from items where instrument = ${query.id} and dataset = ${query.dataset} and provider = (select provider from serving)
    ), newest as (
      select distinct on (key) * from versions
      where case when before is null or known_at > before then least(known_at, retrieved_at) else retrieved_at end <= ${instant(query.asOf)}
      order by key, least(seen_at, ${instant(query.asOf)}) desc, retrieved_at desc, known_at desc, hash
    )
    select * from newest
    where at >= ${instant(query.from)} and at <= ${instant(query.to)} and not (
      ${isWhole(query.dataset)} and seen_at < last_seen and last_seen <= ${instant(query.asOf)}
      and coalesce(at >= (select min(v.at) from versions v where v.seen_at = v.last_seen and v.item->>'kind' = newest.item->>'kind'), false))
    order by at desc, key limit ${query.limit}::int
  ) chosen`

/**
 * Each adjustment as one item, its bars oldest first, numbers as exact text. Adjusted prices come
 * from one reading only, because another reading has another basis.
 */
const series = (query: ItemsQuery<ItemDataset>): SQL => sql`
  select coalesce(json_agg(json_build_object('id', provider || ':' || adjustment, 'key', adjustment, 'provider', provider,
    'item', json_build_object('adjustment', adjustment, 'currency', currency, 'bars', bars), 'known_at', known_at, 'retrieved_at', known_at,
    'source_url', source_url) order by adjustment), '[]')
  from (
    select provider, adjustment, max(currency) as currency, max(source_url) as source_url,
      to_char(max(retrieved_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as known_at,
      json_agg(json_build_object('date', date, 'open', open::text, 'high', high::text, 'low', low::text, 'close', close::text,
        'volume', volume::text, 'turnover', turnover::text) order by date) as bars
    from (
      select *, max(retrieved_at) over (partition by adjustment) as last_read from bars
      where instrument = ${query.id} and provider = (select provider from serving) and (adjustment = 'raw' or ${query.isNow})
    ) read
    where date >= ${marketDate(query.from.toISOString(), query.market)}::date and date <= ${lastDay(query)}::date
      and (adjustment = 'raw' or retrieved_at = last_read)
    group by provider, adjustment
  ) given`

/** The SQL statement alone, for `explain`. */
export const itemsStatement = (query: ItemsQuery<ItemDataset>): SQL => sql`
  with serving as (${serving(query)})
  select ${instrumentJson(query.id)} as instrument, ${namedJson(query.id)} as named, (${query.dataset === 'bars' ? series(query) : records(query)}) as items,
    ${fetchesJson(query.id, query.dataset)} as fetches, (select provider from serving) as serving`

export const readItems = async <D extends ItemDataset>(
  db: Database,
  query: ItemsQuery<D>,
): Promise<ItemsReading<D>> => {
  const { rows } = await db.execute<ItemsReading<D> & Record<string, unknown>>(
    itemsStatement(query),
  )
  const [row] = rows
  if (!row) throw new Error('a statement without a from clause gave no row')
  return {
    instrument: row.instrument,
    named: row.named,
    items: row.items,
    fetches: row.fetches,
    serving: row.serving,
  }
}
