/**
 * Reads a whole company in one SQL statement and one round trip, served by the index
 * `facts_by_company`.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Basis, Fact } from '#shared/contracts/facts.ts'
import type { Database } from '#shared/db/client.ts'
import type { FactOrigin } from '#shared/fact-origins.ts'
import { choose, type RankedFact } from './choose.ts'
import type { CompanyReading } from '../model/company-reading.ts'
import { millis, utc } from '#shared/db/sql.ts'
import { STATED_FACTS, statedFilings } from './stated-facts.ts'
import { fetchesJson } from '../store/fetches.ts'
import { instrumentJson, namedJson } from '../store/instrument.ts'

/**
 * Years read beyond those shown: the first year's growth and averages need an earlier year, and
 * 52/53-week years need room.
 */
const EXTRA_YEARS = 2

/**
 * The rank of a provider outside the chain, behind all in it: recorded facts keep the name of a
 * provider that may not be in the chain.
 */
const UNRANKED = 1_000

/**
 * The splits among the stored dividends and splits, from the provider that served them last,
 * because two providers may date one split on two days. Null when no provider has served them.
 */
export const splitsJson = (instrument: string | SQL, asOf: string): SQL => sql`
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

/** The SQL statement alone, for `explain`. */
export const companyStatement = (query: CompanyReadQuery): SQL => {
  const asOf = query.asOf.toISOString()
  const chain = JSON.stringify(query.chain)
  return sql`
    with chain as (
      select provider, rank from json_array_elements_text(${chain}::json) with ordinality as c(provider, rank)
    ), known as (
      select id, concept, period, period_label, period_start, period_end, value, unit, provider_field, quality, filing,
        consolidation, standard, provider, provider_record, known_at, retrieved_at, max(period_end) over () as newest
      from ${STATED_FACTS} stated
      where instrument = ${query.instrument} and (known_at <= ${asOf}::timestamptz or retrieved_at <= ${asOf}::timestamptz)
    ), selected as (
      select distinct on (k.concept, k.period_end, k.period_start, k.consolidation, k.standard, k.provider) k.*,
        coalesce(c.rank, ${UNRANKED}::int)::int as rank,
        lead(k.value) over w as former_value, lead(k.known_at) over w as former_known, lead(k.provider_field) over w as former_field
      from known k left join chain c on c.provider = k.provider
      where k.period_end > k.newest - make_interval(years => ${query.years + EXTRA_YEARS}::int)
      window w as (partition by k.concept, k.period_end, k.period_start, k.consolidation, k.standard, k.provider, k.unit
        order by k.known_at desc, k.retrieved_at <= ${asOf}::timestamptz desc,
        case when k.retrieved_at <= ${asOf}::timestamptz then k.retrieved_at end desc, k.retrieved_at, k.provider_record desc, k.id)
      order by k.concept, k.period_end desc nulls last, k.period_start, k.consolidation, k.standard, k.provider,
        k.known_at desc, k.retrieved_at <= ${asOf}::timestamptz desc,
        case when k.retrieved_at <= ${asOf}::timestamptz then k.retrieved_at end desc, k.retrieved_at, k.provider_record desc, k.id
    )
    select
      ${instrumentJson(query.instrument)} as instrument, ${namedJson(query.instrument)} as named,
      coalesce((select json_agg(json_build_array(filing, ${millis('known_at')}, ${millis('retrieved_at')}, provider, provider_record,
          form, source_url, filed_at, consolidation, standard))
        from ${statedFilings(query.instrument)} s where filing in (select filing from selected)), '[]') as filings,
      coalesce((select json_agg(json_build_array(id, filing, quality, rank,
          case when former_value <> value then json_build_array(former_value::text, ${millis('former_known')}, former_field) end,
          concept, period, period_label, period_start, period_end, value::text, unit, provider_field)) from selected), '[]') as facts,
      ${splitsJson(query.instrument, asOf)} as splits,
      ${fetchesJson(query.instrument, 'statements')} as fetches`
}

/**
 * Facts and filings as the SQL statement gives them, as arrays with epoch times: thousands of
 * objects with twenty names each would take twice the time.
 */
type FactRow = [
  id: string,
  filing: string,
  quality: Fact['quality'],
  rank: number,
  former: [value: string, known_at: number, field: string] | null,
  concept: string,
  period: string,
  period_label: string | null,
  start: string | null,
  end: string,
  value: string,
  unit: string,
  provider_field: string,
]
type FilingRow = [
  id: string,
  known_at: number,
  retrieved_at: number,
  provider: string,
  record: string,
  form: string | null,
  source_url: string,
  filed_at: string | null,
  consolidation: Basis['consolidation'],
  standard: Basis['standard'],
]

const instant = (millis: number): string => new Date(millis).toISOString()

const originOf = (row: FilingRow): FactOrigin => {
  const [, known_at, retrieved_at, provider, provider_record, ...more] = row
  const [form, source_url, filed_at, consolidation, standard] = more
  return {
    basis: { consolidation, standard },
    provider,
    provider_record,
    form,
    source_url,
    filed_at,
    known_at: instant(known_at),
    retrieved_at: instant(retrieved_at),
  }
}

const factsOf = (rows: readonly FactRow[], filings: readonly FilingRow[]): RankedFact[] => {
  const origins = new Map(filings.map((row) => [row[0], originOf(row)]))
  return rows.map((row) => {
    const [id, filing, quality, rank, former, concept, period, period_label, ...more] = row
    const [start, end, value, unit, provider_field] = more
    const origin = origins.get(filing)
    if (!origin) throw new Error('a fact names a filing that the statement does not give')
    return {
      id,
      concept,
      period,
      period_label,
      start,
      end,
      value,
      unit,
      provider_field,
      ...origin,
      quality,
      rank,
      ...(former && {
        former: { value: former[0], known_at: instant(former[1]), provider_field: former[2] },
      }),
    }
  })
}

/**
 * Gives the instrument, the facts as known at `asOf`, and the fetches. Of several rows for one
 * (concept, period, basis), the row of the chain's first provider is taken, with its latest value
 * (of two values with one `known_at`, the one that was read by then); the figures of other
 * providers are returned beside them. A figure is known from `known_at`, or from the time it was
 * read when that is earlier: a filing of today counts as known from the end of its day unless it
 * was read here before.
 */
export const readCompany = async (
  db: Pick<Database, 'execute'>,
  query: CompanyReadQuery,
): Promise<CompanyReading> => {
  type StoredCompanyRow = Pick<CompanyReading, 'instrument' | 'named' | 'splits' | 'fetches'> & {
    facts: FactRow[]
    filings: FilingRow[]
  }
  const { rows } = await db.execute<StoredCompanyRow & Record<string, unknown>>(
    companyStatement(query),
  )
  const [row] = rows
  if (!row) throw new Error('a statement without a from clause gave no row')
  return {
    instrument: row.instrument,
    named: row.named,
    ...choose(factsOf(row.facts, row.filings)),
    splits: row.splits,
    fetches: row.fetches,
  }
}
