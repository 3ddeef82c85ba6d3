/** Step `finish`: ends the report and seals it. */
import { outcomeOf } from '../graph.ts'
import { sealOf } from '../sealed.ts'
import { readMaterial, sectionsOf } from '../store/read.ts'
import { endReport, type ReportEnd } from '../store/runs.ts'
import type { StepContext } from './step-context.ts'

/** What the step uses of its context. */
type Ending = Pick<StepContext, 'id' | 'readFigures' | 'database' | 'publish'>

export const finish = async (context: Ending): Promise<void> => {
  const { id } = context
  const end = await context.database(async (db): Promise<ReportEnd | null> => {
    const { sealed: inputs } = await context.readFigures()
    const { config } = await readMaterial(db, id.report)
    const sections = await sectionsOf(db, id.report)
    const status = outcomeOf(sections.map((s) => s.status))
    const first = sections.find((s) => s.reason !== null)
    const why =
      status === 'failed'
        ? { reason: first?.reason ?? null, detail: 'No module could be written.' }
        : { reason: null, detail: null }
    const ending = { status, ...why, seal: await sealOf(inputs, config, sections) }
    return (await endReport(db, id, ending, 'not_run')) ? ending : null
  })
  if (end)
    await context.publish({
      type: 'report',
      status: end.status,
      reason: end.reason,
      detail: end.detail,
    })
}
