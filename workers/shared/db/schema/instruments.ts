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
   * The name that each provider uses for it, and when the provider last gave it. Only providers
   * that named the company when asked by its symbol are included.
   */
  named: jsonb().$type<Record<string, { name: string; at: string }>>().notNull().default({}),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
})
