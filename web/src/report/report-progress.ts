/** How progress events change the report on the page between two reads of it. Pure. */
import type {
  ProgressEvent,
  Report,
  ReportStatus,
  Section,
} from '#shared/contracts/orchestrator.ts'

export interface ReadyInputs {
  provider: string
  recorded: boolean
  facts: number
  derived: number
}
export interface ReportProgress {
  /**
   * The number of the newest event that was applied. An older or repeated event changes nothing.
   */
  seq: number
  inputs_ready: ReadyInputs | null
}
export interface ReportView {
  report: Report
  progress: ReportProgress
}

export const hasEnded = (status: ReportStatus): boolean =>
  status === 'complete' || status === 'failed' || status === 'cancelled'

export const viewOf = (report: Report): ReportView => ({
  report,
  progress: { seq: -1, inputs_ready: null },
})

/** A section that is known only from an event. The next read brings its text. */
const sectionFrom = (
  event: Extract<ProgressEvent, { type: 'module' }>,
  position: number,
): Section => ({
  module: event.module,
  names: event.names,
  needs: [],
  position,
  status: event.status,
  reason: event.reason,
  detail: null,
  text: null,
  cited: [],
  unverified: [],
  findings: null,
  usage: null,
  fallback: null,
  reused: null,
  started_at: null,
  completed_at: null,
})

/** A finished section stays finished, since an older event can arrive after the read. */
const isFinal = (section: Section): boolean =>
  section.status !== 'pending' && section.status !== 'running'

export const applyEvent = (view: ReportView, event: ProgressEvent): ReportView => {
  if (event.seq <= view.progress.seq) return view
  const progress = { ...view.progress, seq: event.seq }
  const { report } = view
  switch (event.type) {
    case 'inputs_ready': {
      const { provider, recorded, facts, derived } = event
      return {
        report,
        progress: { ...progress, inputs_ready: { provider, recorded, facts, derived } },
      }
    }
    case 'report':
      if (hasEnded(report.status)) return { report, progress }
      return {
        report: { ...report, status: event.status, reason: event.reason, detail: event.detail },
        progress,
      }
    case 'module': {
      const known = report.sections.some((section) => section.module === event.module)
      const sections = known
        ? report.sections.map((section) =>
            section.module === event.module && !isFinal(section)
              ? { ...section, status: event.status, reason: event.reason }
              : section,
          )
        : [...report.sections, sectionFrom(event, report.sections.length)]
      return { report: { ...report, sections }, progress }
    }
  }
}

/**
 * The section as it was just read. Where an event has ended it already and the read, begun before
 * that event, does not know so, it keeps the status and the reason of the event.
 */
const notBehind = (read: Section, known: Section | undefined): Section =>
  known && isFinal(known) && !isFinal(read)
    ? { ...read, status: known.status, reason: known.reason }
    : read

/**
 * Takes over a newly read report and keeps the progress that events told. The read may have begun
 * before the newest events, so a section that ended in an event stays ended.
 */
export const applyReading = (view: ReportView | null, report: Report): ReportView => {
  const shown = view?.report
  const sections = report.sections
    .map((read) =>
      notBehind(
        read,
        shown?.sections.find(({ module }) => module === read.module),
      ),
    )
    .sort((a, b) => a.position - b.position)
  const { status, reason, detail } =
    shown && hasEnded(shown.status) && !hasEnded(report.status) ? shown : report
  return {
    report: { ...report, status, reason, detail, sections },
    progress: view?.progress ?? viewOf(report).progress,
  }
}

/** Whether after this event a new read has something to show. */
export const callsForReading = (event: ProgressEvent): boolean =>
  event.type === 'inputs_ready' ||
  (event.type === 'report' && hasEnded(event.status)) ||
  (event.type === 'module' && event.status !== 'running' && event.status !== 'pending')

export const progressOf = (
  report: Report,
): { done: number; total: number; unverified: number } => ({
  done: report.sections.filter(isFinal).length,
  total: report.sections.length,
  unverified: report.sections.reduce((count, section) => count + section.unverified.length, 0),
})
