/** The last time each provider was asked for each dataset of an instrument, and the outcome. */
import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

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
    /** When the provider last served the dataset; null when it never has. */
    servedAt: timestamp('served_at', { withTimezone: true }),
    /** The earliest time to ask again, as the provider itself said (Retry-After). */
    retryAt: timestamp('retry_at', { withTimezone: true }),
    /** How many records or figures of the last answer that served were left out of it. */
    leftOut: integer('left_out').notNull().default(0),
    /** The origin of the figures when they were last served from the shipped recording. */
    recorded: jsonb().$type<{ original_provider: string; recorded_at: string; note: string }>(),
  },
  (t) => [primaryKey({ columns: [t.instrument, t.dataset, t.provider] })],
)
