/** Books: companies as they were known, immutable, by the hash of their bytes. */
import { boolean, index, integer, json, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { bytea } from './bytea.ts'
import { instruments } from './instruments.ts'

/** How a book that is no longer there can be made again. */
export interface MadeFrom {
  /** The instant as of which the facts were read. */
  as_of: string
  /** The currency into which all money was converted; null when it is as filed. */
  currency: string | null
}

/** Which code made a newest book, so that an older one lets it stand. */
export interface MadeBy {
  version: string
  /** When that version of the code was made; null where nobody says. */
  version_at: string | null
  config_version: number
  /** The form of the book (`shared/book/forms.ts`). */
  form: number
}

export const books = pgTable(
  'books',
  {
    /** SHA-256 of `bytes`, in hexadecimal digits. */
    hash: text().primaryKey(),
    instrument: text().notNull(),
    /** Gzip of the book's JSON (`shared/book/bytes.ts`). */
    bytes: bytea().notNull(),
    madeFrom: jsonb('made_from').$type<MadeFrom>().notNull(),
    /** When it was made last; the same content made again counts as made anew. */
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
  },
  (t) => [index('books_by_time').on(t.madeAt)],
)

/** The newest book of each company. */
export const companyBooks = pgTable(
  'company_books',
  {
    instrument: text()
      .primaryKey()
      .references(() => instruments.id),
    market: text().notNull(),
    book: text()
      .notNull()
      .references(() => books.hash),
    /** What besides the facts decided its content: with another recipe it is stale. */
    recipe: text().notNull(),
    /** Null in a row of an earlier version. */
    madeBy: jsonb('made_by').$type<MadeBy>(),
    /** Digest of the stored identity and splits that it was made from: with others it is stale. */
    state: text().notNull(),
    /** Whether its provider gave all statements and enough years, so no other need be asked. */
    complete: boolean().notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
    /**
     * What a read says beside the book, as the last reader found it (`aggregator/books/read.ts`),
     * so that the next one reads this row alone. Null after a change of what it was read from,
     * which triggers see.
     */
    told: json(),
    /** Counts these changes, so that nothing is kept that was read before one. */
    touched: integer().notNull().default(0),
  },
  (t) => [
    index('company_books_by_recipe').on(t.market, t.recipe),
    index('company_books_by_book').on(t.book),
  ],
)
