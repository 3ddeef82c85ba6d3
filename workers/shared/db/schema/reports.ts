/** Reports, with their sealed inputs. */
import { index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { BookReading } from '../../book/packed.ts'
import type { ConfigSnapshot } from '../../contracts/config-documents.ts'
import type { ReportInputs } from '../../contracts/facts.ts'
import type { Language } from '../../names.ts'
import type { Instrument } from '../../contracts/instrument.ts'
import type {
  ReportExhibit,
  ReportRequest,
  ReportStatus,
  StoredRequest,
} from '../../contracts/orchestrator.ts'
import { books } from './books.ts'

export const reports = pgTable(
  'reports',
  {
    id: text().primaryKey(),
    /** The key of the creation request. A repeat with the same key returns the same report. */
    idempotencyKey: text('idempotency_key').unique(),
    request: jsonb().$type<StoredRequest>().notNull(),
    market: text().notNull(),
    symbol: text().notNull(),
    instrument: jsonb().$type<Instrument>(),
    language: text().$type<Language>().notNull(),
    model: text().$type<ReportRequest['model']>().notNull(),
    asOf: text('as_of'),
    status: text().$type<ReportStatus>().notNull(),
    reason: text(),
    detail: text(),
    /** The book the report was written from; null before it was read, and in older reports. */
    book: text().references(() => books.hash),
    /** When and from whom that book was read. */
    reading: jsonb().$type<BookReading>(),
    /**
     * The exhibits it cites, by their hashes, as far as collected; null before, and in older
     * reports.
     */
    exhibits: jsonb().$type<ReportExhibit[]>(),
    /** The financials an older report was written from, in full. */
    inputs: jsonb().$type<ReportInputs>(),
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
  (t) => [index('reports_by_time').on(t.createdAt.desc()), index('reports_by_book').on(t.book)],
)
