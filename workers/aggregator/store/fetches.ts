/** Reads and writes the result of asking each provider for a dataset of an instrument. */
import { type SQL, sql } from 'drizzle-orm'
import { utc } from '#shared/db/sql.ts'
import type { Dataset } from '#shared/names.ts'
import type { NewFetch } from '../model/company-reading.ts'
import type { Writer } from './writer.ts'

/** The result of asking each provider for a dataset of an instrument, as a JSON array. */
export const fetchesJson = (instrument: string, dataset: string): SQL => sql`
      coalesce((select json_agg(json_build_object('provider', provider, 'outcome', outcome, 'reason', reason, 'detail', detail,
          'asked_at', ${utc('asked_at')}, 'served_at', ${utc('served_at')}, 'retry_at', ${utc('retry_at')}, 'recorded', recorded,
          'left_out', left_out)
          order by provider) from fetches where instrument = ${instrument} and dataset = ${dataset}), '[]')`

/**
 * Stores which providers were asked and with what result. A success stays stored when another try
 * fails, in whichever order the two are written.
 */
export const storeFetches = async (
  db: Writer,
  instrument: string,
  dataset: Dataset,
  fetches: readonly NewFetch[],
): Promise<void> => {
  if (fetches.length === 0) return
  const rows = JSON.stringify(
    fetches.map((f) => ({
      provider: f.provider,
      outcome: f.outcome,
      reason: f.reason,
      detail: f.detail,
      asked_at: f.askedAt,
      served_at: f.outcome === 'served' ? f.askedAt : null,
      retry_at: f.retryAt,
      recorded: f.recorded,
      left_out: f.left_out ?? 0,
    })),
  )
  await db.execute(sql`
    insert into fetches (instrument, dataset, provider, outcome, reason, detail, asked_at, served_at, retry_at, recorded, left_out)
    select ${instrument}, ${dataset}, r.* from json_to_recordset(${rows}::json) as r(
      provider text, outcome text, reason text, detail text, asked_at timestamptz, served_at timestamptz, retry_at timestamptz, recorded jsonb, left_out integer)
    on conflict (instrument, dataset, provider) do update set
      (outcome, reason, detail, asked_at, retry_at) = (
        select n.outcome, n.reason, n.detail, n.asked_at, n.retry_at from (values
          (excluded.outcome, excluded.reason, excluded.detail, excluded.asked_at, excluded.retry_at),
          (fetches.outcome, fetches.reason, fetches.detail, fetches.asked_at, fetches.retry_at)) as n(outcome, reason, detail, asked_at, retry_at)
        order by n.asked_at desc limit 1),
      left_out = case when excluded.served_at >= coalesce(fetches.served_at, excluded.served_at) then excluded.left_out else fetches.left_out end,
      served_at = greatest(excluded.served_at, fetches.served_at),
      recorded = case when excluded.asked_at >= fetches.asked_at then coalesce(excluded.recorded, fetches.recorded) else coalesce(fetches.recorded, excluded.recorded) end`)
}
