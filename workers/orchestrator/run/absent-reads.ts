/**
 * Whether a module has nothing to read: it is given no figures of the book, and of the exhibits
 * that it reads there is none. It is then skipped with the reasons, never an empty success. Pure.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { ModuleConfig } from '#shared/contracts/config-documents.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { EXHIBIT_GROUPS, type RowExhibit } from '#shared/exhibits/names.ts'

const isWithRows = (kind: string): kind is RowExhibit => kind in EXHIBIT_GROUPS

/** Whether an exhibit that was collected says anything. */
const hasContent = (figures: FigureIndex, kind: string): boolean =>
  !isWithRows(kind) || !figures.entries([EXHIBIT_GROUPS[kind]]).next().done

/** Each absent exhibit with its reason, as text; null when there is something to read. */
export const absentReads = (
  { facts, reads = [] }: Pick<ModuleConfig, 'facts' | 'reads'>,
  figures: FigureIndex,
  told: readonly ReportExhibit[] | null,
): string | null => {
  if (facts.length > 0 || reads.length === 0) return null
  const reasons = reads.map(({ exhibit }) => {
    const found = told?.find(({ kind }) => kind === exhibit)
    if (!found) return `${exhibit}: not_collected`
    if (found.hash === null) return `${exhibit}: ${found.absent ?? 'absent'}`
    return hasContent(figures, exhibit) ? null : `${exhibit}: empty`
  })
  return reasons.includes(null) ? null : reasons.join('; ')
}
