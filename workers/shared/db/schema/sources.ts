/**
 * Raw provider answers, gzip-compressed and stored by content hash, so that they can be mapped
 * again after an adapter is corrected. They are kept for `system.raw_answers.keep_days`.
 */
import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { bytea } from './bytea.ts'

export const sources = pgTable(
  'sources',
  {
    /** SHA-256 (hex) of the uncompressed body. */
    hash: text().primaryKey(),
    provider: text().notNull(),
    url: text().notNull(),
    body: bytea().notNull(),
    bytes: integer().notNull(),
    /** When it was last read. An answer that is read again stays as long as its newest reading. */
    retrievedAt: timestamp('retrieved_at', { withTimezone: true }).notNull(),
  },
  (t) => [index('sources_by_time').on(t.retrievedAt)],
)
