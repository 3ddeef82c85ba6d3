/**
 * Records of every dataset except statements and bars. The table is append-only: a changed record
 * is a new row under the same key.
 */
import { index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const items = pgTable(
  'items',
  {
    /** MARKET:SYMBOL, or FX:TO/FROM for an exchange rate. */
    instrument: text().notNull(),
    dataset: text().notNull(),
    provider: text().notNull(),
    /** Identifies the record among those of this provider: a date, an id, a URL. */
    key: text().notNull(),
    /** Hash of the content of the record. Inserting the same record again has no effect. */
    hash: text().notNull(),
    item: jsonb().notNull(),
    /**
     * The time by which the record is ordered and limited: when it was published, filed or traded.
     */
    at: timestamp({ withTimezone: true }).notNull(),
    knownAt: timestamp('known_at', { withTimezone: true }).notNull(),
    /** When it was first read. */
    retrievedAt: timestamp('retrieved_at', { withTimezone: true }).notNull(),
    /**
     * When an answer last contained it. Of two versions of a record, the one seen later is the
     * valid one.
     */
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
    sourceUrl: text('source_url').notNull(),
    /** Content hash of the provider answer from which it was read. */
    source: text(),
  },
  (t) => [
    primaryKey({ columns: [t.instrument, t.dataset, t.provider, t.key, t.hash] }),
    index('items_by_time').on(t.instrument, t.dataset, t.provider, t.at.desc()),
  ],
)
