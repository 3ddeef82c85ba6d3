/**
 * Removes what screens no longer need: columns that no snapshot names, snapshots of days that
 * nobody has made anew for long, and slices that were left.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'

/** Rows that one call removes at most. */
const REMOVED = 500
/**
 * Milliseconds for which columns and slices stay although nothing names them: a snapshot that is
 * being made names its columns at its end, and a page may still read those of the one before.
 */
const KEPT_MS = 24 * 60 * 60_000
/** Snapshots of a market that are kept, the ones that were made last. */
const SNAPSHOTS_KEPT = 40

export interface Dropped {
  snapshots: number
  columns: number
  slices: number
}

export const dropOldColumns = async (db: Database, now: Date): Promise<Dropped> => {
  const before = new Date(now.getTime() - KEPT_MS).toISOString()
  const count = async (statement: ReturnType<typeof sql>): Promise<number> => {
    const { rows } = await db.execute<{ dropped: number }>(statement)
    return rows[0]?.dropped ?? 0
  }
  const snapshots = await count(sql`
    with old as (
      select market, day from (
        select market, day, row_number() over (partition by market order by made_at desc, day desc) as place from snapshots) s
      where place > ${SNAPSHOTS_KEPT}::int limit ${REMOVED}::int
    ), gone as (delete from snapshots s using old where s.market = old.market and s.day = old.day returning 1)
    select count(*)::int as dropped from gone`)
  const columns = await count(sql`
    with named as (
      select c->>'hash' as hash from snapshots, jsonb_array_elements(manifest->'columns') c
      union select manifest->'companies'->>'hash' from snapshots
    ), gone as (
      delete from screen_columns where hash in (
        select hash from screen_columns where made_at < ${before}::timestamptz and hash not in (select hash from named)
        order by made_at limit ${REMOVED}::int)
      returning 1)
    select count(*)::int as dropped from gone`)
  const slices = await count(sql`
    with gone as (
      delete from snapshot_slices where ctid in (
        select ctid from snapshot_slices where made_at < ${before}::timestamptz limit ${REMOVED}::int)
      returning 1)
    select count(*)::int as dropped from gone`)
  return { snapshots, columns, slices }
}
