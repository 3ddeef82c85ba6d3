/**
 * What the cron job does for stored quotes, on every server alike: bars of one minute, and
 * retention. The rule of keeping: a raw quote goes when both its arrival and its exchange time are
 * older than KEEP_DAYS and its bar is made; the newest exchange time of an instrument never goes.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'

/** Days raw quotes are kept. */
export const KEEP_DAYS = 90
/**
 * Days bars of a minute are kept: two years, so that a day is seen beside the same one of the year
 * before. Some 250 million for 1,000 shares.
 */
export const KEEP_MINUTES_DAYS = 730
/**
 * Rows one run deletes: some seconds of a small server. A run comes every minute, and a day brings
 * far fewer a minute.
 */
const DROPPED_PER_RUN = 10_000

/**
 * Arrivals of so long before the last run are looked at again: a statement that began before the run
 * may have been committed after it. Longer than a statement may take.
 */
const OVERLAP = '5 minutes'
/** Arrivals one run takes in. */
const SPAN = '1 hour'

export interface MinutesRun {
  /** Bars that were made or changed. */
  changed: number
  /** More has arrived than one run takes in. */
  behind: boolean
}

/**
 * Merges the quotes that have arrived since the last run into the bars of their minutes. It goes by
 * arrival and not by exchange time, because many quotes belong to minutes whose bars were made long
 * ago: those of a delayed provider, of an outbox that an outage held up, and past ones that somebody
 * pushes. To merge a quote again changes nothing. The other quotes of the minute are not needed;
 * they may have been deleted.
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
 * Deletes raw quotes that both arrived and were quoted more than `days` ago and are in their bars, at
 * most `limit` of them, and tells how many. A past quote that was pushed of late stays as long as
 * any other. The quotes of an instrument's newest exchange time stay whatever their age, so that a
 * suspended share keeps its record: to find that time is one step into the key's index for each row
 * that is looked at, and the rows that stay are the most that is looked at in vain.
 */
export const dropOldQuotes = async (
  db: Pick<Database, 'execute'>,
  days = KEEP_DAYS,
  limit = DROPPED_PER_RUN,
): Promise<number> => {
  const since = sql`now() - make_interval(days => ${days}::int)`
  // Said of both readings: by both times the index knows what to leave out.
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
 * Deletes bars to which nothing was added in `days`, at most `limit` of them, and tells how many.
 * The bar that was changed last stays: by it rollMinutes knows how far it has come.
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
