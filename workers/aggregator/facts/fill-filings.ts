/**
 * Gives the facts that an earlier version stored their filing, slice by slice. A slice is one
 * statement: it is done whole or not at all, what it has done it does not do again, and a read
 * gives the same before and after it. When an earlier version's Worker adds or changes a fact in
 * the meantime, a later slice finds it.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import { markStale } from '../store/stale-book.ts'
import type { Writer } from '../store/writer.ts'
import { addFilings, filingId } from './filing-id.ts'
import { FACT_ROWS } from './former-columns.ts'

/** Facts that one slice fills at most, so that no statement is long. */
export const SLICE = 2_000

/** Companies that a slice looks at, to find one that nobody is storing at the moment. */
const COMPANIES = 20

export interface Filled {
  /** Facts that this slice gave their filing. */
  filled: number
  /** Whether facts without one are left. */
  more: boolean
}

/**
 * Fills a slice of one company. The company's own row is held while it works, as it is by a store
 * of an answer, so that the two never wait for each other in a circle. A company whose row somebody
 * else holds is left for a later slice. The earlier version that stored the facts made no book of
 * them, so the newest one is stale afterwards.
 */
export const fillFilings = async (db: Writer, slice = SLICE): Promise<Filled> => {
  const { rows } = await db.execute<Filled & Record<string, unknown>>(sql`
    with company as materialized (
      select i.id from instruments i join (
        select distinct instrument from facts where filing is null order by instrument limit ${COMPANIES}::int
      ) m on m.instrument = i.id order by i.id limit 1 for no key update of i skip locked
    ), slice as materialized (
      select f.*, ${filingId('f')} as named from ${FACT_ROWS} f join company c on c.id = f.instrument
      where f.filing is null limit ${slice}::int for update of f skip locked
    ), stored as (
      update facts set filing = slice.named from slice where facts.id = slice.id returning facts.id
    ), added as (${addFilings('slice', 'named')}
    ), outdated as (${markStale(sql`instrument in (select instrument from slice)`)})
    select (select count(*)::int from stored) as filled, (
      select exists (select 1 from facts where filing is null and id not in (select id from slice))) as more`)
  return { filled: rows[0]?.filled ?? 0, more: rows[0]?.more ?? false }
}

/** Fills slice after slice, until nothing can be filled at the moment or `goOn` says no. */
export const fillSlices = async (db: Database, goOn: () => boolean): Promise<Filled> => {
  let filled = 0
  for (;;) {
    const last = await fillFilings(db)
    filled += last.filled
    if (!last.more || last.filled === 0 || !goOn()) return { filled, more: last.more }
  }
}
