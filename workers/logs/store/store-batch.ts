/**
 * Stores a batch of lines and adds it to the counts, in one transaction of two statements. A line
 * that was stored before is neither stored nor counted again.
 */
import { sql } from 'drizzle-orm'
import type { LogLine } from '#shared/contracts/logs.ts'
import type { Database } from '#shared/db/client.ts'
import type { LineBatch } from '../batch/batch.ts'
import { type LogCount, LogCounts } from '../batch/counts.ts'

export type BatchOutcome = 'stored' | 'unavailable' | 'refused'

const insertLines = async (
  db: Pick<Database, 'execute'>,
  lines: readonly LogLine[],
): Promise<ReadonlySet<string>> => {
  if (lines.length === 0) return new Set()
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into log_lines (at, id, level, worker, event, request_id, report_id, span, parent, instrument,
      provider, route, status, duration_ms, outcome, reason, text, fields)
    select at, id, level, worker, event, request_id, report_id, span, parent, instrument,
      provider, route, status, duration_ms, outcome, reason, text, fields
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line(at timestamptz, id text, level text,
      worker text, event text, request_id text, report_id text, span text, parent text, instrument text,
      provider text, route text, status int, duration_ms int, outcome text, reason text, text text, fields jsonb)
    on conflict do nothing
    returning id`)
  return new Set(rows.map(({ id }) => id))
}

/** Adds to what was counted before. */
const addCounts = async (
  db: Pick<Database, 'execute'>,
  counts: readonly LogCount[],
): Promise<void> => {
  if (counts.length === 0) return
  await db.execute(sql`
    insert into log_counts as m (grain, since, kind, worker, name, outcome, count, total, buckets)
    select grain, since, kind, worker, name, outcome, count, total, buckets
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as c(grain text, since timestamptz, kind text, worker text,
      name text, outcome text, count bigint, total double precision, buckets bigint[])
    on conflict (grain, since, kind, worker, name, outcome) do update set
      count = m.count + excluded.count,
      total = m.total + excluded.total,
      buckets = array(select coalesce(a, 0) + coalesce(b, 0) from unnest(m.buckets, excluded.buckets) as u(a, b))`)
}

export const storeBatch = (
  db: Pick<Database, 'transaction'>,
  batch: LineBatch,
): Promise<BatchOutcome> =>
  db.transaction(async (tx) => {
    const stored = await insertLines(tx, batch.lines)
    const counts = new LogCounts()
    counts.addLines([...batch.lines.filter(({ id }) => stored.has(id)), ...batch.leftOut])
    const now = new Date().toISOString()
    for (const { worker } of batch.leftOut)
      counts.add(now, worker, { kind: 'left_out', name: 'lines', outcome: '' })
    if (batch.lost > 0)
      counts.add(now, 'log-collector', { kind: 'lost', name: 'lines', outcome: '' }, batch.lost)
    await addCounts(tx, counts.all)
    return 'stored' as const
  })
