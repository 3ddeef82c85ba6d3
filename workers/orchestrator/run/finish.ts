/** Step `finish`: ends the report and seals it. */
import { outcomeOf } from '../graph.ts'
import { sha256 } from '../seal.ts'
import { readMaterial, sectionsOf } from '../store/read.ts'
import type { SectionRow } from '../store/rows.ts'
import { endReport, type ReportEnd } from '../store/runs.ts'
import type { StepContext } from './step-context.ts'

/**
 * Selects the parts of a section that are sealed: what it says and what it was made from. The times
 * and the number of attempts are not sealed.
 */
const sealed = ({
  module,
  position,
  names,
  needs,
  status,
  reason,
  detail,
  inputHash,
  reusedFrom,
  text,
  cited,
  unverified,
  findings,
  usage,
  fallback,
}: SectionRow) => ({
  module,
  position,
  names,
  needs,
  status,
  reason,
  detail,
  input_hash: inputHash,
  ...(reusedFrom !== null && { reused_from: reusedFrom }),
  text,
  cited,
  unverified,
  ...(findings !== null && { findings }),
  usage,
  ...(fallback !== null && { fallback }),
})

/**
 * SHA-256 (hex) over the canonical JSON of `{ inputs, config, sections }`. The inputs are the hash of
 * the book with its reading, in reports of before books the whole answer.
 */
export const sealOf = (
  inputs: unknown,
  config: unknown,
  sections: readonly SectionRow[],
): Promise<string> => sha256({ inputs, config, sections: sections.map(sealed) })

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
