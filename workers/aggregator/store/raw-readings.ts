/**
 * Reads kept readings and their raw answers, and deletes those that are older than is configured.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import type { RawReading } from '../model/raw-reading.ts'
import type { StoredHeard } from './sources.ts'

/** One dataset of one instrument from one provider. */
export interface ReadingGroup {
  instrument: string
  dataset: string
  provider: string
}

export interface GroupFilter {
  instrument?: string | undefined
  /** All instruments of one market. */
  market?: string | undefined
  provider?: string | undefined
  dataset?: string | undefined
}

const matching = ({ instrument, market, provider, dataset }: GroupFilter): SQL => sql`
  (${instrument ?? null}::text is null or instrument = ${instrument ?? null})
  and (${market ?? null}::text is null or starts_with(instrument, ${`${market}:`}))
  and (${provider ?? null}::text is null or provider = ${provider ?? null})
  and (${dataset ?? null}::text is null or dataset = ${dataset ?? null})`

/** The groups after `after`, in the order of instrument, dataset and provider. */
export const readingGroups = async (
  db: Database,
  filter: GroupFilter,
  after: ReadingGroup | null,
  limit: number,
): Promise<ReadingGroup[]> => {
  const from = after ?? { instrument: '', dataset: '', provider: '' }
  const { rows } = await db.execute<ReadingGroup & Record<string, unknown>>(sql`
    select distinct instrument, dataset, provider from raw_readings
    where (instrument, dataset, provider) > (${from.instrument}, ${from.dataset}, ${from.provider}) and ${matching(filter)}
    order by instrument, dataset, provider limit ${limit}::int`)
  return rows.map(({ instrument, dataset, provider }) => ({ instrument, dataset, provider }))
}

/**
 * The ids of a group's readings, newest first: the last one of each day, so that what is read often
 * is not mapped a hundred times a day.
 */
export const readingsOf = async (
  db: Database,
  { instrument, dataset, provider }: ReadingGroup,
): Promise<number[]> => {
  const { rows } = await db.execute<{ id: string | number }>(sql`
    select distinct on ((asked_at at time zone 'UTC')::date) id from raw_readings
    where instrument = ${instrument} and dataset = ${dataset} and provider = ${provider}
    order by (asked_at at time zone 'UTC')::date desc, asked_at desc, id desc`)
  return rows.map(({ id }) => Number(id))
}

/** Between the clocks of a question and of its adapter, in milliseconds. */
const CLOCKS_APART_MS = 5_000

/** Whether the provider has served after its newest kept reading. */
export const isBehind = async (
  db: Database,
  { instrument, dataset, provider }: ReadingGroup,
  newest: Date,
): Promise<boolean> => {
  const at = new Date(newest.getTime() + CLOCKS_APART_MS).toISOString()
  const { rows } = await db.execute(sql`
    select 1 from fetches where instrument = ${instrument} and dataset = ${dataset} and provider = ${provider} and served_at > ${at}::timestamptz`)
  return rows.length > 0
}

export type KeptReading = Pick<RawReading, 'askedAt' | 'question' | 'recalled'> & {
  heard: StoredHeard[]
}

/** Null when it was deleted in the meantime. */
export const loadReading = async (db: Database, id: number): Promise<KeptReading | null> => {
  const { rows } = await db.execute<Record<string, unknown>>(sql`
    select extract(epoch from asked_at) * 1000 as asked_at, question, recalled, heard from raw_readings where id = ${id}`)
  const [row] = rows
  return row
    ? {
        askedAt: new Date(Math.round(Number(row.asked_at))),
        question: row.question as KeptReading['question'],
        recalled: row.recalled as KeptReading['recalled'],
        heard: row.heard as StoredHeard[],
      }
    : null
}

/** The body of a raw answer. Null when it is not stored, or what is stored is damaged. */
export const loadAnswer = async (db: Database, hash: string): Promise<Uint8Array | null> => {
  const { rows } = await db.execute<{ body: Uint8Array<ArrayBuffer> }>(
    sql`select body from sources where hash = ${hash}`,
  )
  const [row] = rows
  if (!row) return null
  try {
    const whole = new Blob([row.body]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new Uint8Array(await new Response(whole).arrayBuffer())
  } catch {
    return null
  }
}

/** Rows that one slice deletes at most, so that no statement is long. */
const SLICE = 500

const deleted = async (db: Database, statement: SQL): Promise<number> => {
  const { rows } = await db.execute<{ n: number }>(
    sql`with gone as (${statement} returning 1) select count(*)::int as n from gone`,
  )
  return rows[0]?.n ?? 0
}

/**
 * Deletes one slice of what was read before a moment: first readings, then the answers that no
 * reading refers to. An answer carries the time of its newest reading.
 */
export const dropOldReadings = async (
  db: Database,
  before: Date,
  slice = SLICE,
): Promise<{ readings: number; answers: number }> => {
  const at = sql`${before.toISOString()}::timestamptz`
  const readings = await deleted(
    db,
    sql`delete from raw_readings where id in (select id from raw_readings where asked_at < ${at} order by asked_at limit ${slice}::int)`,
  )
  const answers =
    readings === slice
      ? 0
      : await deleted(
          db,
          sql`delete from sources where retrieved_at < ${at} and hash in (select hash from sources where retrieved_at < ${at} order by retrieved_at limit ${slice}::int)`,
        )
  return { readings, answers }
}
