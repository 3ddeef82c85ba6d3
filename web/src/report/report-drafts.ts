/**
 * The drafts of a report that is being written, beside what is read of it: they come as events, and
 * go when a section has ended. Pure.
 */
import type { Report, ReportEvent, Section } from '#shared/contracts/orchestrator.ts'
import { type Draft, withPiece } from '#shared/drafts.ts'

export interface ReportDrafts {
  /** By module. One that was taken away for another try is empty. */
  texts: ReadonlyMap<string, Draft>
  /** Modules that were not finished, and of which the reader has seen a draft. */
  gone: ReadonlySet<string>
}

export const NO_DRAFTS: ReportDrafts = { texts: new Map(), gone: new Set() }

const isUnwritten = ({ status }: Section): boolean => status === 'failed' || status === 'skipped'

/** Without the drafts of sections that are written or will not be. */
export const settled = (drafts: ReportDrafts, { status, sections }: Report): ReportDrafts => {
  const isOver = status === 'failed' || status === 'cancelled'
  const texts = new Map(drafts.texts)
  const gone = new Set(drafts.gone)
  for (const module of drafts.texts.keys()) {
    const section = sections.find((one) => one.module === module)
    const isWritten = section !== undefined && section.text !== null
    const isLost = !isWritten && (isOver || (section !== undefined && isUnwritten(section)))
    if (isLost) gone.add(module)
    if (isLost || isWritten) texts.delete(module)
  }
  return texts.size === drafts.texts.size ? drafts : { texts, gone }
}

const without = (drafts: ReportDrafts, module: string): ReportDrafts => {
  if (!drafts.texts.has(module)) return drafts
  const texts = new Map(drafts.texts)
  texts.delete(module)
  return { ...drafts, texts }
}

/** The drafts after an event. `report` is the report after it. */
export const draftsAfter = (
  drafts: ReportDrafts,
  event: ReportEvent,
  report: Report,
): ReportDrafts => {
  if (event.type === 'module' && event.status === 'running') return without(drafts, event.module)
  if (event.type !== 'text') return settled(drafts, report)
  const draft = withPiece(drafts.texts.get(event.module), event)
  if (!draft) return drafts
  return settled({ ...drafts, texts: new Map(drafts.texts).set(event.module, draft) }, report)
}
