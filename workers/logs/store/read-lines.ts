/** Reads lines: by what is asked for, of a request, of a report. Each read goes along an index. */
import { type SQL, sql } from 'drizzle-orm'
import { type LogLine, type LogQuery, MOST_IN_TIMELINE } from '#shared/contracts/logs.ts'
import type { Database } from '#shared/db/client.ts'
import { utc } from '#shared/db/sql.ts'

type LogReader = Pick<Database, 'execute'>

const COLUMNS = sql`${utc('at')} as at, id, level, worker, event, request_id, report_id, span, parent,
  instrument, provider, route, status, duration_ms, outcome, reason, text, fields`

/** The text itself as a pattern that matches what begins with it. */
const beginsWith = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`

const conditionsOf = ({ from, to, cursor, text, ...query }: LogQuery): SQL[] => {
  const conditions: SQL[] = []
  const { request_id, report_id, worker, level, event, provider } = query
  if (request_id !== undefined) conditions.push(sql`request_id = ${request_id}`)
  if (report_id !== undefined) conditions.push(sql`report_id = ${report_id}`)
  if (worker !== undefined) conditions.push(sql`worker = ${worker}`)
  if (level !== undefined) conditions.push(sql`level = ${level}`)
  // The planner knows only by this that the index of what is not `info` has it.
  if (level !== undefined && level !== 'info') conditions.push(sql`level <> 'info'`)
  if (event !== undefined) conditions.push(sql`event = ${event}`)
  if (provider !== undefined) conditions.push(sql`provider = ${provider}`)
  if (text !== undefined) conditions.push(sql`text like ${beginsWith(text)}`)
  if (from !== undefined) conditions.push(sql`at >= ${from}::timestamptz`)
  if (to !== undefined) conditions.push(sql`at < ${to}::timestamptz`)
  if (cursor !== undefined) {
    const [at, id] = cursor.split('~')
    conditions.push(sql`(at, id) < (${at}::timestamptz, ${id}::text)`)
  }
  return conditions
}

export const findLines = async (
  db: LogReader,
  query: LogQuery,
): Promise<{ lines: LogLine[]; next: string | null }> => {
  const conditions = conditionsOf(query)
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  const { rows } = await db.execute<LogLine & Record<string, unknown>>(
    sql`select ${COLUMNS} from log_lines ${where} order by log_lines.at desc, id desc limit ${query.limit + 1}::int`,
  )
  const lines = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? lines.at(-1) : undefined
  return { lines, next: last ? `${last.at}~${last.id}` : null }
}

/** One more than a timeline shows, so that it can say that there are more. */
const MOST_READ = MOST_IN_TIMELINE + 1

export const linesOfRequest = async (db: LogReader, id: string): Promise<LogLine[]> => {
  const { rows } = await db.execute<LogLine & Record<string, unknown>>(
    sql`select ${COLUMNS} from log_lines where request_id = ${id} order by log_lines.at, id limit ${MOST_READ}::int`,
  )
  return rows
}

/** The lines of its runs, and those of the request that asked for it. */
export const linesOfReport = async (db: LogReader, id: string): Promise<LogLine[]> => {
  const { rows } = await db.execute<LogLine & Record<string, unknown>>(sql`
    select ${COLUMNS} from (
      select * from log_lines where report_id = ${id}
      union all
      select * from log_lines where report_id is distinct from ${id} and request_id in (
        select request_id from log_lines where report_id = ${id} and event = 'report.created')
    ) as log_lines order by log_lines.at, id limit ${MOST_READ}::int`)
  return rows
}
