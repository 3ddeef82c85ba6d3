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

/** The counts of everything since the beginning (of minute 1970-01-01) stay. */
export const dropOldLines = async (
  db: Pick<Database, 'execute'>,
  before: Date,
  slice = SLICE,
): Promise<{ lines: number; minutes: number }> => {
  const at = sql`${before.toISOString()}::timestamptz`
  const lines = await inSlices(
    () =>
      deleted(
        db,
        sql`delete from log_lines where (at, id) in (select at, id from log_lines where at < ${at} order by at limit ${slice}::int)`,
      ),
    slice,
  )
  const minutes = await inSlices(
    () =>
      deleted(
        db,
        sql`delete from log_minutes where (minute, kind, worker, name, outcome) in (select minute, kind, worker, name, outcome from log_minutes where minute < ${at} and minute > 'epoch' order by minute limit ${slice}::int)`,
      ),
    slice,
  )
  return { lines, minutes }
}
