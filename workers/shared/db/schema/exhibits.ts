/**
 * Exhibits: what reports cite besides figures of their books, immutable, by the hash of their
 * content.
 */
import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { Exhibit } from '../../contracts/exhibits.ts'

export const exhibits = pgTable('exhibits', {
  /** SHA-256 of the canonical JSON of `content`, in hexadecimal digits. */
  hash: text().primaryKey(),
  instrument: text().notNull(),
  content: jsonb().$type<Exhibit>().notNull(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
})
