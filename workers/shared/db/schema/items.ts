/**
 * Records of every dataset but statements and bars, append-only: a changed record is a new row
 * under the same key.
 */
import { index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const items = pgTable(
  'items',
  {
    /** MARKET:SYMBOL, or FX:TO/FROM for an exchange rate. */
    instrument: text().notNull(),
    dataset: text().notNull(),
    provider: text().notNull(),
    /** The record among those of this provider: a date, an id, a URL. */
    key: text().notNull(),
    /** Of the record's content: the same record again is a no-op. */
    hash: text().notNull(),
    item: jsonb().notNull(),
    /** What the record is ordered and bounded by: when it was published, filed, traded. */
    at: timestamp({ withTimezone: true }).notNull(),
    knownAt: timestamp('known_at', { withTimezone: true }).notNull(),
    /** When it was first read. */
    retrievedAt: timestamp('retrieved_at', { withTimezone: true }).notNull(),
    /**
     * When it was last given in an answer: of two versions of a record the one seen later is the
     * provider's word.
     */
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
    sourceUrl: text('source_url').notNull(),
    /** Content hash of the provider answer it was read from. */
    source: text(),
  },
  (t) => [
    primaryKey({ columns: [t.instrument, t.dataset, t.provider, t.key, t.hash] }),
    index('items_by_time').on(t.instrument, t.dataset, t.provider, t.at.desc()),
  ],
)
