/**
 * Writing what a provider answered: all of it in one transaction, or nothing. Inserting the same
 * answer again changes no fact.
 */
import { sql } from 'drizzle-orm'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Database } from '#shared/db/client.ts'
import { instruments } from '#shared/db/schema/instruments.ts'
import { sources } from '#shared/db/schema/sources.ts'
import type { Dataset } from '#shared/providers.ts'
import type { NamedAnswer, RawAnswer, StatementsAnswer } from '../model/provider.ts'
import type { NewFetch } from '../model/company-reading.ts'
import { factId } from './fact-id.ts'
import { type PackedSource, packSource } from './pack-source.ts'

/**
 * Facts a statement: a company of twelve years has some thousands, and a message of a few MB is
 * what the embedded database bears well.
 */
const FACTS_PER_STATEMENT = 5_000

/** Either a transaction or the database itself. */
export type Writer = Pick<Database, 'execute' | 'insert'>

/**
 * Notes who was asked and what came of it. A success stays noted when another try fails, whichever
 * of the two is written first.
 */
export const storeFetches = async (
  db: Writer,
  instrument: string,
  dataset: Dataset,
  fetches: readonly NewFetch[],
): Promise<void> => {
  if (fetches.length === 0) return
  const rows = JSON.stringify(
    fetches.map((f) => ({
      provider: f.provider,
      outcome: f.outcome,
      reason: f.reason,
      detail: f.detail,
      asked_at: f.askedAt,
      served_at: f.outcome === 'served' ? f.askedAt : null,
      retry_at: f.retryAt,
      recorded: f.recorded,
    })),
  )
  await db.execute(sql`
    insert into fetches (instrument, dataset, provider, outcome, reason, detail, asked_at, served_at, retry_at, recorded)
    select ${instrument}, ${dataset}, r.* from json_to_recordset(${rows}::json) as r(
      provider text, outcome text, reason text, detail text, asked_at timestamptz, served_at timestamptz, retry_at timestamptz, recorded jsonb)
    on conflict (instrument, dataset, provider) do update set
      (outcome, reason, detail, asked_at, retry_at) = (
        select n.outcome, n.reason, n.detail, n.asked_at, n.retry_at from (values
          (excluded.outcome, excluded.reason, excluded.detail, excluded.asked_at, excluded.retry_at),
          (fetches.outcome, fetches.reason, fetches.detail, fetches.asked_at, fetches.retry_at)) as n(outcome, reason, detail, asked_at, retry_at)
        order by n.asked_at desc limit 1),
      served_at = greatest(excluded.served_at, fetches.served_at),
      recorded = case when excluded.asked_at >= fetches.asked_at then coalesce(excluded.recorded, fetches.recorded) else coalesce(fetches.recorded, excluded.recorded) end`)
}

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
    // Append-only, with one exception: where a provider said another value since and takes it back
    // now, what it says again is read anew.
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

export interface Naming {
  /** Who says so. */
  provider: string
  naming: NamedAnswer['naming']
}

/**
 * Who it is, put together from what each provider knows: a name in another language, an identifier
 * of its own.
 */
export const storeInstrument = async (
  db: Writer,
  i: Instrument,
  { provider, naming }: Naming,
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
        // A provider that gives no name gives the symbol in its place: it must not take the place
        // of a name.
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

/** Compressed before a transaction opens. */
export const packSources = (sources_: readonly RawAnswer[]): Promise<PackedSource[]> =>
  Promise.all(sources_.map(packSource))

export const storeSources = async (
  db: Writer,
  packed: readonly PackedSource[],
  provider: string,
  retrievedAt: Date,
): Promise<void> => {
  if (packed.length > 0)
    await db
      .insert(sources)
      .values(packed.map((source) => ({ ...source, provider, retrievedAt })))
      .onConflictDoNothing()
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
