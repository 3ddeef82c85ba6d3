/**
 * The id of a filing: a hash over all that its facts share. Two facts have the same filing exactly
 * when they agree in every one of these fields. Facts of one record that differ in one (an answer
 * that was read later, another address, figures of the parent beside consolidated ones) have two
 * filings of that record, so that no field has to stand on a fact beside its filing. It is computed
 * in SQL alone, so that a store and the filling of earlier rows make the same of the same fields.
 */
import { type SQL, sql } from 'drizzle-orm'

/** The columns of `facts` that are said once in a filing, and their names there. */
export const SHARED = {
  instrument: 'instrument',
  provider: 'provider',
  provider_record: 'record',
  form: 'form',
  filed_at: 'filed_at',
  known_at: 'known_at',
  retrieved_at: 'retrieved_at',
  source_url: 'source_url',
  consolidation: 'consolidation',
  standard: 'standard',
  source: 'source',
} as const
type SharedField = keyof typeof SHARED

/** Hexadecimal digits, as many as the id of a fact has. */
const ID_DIGITS = 20

/** An instant as whole microseconds, because its text depends on the session's time zone. */
const plain = (name: SharedField, column: string): string =>
  name === 'known_at' || name === 'retrieved_at'
    ? `(extract(epoch from ${column}) * 1000000)::bigint`
    : column

/**
 * The id as an SQL expression. Each field is the column of its name in `table`, or the SQL that is
 * given for it. Both must be names from this program, never input.
 */
export const filingId = (table: string, given: Partial<Record<SharedField, string>> = {}): SQL => {
  const fields = (Object.keys(SHARED) as SharedField[]).map((name) =>
    plain(name, given[name] ?? `${table}.${name}`),
  )
  return sql.raw(
    `substr(encode(sha256(convert_to(json_build_array(${fields.join(', ')})::text, 'UTF8')), 'hex'), 1, ${ID_DIGITS})`,
  )
}

/**
 * Adds the filings of rows that have the columns of `facts`, and the id of their filing in the
 * column `id`. In the order of their
 * ids, so that two transactions never wait for each other in a circle.
 */
export const addFilings = (rows: string, id: string): SQL =>
  sql.raw(`insert into filings (id, ${Object.values(SHARED).join(', ')})
      select distinct ${id}, ${Object.keys(SHARED).join(', ')} from ${rows} order by ${id}
      on conflict (id) do nothing`)
