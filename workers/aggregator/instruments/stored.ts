/** Instruments that have been read before, for search: one statement. */
import { sql } from 'drizzle-orm'
import type { Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Database } from '#shared/db/client.ts'
import { instruments } from '#shared/db/schema/instruments.ts'
import { guess } from '#shared/symbol.ts'

/**
 * The largest number of rows ranked for one query. A text that fits more stored instruments is too
 * short to mean one of them.
 */
const MAX_ROWS = 200

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** Stored instruments that may fit a query; the ranking decides afterwards. */
export const storedInstruments = async (
  db: Database,
  text: string,
  market: Market | undefined,
): Promise<Instrument[]> => {
  const plain = text.normalize('NFKC').trim()
  const named = sql`lower(normalize(${instruments.name} || ' ' || ${instruments.names}::text, NFKC)) like ${`%${escapeLike(plain.toLowerCase())}%`}`
  const bySymbol = sql`${instruments.symbol} like ${`${escapeLike(plain.toUpperCase())}%`}`
  const byId = sql`${instruments.id} in (select json_array_elements_text(${JSON.stringify(guess(text))}::json))`
  const rows = await db
    .select()
    .from(instruments)
    .where(
      sql`(${byId} or ${bySymbol} or ${named}) and ${market ? sql`${instruments.market} = ${market}` : sql`true`}`,
    )
    .limit(MAX_ROWS)
  return rows.map(({ fiscalYearEnd, updatedAt: _, named: __, ...row }) => ({
    ...row,
    market: row.market as Market,
    fiscal_year_end: fiscalYearEnd,
  }))
}
