/**
 * The lines that the Workers log, and counts of them by time. Lines are kept for
 * `system.logs.keep_days`. The table of lines is a hypertable by `at` if the server has
 * TimescaleDB.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

export const logLines = pgTable(
  'log_lines',
  {
    /** When it was written, by the clock of its Worker. */
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** Given where the line is written, so that a line that is delivered twice is stored once. */
    id: text().notNull(),
    level: text().notNull(),
    worker: text().notNull(),
    event: text().notNull(),
    requestId: text('request_id'),
    reportId: text('report_id'),
    span: text(),
    parent: text(),
    instrument: text(),
    provider: text(),
    route: text(),
    status: integer(),
    durationMs: integer('duration_ms'),
    outcome: text(),
    reason: text(),
    /** What a person looks for by its beginning. */
    text: text().notNull(),
    /** What else the event says: scalars by name. */
    fields: jsonb().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.at, t.id] }),
    index('log_lines_of_request').on(t.requestId, t.at).where(sql`request_id is not null`),
    index('log_lines_of_report').on(t.reportId, t.at).where(sql`report_id is not null`),
    index('log_lines_of_provider').on(t.provider, t.at).where(sql`provider is not null`),
    index('log_lines_of_worker').on(t.worker, t.at),
    index('log_lines_of_event').on(t.event, t.at),
    index('log_lines_in_trouble').on(t.level, t.at).where(sql`level <> 'info'`),
    index('log_lines_by_text').on(t.text.op('text_pattern_ops'), t.at),
  ],
)

export const logCounts = pgTable(
  'log_counts',
  {
    /** `minute`, `hour`, or `ever`: everything since the table was made. */
    grain: text().notNull(),
    /** The beginning of the minute or hour; 1970-01-01 for `ever`. */
    since: timestamp({ withTimezone: true, precision: 0 }).notNull(),
    kind: text().notNull(),
    worker: text().notNull(),
    /** The route, provider, model, object or level. */
    name: text().notNull(),
    outcome: text().notNull(),
    count: bigint({ mode: 'number' }).notNull(),
    /** Sum of the values: milliseconds, seconds or US dollars. */
    total: doublePrecision().notNull(),
    /** How many values are at most each of the stated bounds, and how many are above all. */
    buckets: bigint({ mode: 'number' }).array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.grain, t.since, t.kind, t.worker, t.name, t.outcome] })],
)
