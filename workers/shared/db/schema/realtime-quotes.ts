/** Every accepted quote. Idempotent on (instrument, quoted_at, source). */
import { doublePrecision, integer, numeric, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

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
    /** Shares. */
    volume: doublePrecision(),
    delay: text().notNull(),
    delayMinutes: integer('delay_minutes'),
  },
  (t) => [primaryKey({ columns: [t.instrument, t.quotedAt, t.source] })],
)
