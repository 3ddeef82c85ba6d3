/**
 * Every accepted quote. Inserting the same (instrument, quoted_at, source) again has no effect. The
 * table is a hypertable by `quoted_at` if the server has TimescaleDB.
 */
import { index, integer, numeric, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const realtimeQuotes = pgTable(
  'realtime_quotes',
  {
    instrument: text().notNull(),
    /** The time that the provider gives for the price (exchange time). */
    quotedAt: timestamp('quoted_at', { withTimezone: true, precision: 3 }).notNull(),
    source: text().notNull(),
    /** When this system received it. */
    observedAt: timestamp('observed_at', { withTimezone: true, precision: 3 }).notNull(),
    price: numeric().notNull(),
    currency: text().notNull(),
    open: numeric(),
    high: numeric(),
    low: numeric(),
    previousClose: numeric('previous_close'),
    /** Shares traded in the session so far. */
    volume: numeric(),
    /** Money traded in the session so far. */
    turnover: numeric(),
    delay: text().notNull(),
    delayMinutes: integer('delay_minutes'),
    /**
     * When it reached this table. After a database outage this can be hours after it was observed.
     */
    storedAt: timestamp('stored_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.instrument, t.quotedAt, t.source] }),
    index('realtime_quotes_by_time').using('brin', t.storedAt, t.quotedAt),
  ],
)
