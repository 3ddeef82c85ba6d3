/** Facts, append-only. One index serves reads of a whole company. */
import { sql } from 'drizzle-orm'
import { check, date, index, jsonb, numeric, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { filings } from './filings.ts'
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
    providerField: text('provider_field').notNull(),
    quality: jsonb().notNull(),
    /**
     * Null in a row of an earlier version until it is filled (`aggregator/facts/fill-filings.ts`).
     */
    filing: text().references(() => filings.id),
    /**
     * The filing's fields once more. An earlier version reads and writes them here. This version
     * reads them only where `filing` is null, and writes both, until no earlier version runs any
     * more: then `npm run filings -- --drop-former` drops them, with the trigger and the check over
     * them. So no query here may name them but those of `aggregator/facts/former-columns.ts`.
     */
    consolidation: text(),
    standard: text(),
    provider: text(),
    providerRecord: text('provider_record'),
    form: text(),
    sourceUrl: text('source_url'),
    filedAt: date('filed_at'),
    knownAt: timestamp('known_at', { withTimezone: true }),
    retrievedAt: timestamp('retrieved_at', { withTimezone: true }),
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
    index('facts_without_filing').on(t.instrument).where(sql`filing is null`),
    check(
      'facts_have_origin',
      sql`filing is not null or (consolidation is not null and standard is not null and provider is not null and provider_record is not null
        and source_url is not null and known_at is not null and retrieved_at is not null)`,
    ),
  ],
)
