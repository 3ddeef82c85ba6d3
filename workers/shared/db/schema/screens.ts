/** Snapshots of a market in columns, and the screens that people keep. */
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { bytea } from './bytea.ts'

/** Columns of a snapshot, immutable under the hash of their bytes. */
export const screenColumns = pgTable(
  'screen_columns',
  {
    /** SHA-256 of `bytes`, in hexadecimal digits. */
    hash: text().primaryKey(),
    market: text().notNull(),
    /** Gzip (`shared/screen/column-bytes.ts`). */
    bytes: bytea().notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
  },
  (t) => [index('screen_columns_by_time').on(t.madeAt)],
)

/** A market as known at the end of one day. */
export const snapshots = pgTable(
  'snapshots',
  {
    market: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    /**
     * A digest of the data and formulas that the snapshot was made from: frames, books, prices,
     * formulas. A snapshot with another state than the present one is stale.
     */
    state: text().notNull(),
    /**
     * How the snapshot was made, apart from its data: form, formulas, columns. Figures can be taken
     * over from another snapshot of the same recipe.
     */
    recipe: text().notNull().default(''),
    /** The manifest as the contract has it. */
    manifest: jsonb().notNull(),
    /** What each company's figures were made from (`aggregator/screens/marks.ts`), packed. */
    marks: bytea(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.market, t.day] })],
)

/** The finished slices of a snapshot that is being made; gone when it is done. */
export const snapshotSlices = pgTable(
  'snapshot_slices',
  {
    market: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    state: text().notNull(),
    slice: integer().notNull(),
    bytes: bytea().notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.market, t.day, t.state, t.slice] })],
)

/** A version of a screen that somebody saved. The newest version is the screen. */
export const savedScreens = pgTable(
  'saved_screens',
  {
    id: text().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    /** The screen as text, in its printed form. */
    text: text().notNull(),
    markets: jsonb().$type<string[]>().notNull(),
    /** The shown columns, each an expression as text. */
    columns: jsonb().$type<string[]>().notNull(),
    savedAt: timestamp('saved_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.id, t.version] })],
)

/** What a run of a saved screen found, so that the next one can say who entered and who left. */
export const screenRuns = pgTable(
  'screen_runs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    screen: text().notNull(),
    version: integer().notNull(),
    /** The day as of which it was run. */
    day: date({ mode: 'string' }).notNull(),
    ranAt: timestamp('ran_at', { withTimezone: true }).notNull(),
    /** Instruments that passed, in the order of the list. */
    passed: jsonb().$type<string[]>().notNull(),
    tested: integer().notNull(),
  },
  (t) => [index('screen_runs_by_screen').on(t.screen, t.ranAt)],
)

/** How far a refresh of a market has come, so that one that was cut goes on. */
export const marketRefreshes = pgTable(
  'market_refreshes',
  {
    market: text().notNull(),
    /** `universe`, `market_day`, `frames`. */
    kind: text().notNull(),
    /** The day or the period that is being brought. */
    target: text().notNull(),
    provider: text().notNull(),
    /** What has been taken so far: pages, periods, concepts. */
    progress: jsonb().$type<Record<string, unknown>>().notNull(),
    calls: integer().notNull(),
    /** Null while it is under way. */
    endedAt: timestamp('ended_at', { withTimezone: true }),
    /** Stable reason when it was refused or failed. */
    reason: text(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.market, t.kind, t.target, t.provider] })],
)

/**
 * The parts of a refresh that is under way, one upstream call each, so that one that was cut goes
 * on without asking again. They are deleted when it ends, but for the few that later refreshes are
 * read with (the SEC's filing index).
 */
export const refreshParts = pgTable(
  'refresh_parts',
  {
    market: text().notNull(),
    kind: text().notNull(),
    target: text().notNull(),
    provider: text().notNull(),
    part: text().notNull(),
    /** In which order they were taken. */
    place: integer().notNull(),
    /** Parts that are to be asked for because of this one. */
    next: jsonb().$type<string[]>().notNull(),
    /** JSON of rows and count under gzip. */
    bytes: bytea().notNull(),
    takenAt: timestamp('taken_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.market, t.kind, t.target, t.provider, t.part] })],
)
