/**
 * Makes the tasks of a report whose cost is to be estimated: for each module, what it will be
 * written from. Pure.
 */
import { readRows } from '#shared/book/rows.ts'
import type { EstimateRequest, Figure } from '#shared/contracts/analysis.ts'
import type { ExhibitReading } from '#shared/contracts/exhibit-readings.ts'
import type { ModuleConfig } from '#shared/contracts/config-documents.ts'
import { groupsOfModule } from '#shared/exhibits/module-groups.ts'
import { PASSAGE_WINDOWS } from '#shared/exhibits/names.ts'
import type { AnalysisTask } from './task.ts'

/**
 * The part of an exhibit that a module is given; of passages as many as it reads. Null for an
 * exhibit that it does not read.
 */
const readBy = (
  { reads = [] }: Pick<ModuleConfig, 'reads'>,
  reading: ExhibitReading,
): ExhibitReading | null => {
  const own = reads.find(({ exhibit }) => exhibit === reading.kind)
  if (!own) return null
  if (reading.kind !== 'news' && reading.kind !== 'filings') return reading
  const most = own.limit ?? PASSAGE_WINDOWS[reading.kind].limit
  return { ...reading, passages: reading.passages.slice(0, most) }
}

/**
 * The tasks of the modules, in order. The texts of the modules that each one needs are not written
 * yet, so they are empty.
 */
export const estimateTasks = ({ modules, language, models, context }: EstimateRequest) => {
  const { groups, exhibits, absent_exhibits: absent, rating, ...about } = context
  const figuresOf = new Map<string, Figure[]>()
  for (const [group, table] of Object.entries(groups)) figuresOf.set(group, readRows(table))
  return modules.map(({ module, prompt, model, needs }): AnalysisTask => {
    const own = groupsOfModule(module)
    const reads = (module.reads ?? []).map(({ exhibit }): string => exhibit)
    return {
      module,
      prompt,
      model,
      language,
      models,
      spending: { report: null, caps: { report_usd: null, day_usd: null } },
      context: {
        ...about,
        figures: own.flatMap((group) => figuresOf.get(group) ?? []),
        absences: own.flatMap((group) => groups[group]?.absences ?? []),
        needs: needs.map((need) => ({ ...need, status: 'complete', text: '' })),
        exhibits: (exhibits ?? []).flatMap((reading) => readBy(module, reading) ?? []),
        absent_exhibits: (absent ?? []).filter(({ kind }) => reads.includes(kind)),
        ...(rating && reads.includes('rating') && { rating }),
      },
    }
  })
}
