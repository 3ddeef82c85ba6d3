/** Reports, with their sealed inputs. */
import { index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

export const reports = pgTable(
  'reports',
  {
    id: text().primaryKey(),
    /** Of the creation request; a repeat with the same key is the same report. */
    idempotencyKey: text('idempotency_key').unique(),
    request: jsonb().notNull(),
    market: text().notNull(),
    symbol: text().notNull(),
    instrument: jsonb(),
    language: text().notNull(),
    model: text().notNull(),
    asOf: text('as_of'),
    status: text().notNull(),
    reason: text(),
    detail: text(),
    /** The financials the report was written from. */
    inputs: jsonb(),
    /** The configuration snapshot it ran with. */
    config: jsonb(),
    seal: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    completedAt: timestamp('completed_at', { withTimezone: true }),
    /** Number of the Workflow run that carries it; a lost run is followed by another. */
    run: integer().notNull().default(1),
  },
  (t) => [index('reports_by_time').on(t.createdAt.desc())],
)
