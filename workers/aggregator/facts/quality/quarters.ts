/** Checks that the filed quarters add up to the filed longer periods. */
import { CONCEPT_IDS, type ConceptId, conceptOf } from '#shared/concepts.ts'
import { isQuarterLong, PERIOD_DAYS } from '#shared/period-length.ts'
import { type QualityBook, type BookEntry, sameBasis } from './book.ts'
import { ROUNDING } from './catalogue.ts'
import { gapOf, percent, type SumTerm } from './exact.ts'
import type { Findings } from './findings.ts'
import { oneUnit, restatedApart } from './identities.ts'

const ADDITIVE: readonly ConceptId[] = CONCEPT_IDS.filter((id) => conceptOf(id).additive)

const days = (entry: BookEntry): number => (entry.start === null ? 0 : entry.end - entry.start + 1)

/**
 * Two to four filed quarters that fill the period from its first to its last day; none when one is
 * missing.
 */
const quartersOf = (
  byStart: ReadonlyMap<number, readonly BookEntry[]>,
  long: BookEntry,
): BookEntry[] => {
  const found: BookEntry[] = []
  let at = long.from
  while (at !== long.to && found.length < 4) {
    const next = byStart
      .get(at)
      ?.find((q) => q.to <= long.to && sameBasis(q.fact.basis, long.fact.basis))
    if (!next) return []
    found.push(next)
    at = next.to
  }
  return at === long.to && found.length > 1 ? found : []
}

export const checkQuarters = (book: QualityBook, report: Findings): void => {
  for (const concept of ADDITIVE) {
    const byStart = new Map<number, BookEntry[]>()
    const long: BookEntry[] = []
    for (const entry of book.of(concept)) {
      const length = days(entry)
      if (isQuarterLong(length)) {
        const list = byStart.get(entry.from)
        if (list) list.push(entry)
        else byStart.set(entry.from, [entry])
      } else if (length > 0 && length <= PERIOD_DAYS.FY.most) long.push(entry)
    }
    for (const whole of long) {
      const quarters = quartersOf(byStart, whole)
      const entries = [whole, ...quarters]
      if (quarters.length === 0 || !oneUnit(entries)) continue
      const parts = quarters.map((entry): SumTerm => ({ entry, sign: 1 }))
      const gap = gapOf(whole, parts, ROUNDING)
      if (gap && restatedApart(book, entries)) continue
      report.made('quarters')
      if (!gap) continue
      const sum = quarters.map((q) => `${q.fact.period} ${q.fact.value}`).join(' + ')
      report.failed(
        'quarters',
        entries,
        `${concept} of ${whole.fact.period}, ${whole.fact.value}, is not ${sum}: off by ${gap.off} ${whole.fact.unit} (${percent(gap.fraction)} of the largest)`,
      )
    }
  }
}
