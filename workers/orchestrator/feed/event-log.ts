/** The event log of a report: numbered, append-only, closed by the report's end. Pure. */
import {
  type ProgressEvent,
  progressEventSchema,
  type ReportStatus,
} from '#shared/contracts/orchestrator.ts'

type WithoutPlace<E> = E extends ProgressEvent ? Omit<E, 'seq' | 'at'> : never
/** An event before it has its number and time. */
export type NewEvent = WithoutPlace<ProgressEvent>

const ENDED: readonly ReportStatus[] = ['complete', 'failed', 'cancelled']

export const isEnd = (event: Pick<ProgressEvent, 'type'> & { status?: string }): boolean =>
  event.type === 'report' && (ENDED as readonly (string | undefined)[]).includes(event.status)

/**
 * The events that follow a log which ends with `last` (null when it is empty). Nothing follows an
 * end.
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
 * One event as a server-sent event: `id` is the number, `event` the type, `data` the whole as JSON.
 */
export const toServerSentEvent = (event: ProgressEvent): string =>
  `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

/** The number in a `Last-Event-ID`, or 0: from the beginning. */
export const seqAfter = (lastEventId: string | null | undefined): number => {
  const seq = Number(lastEventId ?? 0)
  return Number.isSafeInteger(seq) && seq > 0 ? seq : 0
}
