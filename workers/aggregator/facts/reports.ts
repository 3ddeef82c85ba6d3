/** How a company reports, read without its figures: its annual form and its currency. */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import { STATED_FACTS } from './stated-facts.ts'

export interface Reports {
  /** The form of the newest annual report: 10-K, 20-F; null where none is known. */
  form: string | null
  /**
   * The currency of the newest total assets, else of the newest revenue; null where none is known.
   */
  currency: string | null
}

/** As known at a moment; null when no figure of the company was. One statement. */
export const readReports = async (
  db: Pick<Database, 'execute'>,
  instrument: string,
  asOf: Date,
): Promise<Reports | null> => {
  const at = asOf.toISOString()
  const { rows } = await db.execute<{ found: boolean } & Reports & Record<string, unknown>>(sql`
    with known as (
      select concept, period, period_end, unit, form from ${STATED_FACTS} stated
      where instrument = ${instrument} and (known_at <= ${at}::timestamptz or retrieved_at <= ${at}::timestamptz)
    )
    select exists (select 1 from known) as found,
      (select form from known where period like 'FY%' and form is not null
        order by period_end desc, form limit 1) as form,
      (select unit from known where concept in ('total_assets', 'revenue')
        order by period_end desc, concept = 'total_assets' desc limit 1) as currency`)
  const [row] = rows
  return row?.found ? { form: row.form, currency: row.currency } : null
}
