/** Pieces of SQL that several reads share. */
import { type SQL, sql } from 'drizzle-orm'

/**
 * A timestamp as RFC 3339 text in UTC. `column` must be a name from this program, never from input.
 */
export const utc = (column: string): SQL =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

/** A timestamp as whole milliseconds since 1970. */
export const millis = (column: string): SQL =>
  sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)
