/**
 * The row of an instrument: its identity and the name that each provider gives it. Read and written
 * here.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { instruments } from '#shared/db/schema/instruments.ts'
import type { NamedAnswer } from '../model/provider.ts'
import type { Writer } from './writer.ts'

/** The instrument's row as JSON; null when nothing was ever stored of it. */
export const instrumentJson = (instrument: string | SQL): SQL => sql`
      (select json_build_object('id', id, 'market', market, 'symbol', symbol, 'name', name, 'names', names, 'exchange', exchange,
          'industry', industry, 'fiscal_year_end', fiscal_year_end, 'identifiers', identifiers)
        from instruments where id = ${instrument})`

/** The names that providers give it; `{}` when nothing was ever stored of it. */
export const namedJson = (instrument: string): SQL =>
  sql`coalesce((select named from instruments where id = ${instrument}), '{}')`

/**
 * Holds the row of an instrument until the transaction ends. Every store of a company's statements
 * does so, so of two the second one reads what the first one wrote, and no two wait for each
 * other's rows in a circle.
 */
export const holdInstrument = async (db: Writer, instrument: string): Promise<void> => {
  await db.execute(sql`select 1 from instruments where id = ${instrument} for no key update`)
}

export interface StatedNaming {
  /** The provider that states the name. */
  provider: string
  naming: NamedAnswer['naming']
}

/**
 * Stores the identity, combined from what each provider knows, for example a name in another
 * language or an identifier of its own.
 */
export const storeInstrument = async (
  db: Writer,
  i: Instrument,
  { provider, naming }: StatedNaming,
  now: Date,
): Promise<void> => {
  const named = naming?.stated ? { [provider]: { name: naming.stated, at: now.toISOString() } } : {}
  const [keepsName, keepsNames] = [naming?.is === 'older', naming?.is !== 'new']
  await db
    .insert(instruments)
    .values({ ...i, named, fiscalYearEnd: i.fiscal_year_end, updatedAt: now })
    .onConflictDoUpdate({
      target: instruments.id,
      set: {
        // A provider without a name gives the symbol in its place, which must not replace a real
        // name.
        name: sql`case when ${keepsName} or excluded.name = excluded.symbol then ${instruments.name} else excluded.name end`,
        names: keepsName
          ? sql`excluded.names || ${instruments.names}`
          : keepsNames
            ? sql`${instruments.names} || excluded.names`
            : sql`excluded.names`,
        named: sql`${instruments.named} || excluded.named`,
        identifiers: sql`${instruments.identifiers} || excluded.identifiers`,
        exchange: sql`coalesce(excluded.exchange, ${instruments.exchange})`,
        industry: sql`coalesce(excluded.industry, ${instruments.industry})`,
        fiscalYearEnd: sql`coalesce(excluded.fiscal_year_end, ${instruments.fiscalYearEnd})`,
        updatedAt: now,
      },
    })
}
