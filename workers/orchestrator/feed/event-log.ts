/**
 * The event log of a report. Events are numbered, only appended, and the end of the report closes
 * the log. Pure.
 */
import {
  type DraftEvent,
  type ProgressEvent,
  progressEventSchema,
  type ReportStatus,
} from '#shared/contracts/orchestrator.ts'

type WithoutPlace<E> = E extends ProgressEvent ? Omit<E, 'seq' | 'at'> : never
/** An event that has no number and no time yet. */
export type NewEvent = WithoutPlace<ProgressEvent>

const ENDED: readonly ReportStatus[] = ['complete', 'failed', 'cancelled']

export const isEnd = (event: Pick<ProgressEvent, 'type'> & { status?: string }): boolean =>
  event.type === 'report' && (ENDED as readonly (string | undefined)[]).includes(event.status)

/**
 * Returns the events to add to a log whose last event is `last` (null when the log is empty).
 * Nothing can follow the end of the report.
 */
export const append = (
  last: ProgressEvent | null,
  events: readonly NewEvent[],
  at: string,
): ProgressEvent[] => {
  const appended: ProgressEvent[] = []
  for (const event of events) {
    const before = appended.at(-1) ?? last
    if (before && isEnd(before)) break
    appended.push(progressEventSchema.parse({ ...event, seq: (before?.seq ?? 0) + 1, at }))
  }
  return appended
}

/**
 * Formats one event as a server-sent event: `id` is the number, `event` the type, and `data` the
 * whole event as JSON. A piece of a draft has no number: who comes back is sent the draft as it is.
 */
export const toServerSentEvent = (event: ProgressEvent | DraftEvent): string =>
  `${event.type === 'text' ? '' : `id: ${event.seq}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

/** Returns the number in a `Last-Event-ID`, or 0 to start from the beginning. */
export const seqAfter = (lastEventId: string | null | undefined): number => {
  const seq = Number(lastEventId ?? 0)
  return Number.isSafeInteger(seq) && seq > 0 ? seq : 0
}
