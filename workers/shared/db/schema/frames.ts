/** Whole-market facts in columns: one row is one concept of one period in one market. */
import {
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { bytea } from './bytea.ts'

/**
 * What was taken in together from one provider: a quarter of the data sets, or one bulk answer. A
 * large one is cut into parts by company (`aggregator/frames/part-of.ts`), each of which is stored
 * in one transaction, so that an import that was cut goes on and a reader of some companies leaves
 * the others. Its filings are said once here, and its frames name them by their place.
 */
export const frameBatches = pgTable(
  'frame_batches',
  {
    market: text().notNull(),
    provider: text().notNull(),
    /** `2010q1` of the data sets, or what a refresh calls it. */
    batch: text().notNull(),
    part: integer().notNull(),
    /** Into how many parts the batch is cut, a power of two. */
    parts: integer().notNull(),
    /** What it was made from and by which form of mapping: the same again changes nothing. */
    source: text().notNull(),
    /** The day of a recording that ships with the project; null for what was brought in here. */
    recorded: date({ mode: 'string' }),
    /** The first and the last moment at which one of its filings became known. */
    knownFrom: timestamp('known_from', { withTimezone: true }).notNull(),
    knownTo: timestamp('known_to', { withTimezone: true }).notNull(),
    /** The source gives the newest filed value only: no screen of a past day uses it. */
    newestOnly: boolean('newest_only').notNull(),
    /** Filings in `bytes`. */
    rows: integer().notNull(),
    /** The filings in columns under gzip (`aggregator/frames/pack-filings.ts`). */
    bytes: bytea().notNull(),
    storedAt: timestamp('stored_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.market, t.provider, t.batch, t.part] })],
)

/**
 * A frame of one part of a batch: what a provider's bulk answers said of one concept in one period.
 * A later batch with restatements or late filers is a row beside it.
 */
export const frames = pgTable(
  'frames',
  {
    market: text().notNull(),
    provider: text().notNull(),
    batch: text().notNull(),
    part: integer().notNull().default(0),
    concept: text().notNull(),
    /** CY2009, CY2009Q4, CY2009Q4I, and CY2009H1, CY2009M9 for half years and nine months. */
    period: text().notNull(),
    /** The first and the last moment at which one of its rows became known. */
    knownFrom: timestamp('known_from', { withTimezone: true }).notNull(),
    knownTo: timestamp('known_to', { withTimezone: true }).notNull(),
    /** As of its batch. */
    newestOnly: boolean('newest_only').notNull(),
    rows: integer().notNull(),
    /** Columns under gzip (`aggregator/frames/pack.ts`). */
    bytes: bytea().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.market, t.provider, t.batch, t.part, t.concept, t.period] }),
    index('frames_by_day').on(t.market, t.knownFrom),
  ],
)

/** Who is listed in a market, by source and day: columns under gzip. */
export const universes = pgTable(
  'universes',
  {
    market: text().notNull(),
    /** Who says so: `sec_data_sets`, `nasdaq`, `hkex`, `jpx`, `tushare`, `eastmoney` ... */
    source: text().notNull(),
    batch: text().notNull(),
    /** The day of the list. */
    day: date({ mode: 'string' }).notNull(),
    rows: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.market, t.source, t.batch] })],
)

/** Prices and what goes with them of a whole market on one day, from one provider. */
export const marketDays = pgTable(
  'market_days',
  {
    market: text().notNull(),
    provider: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    retrievedAt: timestamp('retrieved_at', { withTimezone: true }).notNull(),
    rows: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.market, t.provider, t.day] })],
)
