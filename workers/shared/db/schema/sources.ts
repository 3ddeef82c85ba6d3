/**
 * Raw provider answers, gzip-compressed and stored by content hash, so that facts can be rebuilt
 * after an adapter is corrected.
 */
import { customType, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

export const sources = pgTable('sources', {
  /** SHA-256 (hex) of the uncompressed body. */
  hash: text().primaryKey(),
  provider: text().notNull(),
  url: text().notNull(),
  body: bytea().notNull(),
  bytes: integer().notNull(),
  retrievedAt: timestamp('retrieved_at', { withTimezone: true }).notNull(),
})
