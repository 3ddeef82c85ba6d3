/** Quotes as one-minute bars, per instrument and source. The cron job makes them. */
import { index, numeric, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const quoteMinutes = pgTable(
  'quote_minutes',
  {
    instrument: text().notNull(),
    source: text().notNull(),
    /** When the minute begins. */
    minute: timestamp({ withTimezone: true }).notNull(),
    currency: text().notNull(),
    open: numeric().notNull(),
    high: numeric().notNull(),
    low: numeric().notNull(),
    close: numeric().notNull(),
    /** Shares traded in the session up to the last quote of the minute. */
    volume: numeric(),
    /** Exchange times of the first and last quote of the minute. */
    openedAt: timestamp('opened_at', { withTimezone: true, precision: 3 }).notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true, precision: 3 }).notNull(),
    /**
     * When the last of its quotes reached the database. The newest value of all bars shows up to
     * which arrival time the raw quotes have been merged into bars.
     */
    storedAt: timestamp('stored_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.instrument, t.minute, t.source] }),
    index('quote_minutes_by_time').on(t.storedAt),
  ],
)
