/** Facts, append-only. One index serves reads of a whole company. */
import { date, index, jsonb, numeric, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { instruments } from './instruments.ts'

export const facts = pgTable(
  'facts',
  {
    /**
     * Hash of what the fact says and of its source. Inserting the same fact again has no effect.
     */
    id: text().primaryKey(),
    instrument: text()
      .notNull()
      .references(() => instruments.id),
    concept: text().notNull(),
    period: text().notNull(),
    periodLabel: text('period_label'),
    /** Null for an instant. */
    start: date('period_start'),
    end: date('period_end').notNull(),
    value: numeric().notNull(),
    unit: text().notNull(),
    consolidation: text().notNull(),
    standard: text().notNull(),
    provider: text().notNull(),
    providerField: text('provider_field').notNull(),
    providerRecord: text('provider_record').notNull(),
    form: text(),
    sourceUrl: text('source_url').notNull(),
    filedAt: date('filed_at'),
    knownAt: timestamp('known_at', { withTimezone: true }).notNull(),
    retrievedAt: timestamp('retrieved_at', { withTimezone: true }).notNull(),
    quality: jsonb().notNull(),
    /** Content hash of the provider answer from which it was read. */
    source: text(),
  },
  (t) => [
    index('facts_by_company').on(
      t.instrument,
      t.concept,
      t.end.desc(),
      t.start,
      t.provider,
      t.knownAt.desc(),
    ),
  ],
)
