/** Compares mapped records with the stored versions in force. */
import { sql } from 'drizzle-orm'
import type { RemapChange } from '#shared/contracts/raw-answers.ts'
import type { Database } from '#shared/db/client.ts'
import type { ItemDataset, Market } from '#shared/names.ts'
import { itemRows, storeItemsMappedAgain } from '../items/store.ts'
import { isWhole } from '../items/times.ts'
import type { ReadingGroup } from '../store/raw-readings.ts'
import { type Comparison, type SettledKeys, judgedSince } from './comparison.ts'
import type { Mapped } from './map-again.ts'

export interface MappedItems extends ReadingGroup {
  dataset: string
  market: Market
  answer: Extract<Mapped, { of: 'items' }>['answer']
  hashes: readonly string[]
  now: Date
}

interface InForce {
  key: string
  hash: string
  item: Record<string, unknown>
  source: string | null
  retrieved_at: string
}

/**
 * Of each record the version that was seen last. Of a dataset whose answers are whole, only what
 * the last answer held.
 */
const inForce = async (
  db: Database,
  { instrument, dataset, provider }: ReadingGroup,
): Promise<InForce[]> => {
  const whole = isWhole(dataset as ItemDataset)
  const { rows } = await db.execute<InForce & Record<string, unknown>>(sql`
    select key, hash, item, source, retrieved_at from (
      select distinct on (key) key, hash, item, source, retrieved_at, seen_at from items
      where instrument = ${instrument} and dataset = ${dataset} and provider = ${provider}
      order by key, seen_at desc, retrieved_at desc, known_at desc, hash
    ) newest where not ${whole} or seen_at = (
      select max(seen_at) from items where instrument = ${instrument} and dataset = ${dataset} and provider = ${provider})`)
  return rows
}

const differing = (was: Record<string, unknown>, now: Record<string, unknown>): string[] =>
  [...new Set([...Object.keys(was), ...Object.keys(now)])]
    .filter((field) => JSON.stringify(was[field]) !== JSON.stringify(now[field]))
    .sort()

const gone = (key: string): RemapChange => ({
  kind: 'gone',
  name: key,
  period: null,
  was: null,
  now: null,
  fields: [],
})

export const compareItems = async (
  db: Database,
  given: MappedItems,
  judged: SettledKeys,
): Promise<Comparison> => {
  const { market, provider, answer, hashes, now } = given
  const dataset = given.dataset as ItemDataset
  const rows = itemRows({ dataset, market, answer }, hashes)
  const news = rows.filter(({ key }) => !judged.keys.has(key))
  const stored = new Map((await inForce(db, given)).map((row) => [row.key, row]))
  const changes = news.flatMap(({ key, hash, item }): RemapChange[] => {
    const before = stored.get(key)
    if (before?.hash === hash) return []
    const fields = before ? differing(before.item, item as Record<string, unknown>) : []
    const kind = before ? 'changed' : 'added'
    return [{ kind, name: key, period: null, was: null, now: null, fields }]
  })
  const changed = new Set(changes.map(({ name }) => name))
  const keys = rows.map(({ key }) => key)
  // A whole answer is stored whole: what it lacks counts as withdrawn.
  const whole = isWhole(dataset)
  const kept = whole ? news : news.filter(({ key }) => changed.has(key))
  if (whole) {
    const present = new Set(keys)
    changes.push(...[...stored.keys()].filter((key) => !present.has(key)).map(gone))
  }
  const items = kept.map(({ key, item, known_at, source_url, source }) => ({
    key,
    item,
    known_at,
    source_url,
    source: source === null ? null : hashes.indexOf(source),
  }))
  return {
    keys,
    changes,
    store: () =>
      storeItemsMappedAgain(
        db,
        {
          dataset,
          id: given.instrument,
          market,
          provider,
          answer: { ...answer, items },
          askedAt: now,
        },
        hashes,
      ),
  }
}

/**
 * Records in force that were read from the judged answers, and that none of them gives any more, of
 * a dataset whose answers are parts.
 */
export const goneItems = async (
  db: Database,
  group: ReadingGroup,
  judged: SettledKeys,
): Promise<RemapChange[]> => {
  const since = Date.parse(judgedSince(judged))
  return (await inForce(db, group)).flatMap(({ key, source, retrieved_at }): RemapChange[] =>
    source !== null &&
    judged.hashes.has(source) &&
    Date.parse(retrieved_at) >= since &&
    !judged.keys.has(key)
      ? [gone(key)]
      : [],
  )
}
