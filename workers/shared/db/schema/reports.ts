/** Reports, with their sealed inputs. */
import { index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { ConfigSnapshot } from '../../contracts/config.ts'
import type { Financials } from '../../contracts/facts.ts'
import type { Language } from '../../names.ts'
import type { Instrument } from '../../contracts/instrument.ts'
import type { ReportRequest, ReportStatus } from '../../contracts/orchestrator.ts'

export const reports = pgTable(
  'reports',
  {
    id: text().primaryKey(),
    /** The key of the creation request. A repeat with the same key returns the same report. */
    idempotencyKey: text('idempotency_key').unique(),
    request: jsonb().$type<ReportRequest>().notNull(),
    market: text().notNull(),
    symbol: text().notNull(),
    instrument: jsonb().$type<Instrument>(),
    language: text().$type<Language>().notNull(),
    model: text().$type<ReportRequest['model']>().notNull(),
    asOf: text('as_of'),
    status: text().$type<ReportStatus>().notNull(),
    reason: text(),
    detail: text(),
    /** The financials the report was written from. */
    inputs: jsonb().$type<Financials>(),
    /** The configuration snapshot that the report ran with. */
    config: jsonb().$type<ConfigSnapshot>(),
    seal: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    completedAt: timestamp('completed_at', { withTimezone: true }),
    /**
     * Number of the current Workflow run of the report. A lost run is followed by another, and only
     * the newest may write.
     */
    run: integer().notNull().default(1),
    /** Until when the run counts as alive. The run renews this while it works. */
    leaseExpiresAt: timestamp('lease_expires_at', { withTimezone: true }).notNull(),
  },
  (t) => [index('reports_by_time').on(t.createdAt.desc())],
)
