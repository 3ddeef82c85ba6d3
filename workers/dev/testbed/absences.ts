/** Why a figure of the year is not had: the reasons that the derivation gives, by kind. */
import type { MappedFiler } from './mapped.ts'

export interface AbsenceKind {
  reason: string
  filers: string[]
}

/** The reason without what is of one company: dates, amounts and years. */
const kindOf = (detail: string): string =>
  detail
    .replaceAll(/@?\d{4}-\d{2}-\d{2}/g, 'a day')
    .replaceAll(/\bFY\d{4}\b/g, 'the year')
    .replaceAll(/-?\d[\d.]*/g, 'n')

/** The kinds of reasons, the most frequent first. */
export const absencesOf = (filers: readonly MappedFiler[], figure: string): AbsenceKind[] => {
  const kinds = new Map<string, string[]>()
  for (const { absences, facts, report } of filers) {
    const year = facts.find(({ period, end }) => period.startsWith('FY') && end === report.period)
    const absence = absences.find(({ name, period }) => name === figure && period === year?.period)
    if (!absence) continue
    const kind = `${absence.absent}: ${kindOf(absence.detail)}`
    const names = kinds.get(kind)
    if (names) names.push(report.name)
    else kinds.set(kind, [report.name])
  }
  return [...kinds]
    .map(([reason, names]) => ({ reason, filers: names }))
    .sort((a, b) => b.filers.length - a.filers.length)
}
