/**
 * Reads the figures of a company that were stated more than once, in one SQL statement and one
 * round trip.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Fact } from '#shared/contracts/facts.ts'
import type { Restatements } from '#shared/contracts/restatements.ts'
import type { Database } from '#shared/db/client.ts'
import { toRestatements } from './restatements.ts'
import { utc } from '#shared/db/sql.ts'
import { STATED_FACTS } from './stated-facts.ts'

export interface RestatementsQuery {
  instrument: string
  asOf: Date
  /**
   * The largest number of figures (concept, period, basis and provider); the newest periods are
   * taken.
   */
  limit: number
}

/**
 * The SQL statement alone, for `explain`. It looks up one figure more than asked for, to know
 * whether there are more.
 */
export const restatementsStatement = ({ instrument, asOf, limit }: RestatementsQuery): SQL => {
  const at = asOf.toISOString()
  return sql`
    with known as (
      select * from ${STATED_FACTS} stated where instrument = ${instrument} and (known_at <= ${at}::timestamptz or retrieved_at <= ${at}::timestamptz)
    ), keys as (
      select concept, period_start, period_end, consolidation, standard, provider, unit, provider_field from known
      group by concept, period_start, period_end, consolidation, standard, provider, unit, provider_field having count(distinct value) > 1
      order by period_end desc, concept, period_start desc nulls last, consolidation, standard, provider, unit, provider_field limit ${limit + 1}::int
    ), listed as (
      select * from keys order by period_end desc, concept, period_start desc nulls last, consolidation, standard, provider, unit, provider_field limit ${limit}::int
    ), told as (
      select k.* from known k where k.concept = 'stock_split_ratio' or exists (
        select 1 from listed l where l.concept = k.concept and l.period_start is not distinct from k.period_start and l.period_end = k.period_end
          and l.consolidation = k.consolidation and l.standard = k.standard and l.provider = k.provider and l.unit = k.unit
          and l.provider_field = k.provider_field)
    )
    select (select count(*) from keys) > ${limit}::int as more,
      coalesce((select json_agg(json_build_object('id', id, 'concept', concept, 'period', period, 'period_label', period_label,
          'start', period_start, 'end', period_end, 'value', value::text, 'unit', unit,
          'basis', json_build_object('consolidation', consolidation, 'standard', standard),
          'provider', provider, 'provider_field', provider_field, 'provider_record', provider_record, 'form', form,
          'source_url', source_url, 'filed_at', filed_at, 'known_at', ${utc('known_at')}, 'retrieved_at', ${utc('retrieved_at')},
          'quality', quality) order by period_end desc, concept, known_at, id) from told), '[]') as facts`
}

/**
 * Restatements as known at `asOf`. The company's splits are read with them, to mark the changes
 * that are only a new share basis.
 */
export const readRestatements = async (
  db: Database,
  query: RestatementsQuery,
): Promise<Restatements> => {
  const { rows } = await db.execute<{ more: boolean; facts: Fact[] }>(restatementsStatement(query))
  const [row] = rows
  if (!row) throw new Error('a statement without a from clause gave no row')
  return {
    instrument: query.instrument,
    as_of: query.asOf.toISOString(),
    restatements: toRestatements(row.facts).slice(0, query.limit),
    more: row.more,
  }
}
