/**
 * What is going on when a line is written: the request, its report, and the span that the line
 * belongs to. A line has these without being told, whichever function writes it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { LINE_ID, type WorkerName } from './names.ts'

export interface LogContext {
  worker: WorkerName
  request_id: string
  report_id: string | null
  /** The span that is under way: what is called meanwhile has it as its parent. */
  span: string | null
}

const storage = new AsyncLocalStorage<LogContext>()

export const withLogContext = <T>(context: LogContext, work: () => T): T =>
  storage.run(context, work)

/** Runs what is called within a span of the request under way, if there is one. */
export const withinSpan = <T>(span: string, work: () => T): T => {
  const context = logContext()
  return context ? withLogContext({ ...context, span }, work) : work()
}

export const logContext = (): LogContext | undefined => storage.getStore()

/** The same work, to be called from elsewhere as if it were called here: by an object, for one. */
export const boundToContext = <T>(work: () => T): (() => T) => {
  const context = logContext()
  return context ? () => withLogContext(context, work) : work
}

/** Random, made once for each isolate: the ids of two isolates never meet. */
let isolate: string | undefined
let made = 0

const RANDOM_BYTES = 8

/** Made on first use, since no random number can be had while the code is loaded. */
const isolateId = (): string => {
  isolate ??= [...crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  return isolate
}

/** Width of the counter, so that ids of one isolate sort in the order of their making. */
const COUNTER_DIGITS = 7

/** An id of a line or of a span. */
export const nextLogId = (): string => {
  made += 1
  return `${isolateId()}-${made.toString(36).padStart(COUNTER_DIGITS, '0')}`
}

/** Headers in which one service tells another what the call belongs to. */
const PARENT_HEADER = 'x-parent-span'
const REPORT_HEADER = 'x-report-id'

const REPORT_ID = /^[A-Za-z0-9_-]{1,64}$/

/** The headers for a call to another service of ours. */
export const logHeaders = (): Record<string, string> => {
  const context = logContext()
  return {
    ...(context?.span && { [PARENT_HEADER]: context.span }),
    ...(context?.report_id && { [REPORT_HEADER]: context.report_id }),
  }
}

/** What the caller says that a call belongs to. Only of services of ours it is believed. */
export const toldBy = (headers: Headers): { parent: string | null; report_id: string | null } => {
  const parent = headers.get(PARENT_HEADER)
  const report = headers.get(REPORT_HEADER)
  return {
    parent: parent !== null && LINE_ID.test(parent) ? parent : null,
    report_id: report !== null && REPORT_ID.test(report) ? report : null,
  }
}
