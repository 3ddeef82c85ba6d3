/**
 * Every accepted quote. Idempotent on (instrument, quoted_at, source). A hypertable by `quoted_at`
 * where the server has TimescaleDB.
 */
import { index, integer, numeric, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const realtimeQuotes = pgTable(
  'realtime_quotes',
  {
    instrument: text().notNull(),
    /** The time the provider gives the price (exchange time). */
    quotedAt: timestamp('quoted_at', { withTimezone: true, precision: 3 }).notNull(),
    source: text().notNull(),
    /** When this system took it in. */
    observedAt: timestamp('observed_at', { withTimezone: true, precision: 3 }).notNull(),
    price: numeric().notNull(),
    currency: text().notNull(),
    open: numeric(),
    high: numeric(),
    low: numeric(),
    previousClose: numeric('previous_close'),
    /** Shares, of the session so far. */
    volume: numeric(),
    /** Money, of the session so far. */
    turnover: numeric(),
    delay: text().notNull(),
    delayMinutes: integer('delay_minutes'),
    /** When it reached this table: hours after it was observed where the database was away. */
    storedAt: timestamp('stored_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.instrument, t.quotedAt, t.source] }),
    index('realtime_quotes_by_time').using('brin', t.storedAt, t.quotedAt),
  ],
)
