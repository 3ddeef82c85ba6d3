/**
 * The columns of `facts` that an earlier version reads and writes, and that a filing says now. They
 * are there until they are dropped (`npm run filings -- --drop-former`), and every statement of
 * this version works with and without them.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../store/writer.ts'

/** Each column with its type. All are fields of a filing too (`SHARED` in `filing-id.ts`). */
export const FORMER = {
  consolidation: 'text',
  standard: 'text',
  provider: 'text',
  provider_record: 'text',
  form: 'text',
  source_url: 'text',
  filed_at: 'date',
  known_at: 'timestamptz',
  retrieved_at: 'timestamptz',
  source: 'text',
} as const

const names = Object.keys(FORMER).join(', ')
const absent = Object.entries(FORMER).map(([column, type]) => `null::${type} as ${column}`)

/**
 * In place of the table `facts` in a `from` clause: its rows, in which a column that was dropped is
 * null. In the inner query a name that `facts` does not have is the one of `absent`.
 */
export const FACT_ROWS =
  sql.raw(`(select own.* from (select ${absent.join(', ')}) absent cross join lateral (
        select id, instrument, concept, period, period_label, period_start, period_end, value, unit, provider_field, quality, filing, ${names}
        from facts) own)`)

/**
 * Whether `facts` has these columns. Inside a transaction they then stay to its end: the statement
 * names the table, so it waits for whoever drops them, looks afterwards, and holds the table.
 */
export const hasFormer = async (tx: Writer): Promise<boolean> => {
  const { rows } = await tx.execute<{ has: boolean }>(sql`
    select exists (select 1 from pg_attribute
        where attrelid = 'facts'::regclass and attname = 'provider' and not attisdropped) as has
      from (select 1) one where not exists (select 1 from facts limit 0)`)
  return rows[0]?.has ?? false
}

/** These columns for a list of columns; nothing when they are gone. */
export const formerColumns = (has: boolean): SQL =>
  sql.raw(
    has
      ? Object.keys(FORMER)
          .map((column) => `, ${column}`)
          .join('')
      : '',
  )

/** Sets these columns to what an insert would have given them; nothing when they are gone. */
export const formerUpdate = (has: boolean): SQL =>
  sql.raw(
    has
      ? Object.keys(FORMER)
          .map((column) => `, ${column} = excluded.${column}`)
          .join('')
      : '',
  )
