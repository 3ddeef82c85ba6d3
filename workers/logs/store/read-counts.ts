/** Reads counts: of a stretch of time in equal parts, and of everything since the beginning. */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import { AGE_BOUNDS, DURATION_BOUNDS, type Grain } from '#shared/logs/kinds.ts'
import type { SeriesCount } from '../batch/counts.ts'

/** A series in one part of the stretch; the first part is 0. */
export interface SlotCount extends SeriesCount {
  slot: number
}

/** Parts of a stretch at most. */
const MOST_SLOTS = 60
const HOUR_MS = 3_600_000
/** Longer stretches are read hour by hour: a day of minutes has tens of thousands of rows. */
const MOST_HOURS_IN_MINUTES = 6

/** How a stretch is read and into how many equal parts. */
export const divisionOf = (from: Date, to: Date): { grain: Grain; slots: number } => {
  const hours = Math.ceil((to.getTime() - from.getTime()) / HOUR_MS)
  return hours <= MOST_HOURS_IN_MINUTES
    ? { grain: 'minute', slots: MOST_SLOTS }
    : { grain: 'hour', slots: Math.min(MOST_SLOTS, hours) }
}

/** Sums of the buckets, each for itself; a series with fewer has null in the others. */
const SUMS = sql.raw(
  `array[${Array.from(
    { length: Math.max(DURATION_BOUNDS.length, AGE_BOUNDS.length) + 1 },
    (_, at) => `coalesce(sum(buckets[${at + 1}]), 0)::float8`,
  ).join(', ')}]`,
)

export const countsByTime = async (
  db: Pick<Database, 'execute'>,
  from: Date,
  to: Date,
): Promise<SlotCount[]> => {
  const { grain, slots } = divisionOf(from, to)
  const seconds = (to.getTime() - from.getTime()) / 1_000 / slots
  const { rows } = await db.execute<SlotCount & Record<string, unknown>>(sql`
    select kind, worker, name, outcome,
      greatest(0, least(${slots - 1}::int, floor(extract(epoch from since - ${from.toISOString()}::timestamptz) / ${seconds}::float8)::int)) as slot,
      sum(count)::float8 as count, sum(total) as total, ${SUMS} as buckets
    from log_counts
    where grain = ${grain} and since > ${from.toISOString()}::timestamptz - ${`1 ${grain}`}::interval and since <= ${to.toISOString()}::timestamptz
    group by 1, 2, 3, 4, 5`)
  return rows
}

export const countsByName = async (db: Pick<Database, 'execute'>): Promise<SeriesCount[]> => {
  const { rows } = await db.execute<SeriesCount & Record<string, unknown>>(sql`
    select kind, worker, name, outcome, count::float8 as count, total, buckets::float8[] as buckets
    from log_counts where grain = 'ever' order by kind, worker, name, outcome`)
  return rows
}
