/**
 * Writes the records of one answer in one transaction. A record that is already stored is only
 * marked as seen again.
 */
import { sha256Hex } from '#shared/hash.ts'
import { sql } from 'drizzle-orm'
import canonicalize from 'canonicalize'
import type { ItemDataset, Market } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Database } from '#shared/db/client.ts'
import { instrumentFor, withoutAbsent } from '../identity/instrument-for.ts'
import type { NewFetch } from '../model/company-reading.ts'
import { storeFetches } from '../store/fetches.ts'
import { storeInstrument } from '../store/instrument.ts'
import { packAnswers, storeAnswers } from '../store/sources.ts'
import type { Writer } from '../store/writer.ts'
import type { ItemsAnswer, NewItem } from '../model/provider.ts'
import { timeOf } from './times.ts'

const HASH_DIGITS = 20
const hashOf = (value: unknown): string =>
  sha256Hex(canonicalize(value) ?? '').slice(0, HASH_DIGITS)

export interface ItemsToStore<D extends ItemDataset> {
  dataset: D
  /** MARKET:SYMBOL or FX:TO/FROM. */
  id: string
  market: Market
  provider: string
  answer: ItemsAnswer<D>
  fetches: readonly NewFetch[]
  askedAt: Date
}

const storeBars = async (
  db: Writer,
  { id, provider, answer, askedAt }: ItemsToStore<'bars'>,
): Promise<void> => {
  for (const { item, source_url } of answer.items) {
    const rows = JSON.stringify(item.bars)
    await db.execute(sql`
      insert into bars (instrument, provider, adjustment, date, currency, open, high, low, close, volume, turnover, source_url, retrieved_at)
      select ${id}, ${provider}, ${item.adjustment}, r.date, ${item.currency}, r.open, r.high, r.low, r.close, r.volume, r.turnover, ${source_url}, ${askedAt.toISOString()}::timestamptz
      from json_to_recordset(${rows}::json) as r(date date, open numeric, high numeric, low numeric, close numeric, volume numeric, turnover numeric)
      on conflict (instrument, provider, adjustment, date) do update set
        currency = excluded.currency, open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
        volume = excluded.volume, turnover = excluded.turnover, source_url = excluded.source_url, retrieved_at = excluded.retrieved_at
      where excluded.retrieved_at >= bars.retrieved_at`)
  }
}

interface StoredItemKey {
  key: string
  hash: string
}

/**
 * One row per record: a repeated record is kept once, and a different record under the same key
 * gets a key of its own.
 */
const distinct = <R extends StoredItemKey>(rows: readonly R[]): R[] => {
  const hashes = new Map<string, Set<string>>()
  return rows.flatMap((row) => {
    const seen = hashes.get(row.key) ?? new Set()
    hashes.set(row.key, seen)
    if (seen.has(row.hash)) return []
    seen.add(row.hash)
    return [seen.size === 1 ? row : { ...row, key: `${row.key}#${seen.size}` }]
  })
}

/** The records of an answer as rows, without those it repeats. */
export const itemRows = <D extends ItemDataset>(
  { dataset, market, answer }: Pick<ItemsToStore<D>, 'dataset' | 'market' | 'answer'>,
  hashes: readonly string[],
) =>
  distinct(
    answer.items.map((entry: NewItem<D>) => ({
      key: entry.key,
      hash: hashOf(entry.item),
      item: entry.item,
      at: timeOf(dataset, entry.item, market) ?? entry.known_at,
      known_at: entry.known_at,
      source_url: entry.source_url,
      source: entry.source === null ? null : (hashes[entry.source] ?? null),
    })),
  )

const storeRecords = async <D extends ItemDataset>(
  db: Writer,
  given: ItemsToStore<D>,
  hashes: readonly string[],
): Promise<void> => {
  const { dataset, id, provider, askedAt } = given
  const rows = itemRows(given, hashes)
  await db.execute(sql`
    insert into items (instrument, dataset, provider, key, hash, item, at, known_at, retrieved_at, seen_at, source_url, source)
    select ${id}, ${dataset}, ${provider}, r.key, r.hash, r.item, r.at, r.known_at, ${askedAt.toISOString()}::timestamptz, ${askedAt.toISOString()}::timestamptz,
      r.source_url, r.source
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(key text, hash text, item jsonb, at timestamptz, known_at timestamptz, source_url text, source text)
    on conflict (instrument, dataset, provider, key, hash) do update set seen_at = greatest(items.seen_at, excluded.seen_at)`)
}

const storeContent = <D extends ItemDataset>(
  db: Writer,
  given: ItemsToStore<D>,
  hashes: readonly string[],
): Promise<void> =>
  given.dataset === 'bars'
    ? storeBars(db, given as ItemsToStore<'bars'>)
    : storeRecords(db, given, hashes)

const symbolOf = (id: string): string => id.slice(id.indexOf(':') + 1)

/** What an answer says of the company. Only a profile says more than a name. */
const instrumentFrom = <D extends ItemDataset>({
  dataset,
  id,
  market,
  answer,
}: ItemsToStore<D>): Instrument => {
  const whom = { market, symbol: symbolOf(id) }
  const profile =
    dataset === 'profile' ? (answer.items[0]?.item as ItemOf<'profile'> | undefined) : undefined
  return profile
    ? instrumentFor(whom, { ...profile, names: withoutAbsent(profile.names) })
    : instrumentFor(whom, { name: answer.subject.name })
}

/**
 * Stores records that were mapped again from kept answers. `hashes` names the answers. No provider
 * was asked, so nothing is noted of one, and a name replaces none that is known.
 */
export const storeItemsMappedAgain = <D extends ItemDataset>(
  db: Database,
  given: Omit<ItemsToStore<D>, 'fetches'>,
  hashes: readonly string[],
): Promise<void> =>
  db.transaction(async (tx) => {
    const mapped = { ...given, fetches: [] }
    if (given.dataset === 'profile')
      await storeInstrument(
        tx,
        instrumentFrom(mapped),
        { provider: given.provider, naming: { is: 'older', stated: null } },
        given.askedAt,
      )
    await storeContent(tx, mapped, hashes)
  })

export const storeItems = async <D extends ItemDataset>(
  db: Database,
  given: ItemsToStore<D>,
): Promise<void> => {
  const answers = await packAnswers(given.answer, given.provider)
  await db.transaction(async (tx) => {
    if (given.dataset !== 'fx')
      await storeInstrument(
        tx,
        instrumentFrom(given),
        { provider: given.provider, naming: given.answer.naming },
        given.askedAt,
      )
    await storeAnswers(tx, answers, given.askedAt)
    await storeContent(tx, given, answers.hashes)
    await storeFetches(tx, given.id, given.dataset, given.fetches)
  })
}
