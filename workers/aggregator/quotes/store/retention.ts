/**
 * What the cron job does for stored quotes where the database has no policies that do it: bars of
 * one minute, and retention.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'

/** Days raw quotes are kept; the retention policy where there is one says the same. */
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

export interface Missing {
  minutes: boolean
  retention: boolean
}

/** A continuous aggregate is a view; policies run only under the full licence. */
export const missingPolicies = async (db: Pick<Database, 'execute'>): Promise<Missing> => {
  const { rows } = await db.execute<{ minutes: boolean; retention: boolean }>(sql`
    select coalesce((select relkind = 'r' from pg_class where oid = to_regclass('quote_minutes')), false) as minutes,
      not exists (select from pg_extension where extname = 'timescaledb')
        or current_setting('timescaledb.license', true) is distinct from 'timescale' as retention`)
  return rows[0] ?? { minutes: false, retention: false }
}

/**
 * A statement that began before the last run may have been committed after it. Longer than a
 * statement may take.
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
 * Merges the quotes that have arrived since the last run into their minutes. What was merged is
 * known by arrival, not by exchange time: a delayed provider's quotes, an outbox that was held up
 * by an outage and a past quote that somebody pushes all belong to minutes long rolled up. Merging
 * a quote again changes nothing, and never needs the minute's other quotes, which may be dropped by
 * then.
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
 * Deletes raw quotes of more than `days` ago that are in their bars, so many at most, and tells how
 * many. Both times count: what somebody pushes of long ago stays as long as any other. The newest
 * exchange time of an instrument stays whatever its age, so that a suspended share keeps its
 * record; it is one step into the key's index for each row that is looked at, and those that stay
 * are the most that is looked at in vain. The retention policy of TimescaleDB knows neither: it
 * drops whole chunks of seven days by exchange time alone, the newest records and past quotes
 * pushed of late with them; their minutes stay in the aggregate.
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
 * Deletes bars of a minute that nothing has come for in `days`, so many at most, and tells how
 * many. What came last stays: it tells rollMinutes how far it has come.
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
