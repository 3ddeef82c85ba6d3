/**
 * Writes a provider's whole answer in one transaction. Inserting the same answer again changes no
 * fact.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import type { StatementsAnswer } from '../model/provider.ts'
import type { NewFetch } from '../model/company-reading.ts'
import { factId } from './fact-id.ts'
import { storeFetches } from '../store/fetches.ts'
import { storeInstrument } from '../store/instrument.ts'
import { packSources, storeSources } from '../store/sources.ts'
import type { Writer } from '../store/writer.ts'

/**
 * Facts per SQL statement: a company of twelve years has some thousands of facts, and the embedded
 * database handles messages of a few MB well.
 */
const FACTS_PER_STATEMENT = 5_000

const storeFacts = async (
  db: Writer,
  answer: StatementsAnswer,
  hashes: readonly string[],
  retrievedAt: Date,
): Promise<void> => {
  const instrument = answer.instrument.id
  for (let from = 0; from < answer.facts.length; from += FACTS_PER_STATEMENT) {
    const rows = answer.facts
      .slice(from, from + FACTS_PER_STATEMENT)
      .map(({ basis, source, ...fact }) => ({
        ...fact,
        id: factId(instrument, { ...fact, basis, source }),
        ...basis,
        source: source === null ? null : (hashes[source] ?? null),
      }))
    const readAt = sql`${retrievedAt.toISOString()}::timestamptz`
    // Rows are only added, with one exception: when a provider stated another value in between and
    // now returns to the earlier one, the earlier row counts as read now.
    await db.execute(sql`
      with r as materialized (select * from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, concept text, period text, period_label text, start date,
        "end" date, value numeric, unit text, consolidation text, standard text, provider text, provider_field text, provider_record text, form text,
        source_url text, filed_at date, known_at timestamptz, quality jsonb, source text))
      insert into facts (id, instrument, concept, period, period_label, period_start, period_end, value, unit, consolidation, standard,
        provider, provider_field, provider_record, form, source_url, filed_at, known_at, retrieved_at, quality, source)
      select distinct on (r.id) r.id, ${instrument}, r.concept, r.period, r.period_label, r.start, r."end", r.value, r.unit, r.consolidation, r.standard,
        r.provider, r.provider_field, r.provider_record, r.form, r.source_url, r.filed_at, r.known_at, ${readAt}, r.quality, r.source
      from r where not exists (select 1 from facts f where f.id = r.id and not exists (
        select 1 from facts n where n.instrument = f.instrument and n.concept = f.concept and n.period_end = f.period_end
          and n.period_start is not distinct from f.period_start and n.consolidation = f.consolidation and n.standard = f.standard and n.provider = f.provider
          and (n.known_at, n.retrieved_at) > (f.known_at, f.retrieved_at) and n.known_at <= r.known_at and n.retrieved_at < ${readAt}
          and n.id not in (select id from r)))
      on conflict (id) do update set retrieved_at = excluded.retrieved_at, known_at = greatest(facts.known_at, excluded.known_at)
        where excluded.retrieved_at > facts.retrieved_at`)
  }
}

/** Stores a provider's whole answer and the fetches of this read. */
export const storeAnswer = async (
  db: Database,
  answer: StatementsAnswer,
  fetches: readonly NewFetch[],
  retrievedAt: Date,
  now: Date,
): Promise<void> => {
  const packed = await packSources(answer.sources)
  const provider = fetches.at(-1)?.provider ?? 'unknown'
  await db.transaction(async (tx) => {
    await storeInstrument(tx, answer.instrument, { provider, naming: answer.naming }, now)
    await storeSources(tx, packed, provider, retrievedAt)
    await storeFacts(
      tx,
      answer,
      packed.map((source) => source.hash),
      retrievedAt,
    )
    await storeFetches(tx, answer.instrument.id, 'statements', fetches)
  })
}
