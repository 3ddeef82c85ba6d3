/**
 * What the facts of one filing share, said once. A row is one combination of all these fields, so
 * it never changes: a record that is read again with another address or another time is another
 * row.
 */
import { date, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { instruments } from './instruments.ts'

export const filings = pgTable(
  'filings',
  {
    /** Hash of all other fields (`aggregator/facts/filing-id.ts`). */
    id: text().primaryKey(),
    instrument: text()
      .notNull()
      .references(() => instruments.id),
    provider: text().notNull(),
    /** Accession number, announcement id or row key. */
    record: text().notNull(),
    form: text(),
    filedAt: date('filed_at'),
    knownAt: timestamp('known_at', { withTimezone: true }).notNull(),
    retrievedAt: timestamp('retrieved_at', { withTimezone: true }).notNull(),
    sourceUrl: text('source_url').notNull(),
    consolidation: text().notNull(),
    standard: text().notNull(),
    /** Content hash of the provider answer from which it was read. */
    source: text(),
  },
  (t) => [index('filings_by_company').on(t.instrument)],
)
