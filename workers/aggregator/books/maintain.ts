/** Slices of the upkeep of books: old ones that nothing refers to go, stale ones are made anew. */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import type { Market } from '#shared/names.ts'
import { standing } from './in-force.ts'
import { makeBook, stateJson } from './make.ts'
import type { Recipe } from './recipe.ts'

/** Books that one call removes at most. */
const REMOVED = 200

/** Removes books made before `before` that are no company's newest and that no report refers to. */
export const dropOldBooks = async (db: Database, before: Date, most = REMOVED): Promise<number> => {
  const { rows } = await db.execute<{ dropped: number }>(sql`
    with gone as (
      delete from books where hash in (
        select hash from books b where made_at < ${before.toISOString()}::timestamptz
          and not exists (select 1 from company_books c where c.book = b.hash)
          and not exists (select 1 from reports r where r.book = b.hash)
        order by made_at limit ${most}::int)
      returning 1)
    select count(*)::int as dropped from gone`)
  return rows[0]?.dropped ?? 0
}

/**
 * Companies of a market whose book does not stand (`in-force.ts`), or that have facts and no book
 * yet. Their order changes, so that none waits for ever behind one that cannot be made.
 */
const staleBooks = async (
  db: Database,
  market: Market,
  recipe: Recipe,
  now: Date,
  most: number,
): Promise<string[]> => {
  const { rows } = await db.execute<{ instrument: string }>(sql`
    select f.instrument from (
        select distinct instrument from fetches where dataset = 'statements' and served_at is not null
          and instrument like ${`${market}:%`}) f
      cross join lateral (select ${stateJson(sql`f.instrument`, now)} as state) s
      left join company_books c on c.instrument = f.instrument
    where not ${standing(recipe, now).stands}
    order by md5(f.instrument || ${now.toISOString()}) limit ${most}::int`)
  return rows.map(({ instrument }) => instrument)
}

/**
 * Makes stale books of a market anew until `until` (epoch milliseconds), each in its own
 * transaction. Returns how many were made.
 */
export const remakeStale = async (
  db: Database,
  market: Market,
  recipe: Recipe,
  { now, until, most }: { now(): Date; until: number; most: number },
): Promise<number> => {
  let made = 0
  for (const instrument of await staleBooks(db, market, recipe, now(), most)) {
    if (now().getTime() >= until) break
    const pointer = await db.transaction((tx) =>
      makeBook(tx, { instrument, market, recipe }, now()),
    )
    if (pointer) made += 1
  }
  return made
}
