/** The instruments that have been resolved, one row each. */
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
  /**
   * The name that each provider gives the instrument, and when it last gave that name. Only
   * providers that state the symbol together with the name are included.
   */
  named: jsonb().$type<Record<string, { name: string; at: string }>>().notNull().default({}),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
})
