/**
 * A fact's own content as a row of columns, the form in which the database and the shipped
 * recordings hand over thousands of facts. Pure.
 */
import type { Basis } from '#shared/contracts/facts.ts'
import type { NewFact } from './provider.ts'

export type FactColumns<Concept extends string> = [
  concept: Concept,
  period: string,
  period_label: string | null,
  start: string | null,
  end: string,
  value: string,
  unit: string,
  consolidation: Basis['consolidation'],
  standard: Basis['standard'],
  provider: string,
  provider_field: string,
  provider_record: string,
  form: string | null,
  source_url: string,
  filed_at: string | null,
]

type Unpacked<Concept extends string> = Omit<
  NewFact,
  'concept' | 'known_at' | 'quality' | 'source'
> & { concept: Concept }

export const factOfColumns = <Concept extends string>(
  columns: FactColumns<Concept>,
): Unpacked<Concept> => {
  const [concept, period, period_label, start, end, value, unit, ...origin] = columns
  const [consolidation, standard, provider, provider_field, provider_record, ...filing] = origin
  const [form, source_url, filed_at] = filing
  return {
    concept,
    period,
    period_label,
    start,
    end,
    value,
    unit,
    basis: { consolidation, standard },
    provider,
    provider_field,
    provider_record,
    form,
    source_url,
    filed_at,
  }
}
