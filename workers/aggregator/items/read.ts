/** The reading of one dataset of an instrument, in one SQL statement and one round trip. */
import { type SQL, sql } from 'drizzle-orm'
import type { ItemDataset, ItemOf } from '#shared/contracts/datasets.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Database } from '#shared/db/client.ts'
import { utc } from '../facts/sql.ts'
import { fetchesJson, instrumentJson } from '../facts/read.ts'
import type { StoredFetch } from '../facts/company-reading.ts'

export interface StoredItem<D extends ItemDataset> {
  /** Of its content. */
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
  /** Newest first, of the first provider of the chain that has ever served this dataset. */
  items: StoredItem<D>[]
  fetches: StoredFetch[]
}

export interface ItemsQuery<D extends ItemDataset> {
  /** MARKET:SYMBOL or FX:TO/FROM. */
  id: string
  dataset: D
  chain: readonly string[]
  asOf: Date
  /** Whether `asOf` is now: adjusted prices of today know of splits that were to come. */
  isNow: boolean
  /** First and last moment of the records wanted; days for bars. */
  from: Date
  to: Date
  limit: number
}

const serving = ({ id, dataset, chain }: ItemsQuery<ItemDataset>): SQL => sql`
  select f.provider from fetches f left join (
    select provider, rank from json_array_elements_text(${JSON.stringify(chain)}::json) with ordinality as c(provider, rank)
  ) c on c.provider = f.provider
  where f.instrument = ${id} and f.dataset = ${dataset} and f.served_at is not null
  order by coalesce(c.rank, 1000), f.provider limit 1`

const records = (query: ItemsQuery<ItemDataset>): SQL => sql`
  select coalesce(json_agg(json_build_object('id', hash, 'key', key, 'provider', provider, 'item', item, 'known_at', ${utc('known_at')},
    'retrieved_at', ${utc('retrieved_at')}, 'source_url', source_url) order by at desc, key), '[]')
  from (
    select * from (
      select distinct on (key) * from items
      where instrument = ${query.id} and dataset = ${query.dataset} and provider = (select provider from serving)
        and (known_at <= ${query.asOf.toISOString()}::timestamptz or retrieved_at <= ${query.asOf.toISOString()}::timestamptz)
      order by key, retrieved_at desc, known_at desc, hash
    ) newest where at >= ${query.from.toISOString()}::timestamptz and at <= ${query.to.toISOString()}::timestamptz
    order by at desc, key limit ${query.limit}::int
  ) chosen`

/** Each adjustment as one item, its bars oldest first; numbers as exact text. */
const series = (query: ItemsQuery<ItemDataset>): SQL => sql`
  select coalesce(json_agg(json_build_object('id', provider || ':' || adjustment, 'key', adjustment, 'provider', provider,
    'item', json_build_object('adjustment', adjustment, 'currency', currency, 'bars', bars), 'known_at', known_at, 'retrieved_at', known_at,
    'source_url', source_url) order by adjustment), '[]')
  from (
    select provider, adjustment, max(currency) as currency, max(source_url) as source_url,
      to_char(max(retrieved_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as known_at,
      json_agg(json_build_object('date', date, 'open', open::text, 'high', high::text, 'low', low::text, 'close', close::text,
        'volume', volume::text, 'turnover', turnover::text) order by date) as bars
    from bars
    where instrument = ${query.id} and provider = (select provider from serving) and date >= ${query.from.toISOString().slice(0, 10)}::date
      and date <= least(${query.to.toISOString().slice(0, 10)}::date, ${query.asOf.toISOString().slice(0, 10)}::date)
      and (adjustment = 'raw' or ${query.isNow})
    group by provider, adjustment
  ) given`

/** The statement alone, for `explain`. */
export const itemsStatement = (query: ItemsQuery<ItemDataset>): SQL => sql`
  with serving as (${serving(query)})
  select ${instrumentJson(query.id)} as instrument, (${query.dataset === 'bars' ? series(query) : records(query)}) as items,
    ${fetchesJson(query.id, query.dataset)} as fetches`

export const readItems = async <D extends ItemDataset>(db: Database, query: ItemsQuery<D>): Promise<ItemsReading<D>> => {
  const { rows } = await db.execute<ItemsReading<D> & Record<string, unknown>>(itemsStatement(query))
  const [row] = rows
  if (!row) throw new Error('a statement without a from clause gave no row')
  return { instrument: row.instrument, items: row.items, fetches: row.fetches }
}
