/** Deletes lines and counts that are older than they are kept, slice by slice. */
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'

/** Rows that one statement deletes at most, so that none is long. */
const SLICE = 5_000
/**
 * Statements of one call. The cron trigger calls each minute: 50,000 lines a minute are more than
 * the collector stores.
 */
const SLICES = 10

const deleted = async (db: Pick<Database, 'execute'>, statement: SQL): Promise<number> => {
  const { rows } = await db.execute<{ n: number }>(
    sql`with gone as (${statement} returning 1) select count(*)::int as n from gone`,
  )
  return rows[0]?.n ?? 0
}

const inSlices = async (remove: () => Promise<number>, slice: number): Promise<number> => {
  let sum = 0
  for (let done = 0; done < SLICES; done += 1) {
    const gone = await remove()
    sum += gone
    if (gone < slice) break
  }
  return sum
}

/** Figures by the minute are shown of the last hours alone. */
const MINUTES_KEPT_DAYS = 2
const DAY_MS = 86_400_000

/** The counts of everything since the beginning stay. */
export const dropOldLines = async (
  db: Pick<Database, 'execute'>,
  before: Date,
  slice = SLICE,
  now = new Date(),
): Promise<{ lines: number; counts: number }> => {
  const minutesBefore = new Date(
    Math.max(before.getTime(), now.getTime() - MINUTES_KEPT_DAYS * DAY_MS),
  )
  const at = sql`${before.toISOString()}::timestamptz`
  const lines = await inSlices(
    () =>
      deleted(
        db,
        sql`delete from log_lines where (at, id) in (select at, id from log_lines where at < ${at} order by at limit ${slice}::int)`,
      ),
    slice,
  )
  const counts = await inSlices(
    () =>
      deleted(
        db,
        sql`delete from log_counts where (grain, since, kind, worker, name, outcome) in (select grain, since, kind, worker, name, outcome from log_counts where (grain = 'hour' and since < ${at}) or (grain = 'minute' and since < ${minutesBefore.toISOString()}::timestamptz) limit ${slice}::int)`,
      ),
    slice,
  )
  return { lines, counts }
}
