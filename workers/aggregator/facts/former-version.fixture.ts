/**
 * For tests: the statements by which the version before `filings` stored and read facts, word for
 * word. Its Workers run beside this version's until they are gone, and what they read is what this
 * version must read too.
 */
import { sql } from 'drizzle-orm'
import type { Fact } from '#shared/contracts/facts.ts'
import type { Database } from '#shared/db/client.ts'
import { millis, utc } from '#shared/db/sql.ts'
import { type FactColumns, factOfColumns } from '../model/fact-columns.ts'
import type { NewFact } from '../model/provider.ts'
import { storeInstrument } from '../store/instrument.ts'
import type { Writer } from '../store/writer.ts'
import { choose, type RankedFact } from './choose.ts'
import { factId } from '#shared/book/fact-id.ts'
import type { CompanyReadQuery } from './read.ts'
import type { RestatementsQuery } from './read-restatements.ts'
import { toRestatements } from './restatements.ts'

const rowsOf = (instrument: string, facts: readonly NewFact[]) =>
  JSON.stringify(
    facts.map(({ basis, source, ...fact }) => ({
      ...fact,
      id: factId(instrument, { ...fact, basis }),
      ...basis,
      source: source === null ? null : `answer ${source}`,
    })),
  )

/** Stores the facts of one company, which has a row of its own already. */
export const formerStoreFacts = async (
  db: Writer,
  instrument: string,
  facts: readonly NewFact[],
  retrievedAt: Date,
): Promise<void> => {
  const readAt = sql`${retrievedAt.toISOString()}::timestamptz`
  await db.execute(sql`
    with r as materialized (select * from json_to_recordset(${rowsOf(instrument, facts)}::json) as r(id text, concept text, period text, period_label text, start date,
      "end" date, value numeric, unit text, consolidation text, standard text, provider text, provider_field text, provider_record text, form text,
      source_url text, filed_at date, known_at timestamptz, quality jsonb, source text)),
    news as (select distinct on (r.id) r.* from r where not exists (select 1 from facts f where f.id = r.id and not exists (
      select 1 from facts n where n.instrument = f.instrument and n.concept = f.concept and n.period_end = f.period_end
        and n.period_start is not distinct from f.period_start and n.consolidation = f.consolidation and n.standard = f.standard and n.provider = f.provider
        and (n.known_at, n.retrieved_at) > (f.known_at, f.retrieved_at) and n.known_at <= r.known_at and n.retrieved_at < ${readAt}
        and n.id not in (select id from r))))
      insert into facts (id, instrument, concept, period, period_label, period_start, period_end, value, unit, consolidation, standard,
        provider, provider_field, provider_record, form, source_url, filed_at, known_at, retrieved_at, quality, source)
      select id, ${instrument}, concept, period, period_label, start, "end", value, unit, consolidation, standard,
        provider, provider_field, provider_record, form, source_url, filed_at, known_at, ${readAt}, quality, source
      from news
      on conflict (id) do update set retrieved_at = excluded.retrieved_at, known_at = greatest(facts.known_at, excluded.known_at)
        where excluded.retrieved_at > facts.retrieved_at`)
}

/** The same in a transaction, with the company's row, as a store of a whole answer. */
export const formerStore = (
  db: Database,
  instrument: Parameters<typeof storeInstrument>[1],
  facts: readonly NewFact[],
  at: Date,
): Promise<void> =>
  db.transaction(async (tx) => {
    await storeInstrument(tx, instrument, { provider: 'sec', naming: undefined }, at)
    await formerStoreFacts(tx, instrument.id, facts, at)
  })

const UNRANKED = 1_000
const EXTRA_YEARS = 2
type FactRow = [
  id: string,
  known_at: number,
  retrieved_at: number,
  quality: Fact['quality'],
  rank: number,
  former: [value: string, known_at: number, field: string] | null,
  ...columns: FactColumns<string>,
]

/** The facts of a company as known at a moment. */
export const formerReading = async (
  db: Database,
  query: CompanyReadQuery,
): Promise<{ facts: Fact[]; others: Fact[] }> => {
  const asOf = query.asOf.toISOString()
  const chain = JSON.stringify(query.chain)
  const { rows } = await db.execute<{ facts: FactRow[] }>(sql`
    with chain as (
      select provider, rank from json_array_elements_text(${chain}::json) with ordinality as c(provider, rank)
    ), known as (
      select *, max(period_end) over () as newest from facts
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
    select coalesce((select json_agg(json_build_array(id, ${millis('known_at')}, ${millis('retrieved_at')}, quality, rank,
          case when former_value <> value then json_build_array(former_value::text, ${millis('former_known')}, former_field) end,
          concept, period, period_label, period_start, period_end, value::text, unit,
          consolidation, standard, provider, provider_field, provider_record, form, source_url, filed_at)) from selected), '[]') as facts`)
  const text = (at: number) => new Date(at).toISOString()
  return choose(
    (rows[0]?.facts ?? []).map(
      ([id, known_at, retrieved_at, quality, rank, former, ...columns]): RankedFact => ({
        id,
        ...factOfColumns(columns),
        known_at: text(known_at),
        retrieved_at: text(retrieved_at),
        quality,
        rank,
        ...(former && {
          former: { value: former[0], known_at: text(former[1]), provider_field: former[2] },
        }),
      }),
    ),
  )
}

/** The restatements of a company as known at a moment. */
export const formerRestatements = async (
  db: Database,
  { instrument, asOf, limit }: RestatementsQuery,
) => {
  const at = asOf.toISOString()
  const { rows } = await db.execute<{ more: boolean; facts: Fact[] }>(sql`
    with known as (
      select * from facts where instrument = ${instrument} and (known_at <= ${at}::timestamptz or retrieved_at <= ${at}::timestamptz)
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
          'quality', quality) order by period_end desc, concept, known_at, id) from told), '[]') as facts`)
  const [row] = rows
  return {
    restatements: toRestatements(row?.facts ?? []).slice(0, limit),
    more: row?.more ?? false,
  }
}
