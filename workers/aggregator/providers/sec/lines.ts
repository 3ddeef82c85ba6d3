/** The candidates of every concept: tags and sums of tags, debt, and what the filings' sums say. */
import { CONCEPT_IDS, conceptOf } from '#shared/concepts.ts'
import { candidatesOf } from './candidates.ts'
import { CHAINS, DEBTS } from './chains.ts'
import { type DebtCandidates, debtCandidates } from './debt.ts'
import { type ConceptCandidates, decide } from './decide.ts'
import { type TagRows, unitOf } from './select.ts'

const DEBT_CONCEPTS = [
  'short_term_debt',
  'long_term_debt',
  'total_debt',
] as const satisfies readonly (keyof DebtCandidates)[]

/**
 * A stock concept needs an instant and a flow needs a duration: a row of the other kind under the
 * tag is a mistake.
 */
export const linesOf = (tags: TagRows, currency: string | null): ConceptCandidates => {
  const lines: ConceptCandidates = new Map()
  for (const concept of CONCEPT_IDS) {
    const chain = CHAINS[concept]
    const unit = unitOf(concept, currency)
    if (!chain || !unit) continue
    const isInstant = conceptOf(concept).kind === 'stock'
    lines.set(
      concept,
      candidatesOf(chain, tags, unit.key).filter(({ row }) => (row.start === null) === isInstant),
    )
  }
  if (currency === null) return lines
  const debts = DEBTS.map((debt) => debtCandidates(debt, tags, currency))
  for (const concept of DEBT_CONCEPTS)
    lines.set(
      concept,
      debts.flatMap((debt) => debt[concept]),
    )
  return decide(lines, tags, currency)
}
