/**
 * The work of the cron job on stored quotes, the same on every server: one-minute bars, and the
 * deletion of old rows. A raw quote is deleted when both its arrival and its exchange time are
 * older than KEEP_DAYS and its bar is made. The quotes with the newest exchange time of an
 * instrument are never deleted.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'

/** Days for which raw quotes are kept. */
export const KEEP_DAYS = 90
/**
 * Days for which one-minute bars are kept: two years, so that a day can be compared with the same
 * day of the year before. This is about 250 million bars for 1,000 shares.
 */
export const KEEP_MINUTES_DAYS = 730
/**
 * Rows that one run deletes, which takes a small server some seconds. A run comes every minute, and
 * far fewer rows arrive per minute.
 */
const DROPPED_PER_RUN = 10_000

/**
 * Arrivals from this long before the last run are read again, because a statement that began before
 * the run may have been committed after it. This is longer than any statement may take.
 */
const OVERLAP = '5 minutes'
/** The span of arrivals that one run processes. */
const SPAN = '1 hour'

export interface MinutesRun {
  /** Number of bars that were made or changed. */
  changed: number
  /** True when more has arrived than one run processes. */
  behind: boolean
}

/**
 * Merges the quotes that have arrived since the last run into the bars of their minutes. It selects
 * by arrival and not by exchange time, because many quotes belong to minutes whose bars were made
 * long ago: quotes of a delayed provider, quotes that an outage held in an outbox, and past quotes
 * that somebody pushes. Merging a quote again changes nothing. The other quotes of the minute are
 * not needed and may have been deleted.
 */
export const rollMinutes = async (db: Pick<Database, 'execute'>): Promise<MinutesRun> => {
  const { rows } = await db.execute<{ changed: number; behind: boolean }>(sql`
    with reached as (
      select coalesce(max(stored_at), '-infinity') as at from quote_minutes
    ), next as (
      select min(stored_at) + interval '${sql.raw(SPAN)}' as until from realtime_quotes where stored_at > (select at from reached)
    ), merged as (
      insert into quote_minutes as m (instrument, source, minute, currency, open, high, low, close, volume, opened_at, closed_at, stored_at)
      select instrument, source, date_trunc('minute', quoted_at), (array_agg(currency order by quoted_at desc))[1],
        (array_agg(price order by quoted_at))[1], max(price), min(price), (array_agg(price order by quoted_at desc))[1],
        (array_agg(volume order by quoted_at desc))[1], min(quoted_at), max(quoted_at), max(stored_at)
      from realtime_quotes
      where stored_at > (select at - interval '${sql.raw(OVERLAP)}' from reached) and stored_at <= coalesce((select until from next), 'infinity')
      group by 1, 2, 3 order by 1, 3, 2
      on conflict (instrument, minute, source) do update set
        open = case when excluded.opened_at < m.opened_at then excluded.open else m.open end,
        opened_at = least(excluded.opened_at, m.opened_at),
        high = greatest(excluded.high, m.high), low = least(excluded.low, m.low),
        close = case when excluded.closed_at > m.closed_at then excluded.close else m.close end,
        volume = case when excluded.closed_at > m.closed_at then excluded.volume else m.volume end,
        currency = case when excluded.closed_at > m.closed_at then excluded.currency else m.currency end,
        closed_at = greatest(excluded.closed_at, m.closed_at), stored_at = greatest(excluded.stored_at, m.stored_at)
      where excluded.stored_at > m.stored_at or excluded.opened_at < m.opened_at or excluded.closed_at > m.closed_at
        or excluded.high > m.high or excluded.low < m.low
      returning 1
    )
    select (select count(*)::int from merged) as changed, exists (select from realtime_quotes where stored_at > (select until from next)) as behind`)
  const [run] = rows
  if (!run) throw new Error('a statement without a from clause gave no row')
  return run
}

/**
 * Deletes raw quotes that both arrived and were quoted more than `days` ago and are in their bars.
 * Deletes at most `limit` and returns how many it deleted. A past quote that was pushed recently
 * stays as long as any other. The quotes with the newest exchange time of an instrument stay at any
 * age, so that a suspended share keeps its record. Finding that time takes one step into the index
 * of the key for each row that is read, and at most the rows that stay are read in vain.
 */
export const dropOldQuotes = async (
  db: Pick<Database, 'execute'>,
  days = KEEP_DAYS,
  limit = DROPPED_PER_RUN,
): Promise<number> => {
  const since = sql`now() - make_interval(days => ${days}::int)`
  // Used by both reads: with both times the index knows which rows to leave out.
  const old = sql`quoted_at < ${since} and stored_at < ${since}`
  const { rowCount } = await db.execute(sql`
    delete from realtime_quotes where ${old} and (instrument, quoted_at, source) in (
      select instrument, quoted_at, source from realtime_quotes q
      where ${old} and stored_at <= (select max(stored_at) from quote_minutes)
        and quoted_at < (select max(n.quoted_at) from realtime_quotes n where n.instrument = q.instrument)
      limit ${limit}::int)`)
  return rowCount ?? 0
}

/**
 * Deletes bars that have not changed for `days`, at most `limit` of them, and returns how many it
 * deleted. The bar that was changed last stays, because it tells rollMinutes how far it has come.
 */
export const dropOldMinutes = async (
  db: Pick<Database, 'execute'>,
  days = KEEP_MINUTES_DAYS,
  limit = DROPPED_PER_RUN,
): Promise<number> => {
  const { rowCount } = await db.execute(sql`
    delete from quote_minutes where (instrument, minute, source) in (
      select instrument, minute, source from quote_minutes
      where stored_at < least(now() - make_interval(days => ${days}::int), (select max(stored_at) from quote_minutes))
      order by stored_at limit ${limit}::int)`)
  return rowCount ?? 0
}
