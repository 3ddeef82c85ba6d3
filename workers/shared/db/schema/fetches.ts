/** The last time each provider was asked for each dataset of an instrument, and what came of it. */
import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const fetches = pgTable(
  'fetches',
  {
    instrument: text().notNull(),
    dataset: text().notNull(),
    provider: text().notNull(),
    /** served, failed or not_found */
    outcome: text().notNull(),
    reason: text(),
    detail: text(),
    /** When the request was sent. */
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** When it last served; null when it never has. */
    servedAt: timestamp('served_at', { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.instrument, t.dataset, t.provider] })],
)
