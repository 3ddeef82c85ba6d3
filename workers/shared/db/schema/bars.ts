/**
 * Daily bars: one row for each day, provider and adjustment. Adjusted prices change with every
 * later split, so a refresh replaces them.
 */
import { date, numeric, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const bars = pgTable(
  'bars',
  {
    instrument: text().notNull(),
    provider: text().notNull(),
    /** raw, split, total_return or subtractive */
    adjustment: text().notNull(),
    /** The trading day in the zone of the market. */
    date: date().notNull(),
    currency: text().notNull(),
    open: numeric(),
    high: numeric(),
    low: numeric(),
    close: numeric().notNull(),
    /** Shares. */
    volume: numeric(),
    /** Money. */
    turnover: numeric(),
    sourceUrl: text('source_url').notNull(),
    retrievedAt: timestamp('retrieved_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.instrument, t.provider, t.adjustment, t.date] })],
)
