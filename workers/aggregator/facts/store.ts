/**
 * Writes a provider's whole answer in one transaction. Inserting the same answer again changes no
 * fact. What the facts of a filing share is written once in `filings`, and for Workers of an
 * earlier version in each fact too, as long as these have columns for it.
 */
import { slicesOf } from '#shared/slices.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import type { NewFact, StatementsAnswer } from '../model/provider.ts'
import type { NewFetch } from '../model/company-reading.ts'
import { factId } from '#shared/book/fact-id.ts'
import { addFilings, filingId } from './filing-id.ts'
import { formerColumns, formerUpdate, hasFormer } from './former-columns.ts'
import { STATED_FACTS } from './stated-facts.ts'
import { storeFetches } from '../store/fetches.ts'
import { holdInstrument, storeInstrument } from '../store/instrument.ts'
import { packAnswers, storeAnswers } from '../store/sources.ts'
import { markStale } from '../store/stale-book.ts'
import type { Writer } from '../store/writer.ts'

/**
 * Facts per SQL statement: a company of twelve years has some thousands of facts, and the embedded
 * database handles messages of a few MB well.
 */
const FACTS_PER_STATEMENT = 5_000

/** A fact that is not stored with this value, or not as the value in force. */
export interface FactChange {
  concept: string
  period: string
  end: string
  unit: string
  /** The stored value in force; null when there is none. */
  was: string | null
  now: string
}

/** What is new in an answer: the rows that a store of it adds, or puts in force again. */
const news = (
  instrument: string,
  facts: readonly NewFact[],
  hashes: readonly string[],
  readAt: SQL,
): SQL => {
  const rows = facts.map(({ basis, source, ...fact }) => ({
    ...fact,
    id: factId(instrument, { ...fact, basis }),
    ...basis,
    source: source === null ? null : (hashes[source] ?? null),
  }))
  // Rows are only added, with one exception: when a provider stated another value in between and
  // now returns to the earlier one, the earlier row counts as read now.
  return sql`
    with r as materialized (select * from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, concept text, period text, period_label text, start date,
      "end" date, value numeric, unit text, consolidation text, standard text, provider text, provider_field text, provider_record text, form text,
      source_url text, filed_at date, known_at timestamptz, quality jsonb, source text)),
    news as (select distinct on (r.id) r.* from r where not exists (select 1 from ${STATED_FACTS} f where f.id = r.id and not exists (
      select 1 from ${STATED_FACTS} n where n.instrument = f.instrument and n.concept = f.concept and n.period_end = f.period_end
        and n.period_start is not distinct from f.period_start and n.consolidation = f.consolidation and n.standard = f.standard and n.provider = f.provider
        and (n.known_at, n.retrieved_at) > (f.known_at, f.retrieved_at) and n.known_at <= r.known_at and n.retrieved_at < ${readAt}
        and n.id not in (select id from r))))`
}

const instantOf = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`

const storeFacts = async (
  db: Writer,
  { instrument, facts }: Pick<StatementsAnswer, 'instrument' | 'facts'>,
  hashes: readonly string[],
  retrievedAt: Date,
): Promise<void> => {
  const readAt = instantOf(retrievedAt)
  const former = await hasFormer(db)
  // A stored row of the same fact becomes what was read now, from this answer: its value and all
  // else in its id are the same.
  for (const slice of slicesOf(facts, FACTS_PER_STATEMENT))
    await db.execute(sql`${news(instrument.id, slice, hashes, readAt)}, said as (
        select n.id, ${instrument.id} as instrument, n.concept, n.period, n.period_label, n.start, n."end", n.value, n.unit, n.consolidation,
          n.standard, n.provider, n.provider_field, n.provider_record, n.form, n.source_url, n.filed_at,
          greatest(f.known_at, n.known_at) as known_at, ${readAt} as retrieved_at, n.quality, n.source
        from news n left join ${STATED_FACTS} f on f.id = n.id where f.id is null or f.retrieved_at < ${readAt}
      ), named as (
        select said.*, ${filingId('said')} as filing from said
      ), stored as (
        insert into facts (id, instrument, concept, period, period_label, period_start, period_end, value, unit,
          provider_field, quality, filing${formerColumns(former)})
        select id, instrument, concept, period, period_label, start, "end", value, unit, provider_field, quality, filing${formerColumns(former)}
        from named
        on conflict (id) do update set filing = excluded.filing${formerUpdate(former)}
      ) ${addFilings('named', 'filing')}`)
}

/** What a store of these facts would change. Nothing is written. */
export const factChanges = async (
  db: Writer,
  { instrument, facts }: Pick<StatementsAnswer, 'instrument' | 'facts'>,
  retrievedAt: Date,
): Promise<FactChange[]> => {
  const changes: FactChange[] = []
  for (const slice of slicesOf(facts, FACTS_PER_STATEMENT)) {
    const { rows } = await db.execute<FactChange & Record<string, unknown>>(sql`
      ${news(instrument.id, slice, [], instantOf(retrievedAt))}
      select concept, period, "end"::text as "end", unit, value::text as now, (
        select f.value::text from ${STATED_FACTS} f where f.instrument = ${instrument.id} and f.concept = news.concept and f.period_end = news."end"
          and f.period_start is not distinct from news.start and f.consolidation = news.consolidation and f.standard = news.standard
          and f.provider = news.provider and f.known_at <= news.known_at
        order by f.known_at desc, f.retrieved_at desc limit 1) as was
      from news order by concept, "end" desc, period, known_at`)
    changes.push(...rows)
  }
  return changes
}

/**
 * Stores facts that were mapped again from kept answers. `hashes` names the answers. No provider
 * was asked, so nothing is noted of one. The newest book is stale afterwards.
 */
export const storeMappedAgain = (
  db: Database,
  answer: StatementsAnswer,
  hashes: readonly string[],
  now: Date,
): Promise<void> =>
  db.transaction(async (tx) => {
    await holdInstrument(tx, answer.instrument.id)
    await storeFacts(tx, answer, hashes, now)
    await tx.execute(markStale(sql`instrument = ${answer.instrument.id}`))
  })

/**
 * Stores a provider's whole answer and the fetches of this read. `then` runs in the same
 * transaction, after all else.
 */
export const storeAnswer = async (
  db: Database,
  answer: StatementsAnswer,
  fetches: readonly NewFetch[],
  retrievedAt: Date,
  now: Date,
  then?: (tx: Writer) => Promise<unknown>,
): Promise<void> => {
  const provider = fetches.at(-1)?.provider ?? 'unknown'
  const answers = await packAnswers(answer, provider)
  await db.transaction(async (tx) => {
    await storeInstrument(tx, answer.instrument, { provider, naming: answer.naming }, now)
    await storeAnswers(tx, answers, retrievedAt)
    await storeFacts(tx, answer, answers.hashes, retrievedAt)
    await storeFetches(tx, answer.instrument.id, 'statements', fetches)
    await then?.(tx)
  })
}
