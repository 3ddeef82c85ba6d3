/** Compares mapped facts with the stored ones, as a store of a live answer would. */
import { sql } from 'drizzle-orm'
import type { RemapChange } from '#shared/contracts/raw-answers.ts'
import type { Database } from '#shared/db/client.ts'
import { STATED_FACTS } from '../facts/stated-facts.ts'
import { factChanges, storeMappedAgain } from '../facts/store.ts'
import type { NewFact } from '../model/provider.ts'
import type { ReadingGroup } from '../store/raw-readings.ts'
import { type Comparison, type SettledKeys, judgedSince } from './comparison.ts'
import type { Mapped } from './map-again.ts'

const keyOf = ({
  concept,
  start,
  end,
  basis,
}: Pick<NewFact, 'concept' | 'start' | 'end' | 'basis'>) =>
  [concept, start ?? '', end, basis.consolidation, basis.standard].join(' ')

export const compareFacts = async (
  db: Database,
  { answer, hashes }: Extract<Mapped, { of: 'facts' }>,
  judged: SettledKeys,
  now: Date,
): Promise<Comparison> => {
  const keys = answer.facts.map(keyOf)
  const facts = answer.facts.filter((_, at) => !judged.keys.has(keys[at] ?? ''))
  const found = await factChanges(db, { ...answer, facts }, now)
  return {
    keys,
    changes: found.map(
      ({ concept, period, was, now: value }): RemapChange => ({
        kind: was === null ? 'added' : 'changed',
        name: concept,
        period,
        was,
        now: value,
        fields: [],
      }),
    ),
    store: () => storeMappedAgain(db, { ...answer, facts }, hashes, now),
  }
}

/** Stored facts that were read from the judged answers, and that none of them gives any more. */
export const goneFacts = async (
  db: Database,
  { instrument, provider }: ReadingGroup,
  judged: SettledKeys,
): Promise<RemapChange[]> => {
  const { rows } = await db.execute<
    Record<'concept' | 'period' | 'end' | 'value', string> & {
      start: string | null
      consolidation: NewFact['basis']['consolidation']
      standard: NewFact['basis']['standard']
    }
  >(sql`
    select distinct on (concept, period_end, period_start, consolidation, standard)
      concept, period, period_start::text as start, period_end::text as "end", consolidation, standard, value::text as value
    from ${STATED_FACTS} stated where instrument = ${instrument} and provider = ${provider} and retrieved_at >= ${judgedSince(judged)}::timestamptz
      and source in (select * from json_array_elements_text(${JSON.stringify([...judged.hashes])}::json))
    order by concept, period_end desc, period_start, consolidation, standard, known_at desc, retrieved_at desc`)
  return rows.flatMap(({ consolidation, standard, ...fact }) =>
    judged.keys.has(
      keyOf({ ...fact, basis: { consolidation, standard } } as Parameters<typeof keyOf>[0]),
    )
      ? []
      : [
          {
            kind: 'gone',
            name: fact.concept,
            period: fact.period,
            was: fact.value,
            now: null,
            fields: [],
          },
        ],
  )
}
