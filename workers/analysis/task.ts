/**
 * What a module is to be written from: the request, with the words of each figure at the figure.
 */
import type { AnalyzeRequest, Figure } from '#shared/contracts/analysis.ts'
import { readRows } from '#shared/book/rows.ts'

type TaskContext = AnalyzeRequest['context']

export interface AnalysisTask extends Omit<AnalyzeRequest, 'context'> {
  context: Omit<TaskContext, 'figures' | 'terms' | 'checks'> & { figures: Figure[] }
}

export const readTask = ({ context, ...request }: AnalyzeRequest): AnalysisTask => {
  const { figures: _, terms: __, checks: ___, ...rest } = context
  return { ...request, context: { ...rest, figures: readRows(context) } }
}
