/**
 * The reading of a whole company, in one SQL statement and one round trip, served by the index
 * `facts_by_company`.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Fact } from '#shared/contracts/facts.ts'
import type { Database } from '#shared/db/client.ts'
import { choose, type RankedFact } from './choose.ts'
import type { CompanyReading } from '../model/company-reading.ts'
import { millis, utc } from '#shared/db/sql.ts'
import { fetchesJson } from '../store/fetches.ts'
import { instrumentJson, namedJson } from '../store/instrument.ts'

/**
 * Years read beyond those shown: the base of the first year's growth and averages, and room for
 * 52/53-week years.
 */
const EXTRA_YEARS = 2

/**
 * Ranks behind every provider of the chain: recorded facts keep the name of a provider that need
 * not be in it.
 */
const UNRANKED = 1_000

/**
 * Splits among the stored dividends and splits, of the provider that served them last: two
 * providers date one split on two days. Null when nobody has served them.
 */
const splitsJson = (instrument: string, asOf: string): SQL => sql`
      (select coalesce((select json_agg(json_build_object('id', hash, 'key', key, 'provider', provider, 'ex_date', item->>'ex_date', 'ratio', item->>'ratio',
          'source_url', source_url, 'retrieved_at', ${utc('retrieved_at')}) order by item->>'ex_date') from (
            select distinct on (key) * from items
            where instrument = ${instrument} and dataset = 'actions' and provider = serving.provider and item->>'kind' = 'split'
              and item->>'ex_date' <= ${asOf.slice(0, 10)} and (known_at <= ${asOf}::timestamptz or retrieved_at <= ${asOf}::timestamptz)
            order by key, retrieved_at desc
          ) splits), '[]'::json)
        from (select provider from fetches where instrument = ${instrument} and dataset = 'actions' and served_at is not null
          order by served_at desc, provider limit 1) serving)`

export interface CompanyReadQuery {
  instrument: string
  asOf: Date
  years: number
  /** Providers in the order of their authority. */
  chain: readonly string[]
}

/** The statement alone, for `explain`. */
export const companyStatement = (query: CompanyReadQuery): SQL => {
  const asOf = query.asOf.toISOString()
  const chain = JSON.stringify(query.chain)
  return sql`
    with chain as (
      select provider, rank from json_array_elements_text(${chain}::json) with ordinality as c(provider, rank)
    ), known as (
      select *, max(period_end) over () as newest from facts
      where instrument = ${query.instrument} and (known_at <= ${asOf}::timestamptz or retrieved_at <= ${asOf}::timestamptz)
    ), selected as (
      select distinct on (k.concept, k.period_end, k.period_start, k.consolidation, k.standard, k.provider) k.*,
        coalesce(c.rank, ${UNRANKED}::int)::int as rank
      from known k left join chain c on c.provider = k.provider
      where k.period_end > k.newest - make_interval(years => ${query.years + EXTRA_YEARS}::int)
      order by k.concept, k.period_end desc nulls last, k.period_start, k.consolidation, k.standard, k.provider,
        k.known_at desc, k.retrieved_at <= ${asOf}::timestamptz desc,
        case when k.retrieved_at <= ${asOf}::timestamptz then k.retrieved_at end desc, k.retrieved_at, k.provider_record desc, k.id
    )
    select
      ${instrumentJson(query.instrument)} as instrument, ${namedJson(query.instrument)} as named,
      coalesce((select json_agg(json_build_array(id, concept, period, period_label, period_start, period_end, value::text, unit,
          consolidation, standard, provider, provider_field, provider_record, form, source_url, filed_at,
          ${millis('known_at')}, ${millis('retrieved_at')}, quality, rank)) from selected), '[]') as facts,
      ${splitsJson(query.instrument, asOf)} as splits,
      ${fetchesJson(query.instrument, 'statements')} as fetches`
}

/**
 * A fact as the statement gives it: arrays and epochs, for thousands of objects with twenty names
 * each take twice the time.
 */
type FactRow = [
  id: string,
  concept: string,
  period: string,
  period_label: string | null,
  start: string | null,
  end: string,
  value: string,
  unit: string,
  consolidation: Fact['basis']['consolidation'],
  standard: Fact['basis']['standard'],
  provider: string,
  field: string,
  record: string,
  form: string | null,
  source_url: string,
  filed_at: string | null,
  known_at: number,
  retrieved_at: number,
  quality: Fact['quality'],
  rank: number,
]

/** Many facts share a filing, and so the instants of it. */
const instants = () => {
  const known = new Map<number, string>()
  return (millis: number): string => {
    const text = known.get(millis) ?? new Date(millis).toISOString()
    known.set(millis, text)
    return text
  }
}

const factsOf = (rows: readonly FactRow[]): RankedFact[] => {
  const instant = instants()
  return rows.map(
    ([
      id,
      concept,
      period,
      period_label,
      start,
      end,
      value,
      unit,
      consolidation,
      standard,
      provider,
      provider_field,
      provider_record,
      ...rest
    ]) => {
      const [form, source_url, filed_at, known_at, retrieved_at, quality, rank] = rest
      const basis = { consolidation, standard }
      return {
        id,
        concept,
        period,
        period_label,
        start,
        end,
        value,
        unit,
        basis,
        provider,
        provider_field,
        provider_record,
        form,
        source_url,
        filed_at,
        known_at: instant(known_at),
        retrieved_at: instant(retrieved_at),
        quality,
        rank,
      }
    },
  )
}

/**
 * Instrument, facts as known at `asOf`, and fetches. Of several rows for one (concept, period,
 * basis) the chain's first provider is taken, with what it said last (of two values with one
 * `known_at` the one that was read by then); what other providers say of it is kept beside. A
 * figure is known from `known_at`, or from when it was read where that is earlier: a filing of
 * today counts as known at the end of its day only as long as nobody here has read it.
 */
export const readCompany = async (
  db: Database,
  query: CompanyReadQuery,
): Promise<CompanyReading> => {
  type Row = Pick<CompanyReading, 'instrument' | 'named' | 'splits' | 'fetches'> & {
    facts: FactRow[]
  }
  const { rows } = await db.execute<Row & Record<string, unknown>>(companyStatement(query))
  const [row] = rows
  if (!row) throw new Error('a statement without a from clause gave no row')
  return {
    instrument: row.instrument,
    named: row.named,
    ...choose(factsOf(row.facts)),
    splits: row.splits,
    fetches: row.fetches,
  }
}
