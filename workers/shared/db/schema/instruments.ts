/** Instruments that have been resolved, one row each. */
import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { Instrument } from '../../contracts/instrument.ts'

export const instruments = pgTable('instruments', {
  /** MARKET:SYMBOL */
  id: text().primaryKey(),
  market: text().notNull(),
  symbol: text().notNull(),
  name: text().notNull(),
  names: jsonb().$type<Instrument['names']>().notNull(),
  exchange: text(),
  industry: text(),
  fiscalYearEnd: text('fiscal_year_end'),
  identifiers: jsonb().$type<Record<string, string>>().notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
})
