/** Figures of which a provider may know a part alone, and the concept that holds the part. */
import type { ConceptId } from '#shared/concepts.ts'

const IN_PART: Partial<Record<ConceptId, ConceptId>> = {
  total_debt: 'debt_in_part',
  short_term_debt: 'debt_in_part',
  long_term_debt: 'debt_in_part',
  dividends_paid: 'dividends_in_part',
  depreciation_amortization: 'depreciation_in_part',
  selling_general_administrative: 'selling_in_part',
}

/** The concept of the known part; undefined where a figure is whole or not known at all. */
export const partOf = (concept: ConceptId): ConceptId | undefined => IN_PART[concept]

export const KNOWN_IN_PART = Object.keys(IN_PART) as ConceptId[]
/** The concepts that hold parts: no figures of a company by themselves. */
export const PARTS: ReadonlySet<ConceptId> = new Set(Object.values(IN_PART))
