/** The candidates of every concept: tags and sums of tags, debt, and what the filings' sums say. */
import { CONCEPT_IDS, type ConceptId, conceptOf } from '#shared/concepts.ts'
import { negated } from '#shared/units/decimal.ts'
import { KNOWN_IN_PART, partOf } from '../../metrics/known-in-part.ts'
import { candidatesOf, type TagCandidate } from './candidates.ts'
import { CHAINS, DEBTS } from './chains.ts'
import { debtCandidates, FILED_DEBT_CONCEPTS } from './debt/candidates.ts'
import { type ConceptCandidates, decide } from './decide.ts'
import { type TagRows, unitOf } from './select.ts'

const FILED_DEBT: ReadonlySet<ConceptId> = new Set(FILED_DEBT_CONCEPTS)

/**
 * Money that goes out is filed as a positive payment; where it is filed negative, so as it counts.
 */
const asPayment = (candidate: TagCandidate): TagCandidate =>
  Number(candidate.value) < 0
    ? { ...candidate, field: `- ${candidate.field}`, value: negated(candidate.value) }
    : candidate

/** What is known of a figure in part says something only where the whole is not known. */
const withoutKnownWholes = (lines: ConceptCandidates): void => {
  const periodOf = ({ row }: TagCandidate): string => `${row.start ?? ''}/${row.end}`
  for (const whole of KNOWN_IN_PART) {
    const part = partOf(whole)
    const parts = part && !FILED_DEBT.has(part) ? lines.get(part) : undefined
    if (!part || !parts) continue
    const known = new Set((lines.get(whole) ?? []).map(periodOf))
    lines.set(
      part,
      parts.filter((candidate) => !known.has(periodOf(candidate))),
    )
  }
}

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
    const candidates = candidatesOf(chain, tags, unit.key).filter(
      ({ row }) => (row.start === null) === isInstant,
    )
    const isOutflow = conceptOf(concept).sign === 'outflow'
    lines.set(concept, isOutflow ? candidates.map(asPayment) : candidates)
  }
  withoutKnownWholes(lines)
  if (currency === null) return lines
  const debts = DEBTS.map((debt) => debtCandidates(debt, tags, currency))
  for (const concept of FILED_DEBT_CONCEPTS)
    lines.set(
      concept,
      debts.flatMap((debt) => debt[concept]),
    )
  return decide(lines, tags, currency)
}
