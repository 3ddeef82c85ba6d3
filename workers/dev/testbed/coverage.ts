/**
 * For each concept: by how many of the filers it is filed in some tag, and for how many it is had.
 */
import { CONCEPT_IDS, type ConceptId, conceptOf } from '#shared/concepts.ts'
import { CHAINS, DEBTS } from '../../aggregator/providers/sec/chains.ts'
import { debtTagsOf } from '../../aggregator/providers/sec/debt/tags.ts'
import { kindOf } from '../../aggregator/time/periods.ts'
import type { MappedFiler } from './mapped.ts'

export interface FigureCoverage {
  figure: string
  /** Filers whose annual report has a tag of the figure's family for the year. */
  filed: number
  /** Of these, the filers for which the figure is had. */
  had: number
  /** Filers for which it is had although no tag of the family is filed. */
  beside: number
  /** Names of filers that file it and for which it is not had. */
  missing: string[]
}

/**
 * Derived figures whose coverage is shown, and the concepts whose tags show that they are filed.
 */
const DERIVED: Readonly<Record<string, readonly ConceptId[]>> = {
  free_cash_flow: ['operating_cash_flow'],
  roic: ['operating_income'],
}

const OF_DEBT = new Set(DEBTS.flatMap(debtTagsOf))
const DEBT_CONCEPTS: ReadonlySet<string> = new Set<ConceptId>([
  'short_term_debt',
  'long_term_debt',
  'total_debt',
])
const FAMILIES: ReadonlyMap<ConceptId, ReadonlySet<string>> = new Map(
  CONCEPT_IDS.map((id) => [
    id,
    DEBT_CONCEPTS.has(id) ? OF_DEBT : new Set((CHAINS[id] ?? []).flatMap(({ plus }) => plus)),
  ]),
)

/** The tags with a value for the report's year or its balance date. */
const tagsOf = ({ companyFacts, report }: MappedFiler, instant: boolean): Set<string> => {
  const found = new Set<string>()
  for (const [taxonomy, tags] of Object.entries(companyFacts.facts))
    for (const [tag, { units }] of Object.entries(tags as Record<string, TagUnits>))
      for (const row of Object.values(units).flat()) {
        if (row.accn !== report.accn || row.end !== report.period) continue
        const isYear =
          row.start !== undefined && kindOf({ start: row.start, end: row.end }) === 'FY'
        if (instant ? row.start === undefined : isYear) found.add(`${taxonomy}:${tag}`)
      }
  return found
}
interface TagUnits {
  units: Record<string, { start?: string; end: string; accn: string }[]>
}

/** The names of all figures that are had for the report's year. */
const figuresOf = ({ facts, derived, report }: MappedFiler): Set<string> =>
  new Set([
    ...facts
      .filter(
        ({ start, end }) =>
          end === report.period && (start === null || kindOf({ start, end }) === 'FY'),
      )
      .map((fact) => fact.concept),
    ...derived
      .filter(({ end, period }) => end === report.period && period.startsWith('FY'))
      .map((figure) => figure.name),
  ])

/** Whether a figure of the report's year has a tag of its family, and whether it is had. */
export const filedAndHad = (
  filer: MappedFiler,
  concept: ConceptId,
): { isFiled: boolean; isHad: boolean } => {
  const tags = tagsOf(filer, conceptOf(concept).kind === 'stock')
  return {
    isFiled: [...(FAMILIES.get(concept) ?? [])].some((tag) => tags.has(tag)),
    isHad: figuresOf(filer).has(concept),
  }
}

export const coverageOf = (filers: readonly MappedFiler[]): FigureCoverage[] => {
  const read = filers.map((filer) => ({
    name: filer.report.name,
    flows: tagsOf(filer, false),
    balances: tagsOf(filer, true),
    figures: figuresOf(filer),
  }))
  const row = (figure: string, concepts: readonly ConceptId[]): FigureCoverage => {
    const result: FigureCoverage = { figure, filed: 0, had: 0, beside: 0, missing: [] }
    for (const { name, flows, balances, figures } of read) {
      const isFiled = concepts.some((concept) => {
        const tags = conceptOf(concept).kind === 'stock' ? balances : flows
        return [...(FAMILIES.get(concept) ?? [])].some((tag) => tags.has(tag))
      })
      const isHad = figures.has(figure)
      if (isFiled) result.filed += 1
      if (isFiled && isHad) result.had += 1
      if (!isFiled && isHad) result.beside += 1
      if (isFiled && !isHad) result.missing.push(name)
    }
    return result
  }
  return [
    ...CONCEPT_IDS.filter((id) => FAMILIES.get(id)?.size).map((id) => row(id, [id])),
    ...Object.entries(DERIVED).map(([figure, concepts]) => row(figure, concepts)),
  ]
}
