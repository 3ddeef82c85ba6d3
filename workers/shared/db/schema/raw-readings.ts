/**
 * One row for each reading of a provider: what was asked, and which raw answers (`sources`) were
 * heard. With it the answers can be mapped again without asking again.
 */
import { bigint, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

export const rawReadings = pgTable(
  'raw_readings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** MARKET:SYMBOL, or FX:TO/FROM for an exchange rate. */
    instrument: text().notNull(),
    dataset: text().notNull(),
    provider: text().notNull(),
    /** The moment at which the adapter's clock stood. */
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** What the adapter was asked, and by which names its answer was checked. */
    question: jsonb().notNull(),
    /** What the adapter recalled from earlier calls, by name. */
    recalled: jsonb().notNull(),
    /** One entry for each call: what was asked, the status, and the content hash of the answer. */
    heard: jsonb().notNull(),
  },
  (t) => [
    index('raw_readings_of').on(t.instrument, t.dataset, t.provider, t.askedAt.desc()),
    index('raw_readings_by_time').on(t.askedAt),
  ],
)
