/** Quotes as bars of one minute, per instrument and source. The cron job makes them. */
import { index, numeric, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const quoteMinutes = pgTable(
  'quote_minutes',
  {
    instrument: text().notNull(),
    source: text().notNull(),
    /** When it begins. */
    minute: timestamp({ withTimezone: true }).notNull(),
    currency: text().notNull(),
    open: numeric().notNull(),
    high: numeric().notNull(),
    low: numeric().notNull(),
    close: numeric().notNull(),
    /** Shares, of the session up to the last quote of the minute. */
    volume: numeric(),
    /** Exchange times of its first and last quote. */
    openedAt: timestamp('opened_at', { withTimezone: true, precision: 3 }).notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true, precision: 3 }).notNull(),
    /**
     * When the last of its quotes reached the database. The newest of all bars' says up to which
     * arrival the raw quotes are in bars.
     */
    storedAt: timestamp('stored_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.instrument, t.minute, t.source] }),
    index('quote_minutes_by_time').on(t.storedAt),
  ],
)
