/**
 * The figures that a reader asks for first: for how many filers each is had, rightly refused, or
 * missed. Refused is right where what is filed under common tags is a part, as the presented
 * statements or the tags of the filing show.
 */
import type { ConceptId } from '#shared/concepts.ts'
import { judgeDebt } from './debt-truth.ts'
import { filedAndHad } from './coverage.ts'
import type { MappedFiler } from './mapped.ts'

export interface GoalCoverage {
  figure: ConceptId
  filed: number
  had: number
  /** The reason, and the filers. */
  refused: { reason: string; names: string[] }[]
  missed: string[]
}

const FIGURES: readonly ConceptId[] = [
  'revenue',
  'net_income',
  'equity_parent',
  'total_debt',
  'operating_cash_flow',
  'capex',
]

const OWN_TAGS = 'a part of it stands under tags of the filer’s own'
const MINORITY_INSIDE = 'the total with the minority’s part is had, and the part is not filed'

/** The reason for which a figure is rightly absent; null when it should be there. */
const refusalOf = (figure: ConceptId, filer: MappedFiler): string | null => {
  if (figure === 'total_debt')
    return judgeDebt(filer)?.verdict === 'absent, and a part is missing' ? OWN_TAGS : null
  const hasTotal = filer.facts.some(
    ({ concept, end }) => concept === 'total_equity' && end === filer.report.period,
  )
  return figure === 'equity_parent' && hasTotal ? MINORITY_INSIDE : null
}

export const goalsOf = (filers: readonly MappedFiler[]): GoalCoverage[] =>
  FIGURES.map((figure) => {
    const row: GoalCoverage = { figure, filed: 0, had: 0, refused: [], missed: [] }
    const refused = new Map<string, string[]>()
    for (const filer of filers) {
      const { isFiled, isHad } = filedAndHad(filer, figure)
      if (!isFiled) continue
      row.filed += 1
      if (isHad) {
        row.had += 1
        continue
      }
      const reason = refusalOf(figure, filer)
      if (reason === null) row.missed.push(filer.report.name)
      else refused.set(reason, [...(refused.get(reason) ?? []), filer.report.name])
    }
    return { ...row, refused: [...refused].map(([reason, names]) => ({ reason, names })) }
  })
