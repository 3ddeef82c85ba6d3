/** Reads counts: of a stretch of time in equal parts, and of everything since the beginning. */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import { AGE_BOUNDS, DURATION_BOUNDS, type LogSeriesKind } from '#shared/logs/kinds.ts'

export interface SeriesCount {
  kind: LogSeriesKind
  worker: string
  name: string
  outcome: string
  count: number
  total: number
  buckets: number[]
}

/** A series in one part of the stretch; the first part is 0. */
export interface SlotCount extends SeriesCount {
  slot: number
}

export const SLOTS = 60

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
  const seconds = (to.getTime() - from.getTime()) / 1_000 / SLOTS
  const { rows } = await db.execute<SlotCount & Record<string, unknown>>(sql`
    select kind, worker, name, outcome,
      greatest(0, least(${SLOTS - 1}::int, floor(extract(epoch from minute - ${from.toISOString()}::timestamptz) / ${seconds}::float8)::int)) as slot,
      sum(count)::float8 as count, sum(total) as total, ${SUMS} as buckets
    from log_minutes
    where minute > ${from.toISOString()}::timestamptz - interval '1 minute' and minute <= ${to.toISOString()}::timestamptz
    group by 1, 2, 3, 4, 5`)
  return rows
}

export const countsByName = async (db: Pick<Database, 'execute'>): Promise<SeriesCount[]> => {
  const { rows } = await db.execute<SeriesCount & Record<string, unknown>>(sql`
    select kind, worker, name, outcome, count::float8 as count, total, buckets::float8[] as buckets
    from log_minutes where minute = 'epoch' order by kind, worker, name, outcome`)
  return rows
}
