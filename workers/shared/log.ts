/**
 * Structured logs: one JSON object a line, in one shape for all Workers. A line has an id, when and
 * where it was written, a dotted event name, what it belongs to, and scalars that tell of the
 * event. Keys, parameters of SQL, query strings and bodies are never logged.
 */
import { logContext, nextLogId } from './logs/context.ts'
import type { LogLevel, WorkerName } from './logs/names.ts'

export type LogFields = Record<string, string | number | boolean | null | undefined>

export interface Logger {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/**
 * `worker`: null where the code runs in several Workers, and the request says in which one it is.
 * `requestId`: where it is not that of the request under way.
 */
export const logger = (worker: WorkerName | null, requestId?: string): Logger => {
  const write =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      const context = logContext()
      console[level](
        JSON.stringify({
          id: nextLogId(),
          at: new Date().toISOString(),
          level,
          worker: worker ?? context?.worker,
          event,
          request_id: requestId ?? context?.request_id,
          report_id: context?.report_id ?? undefined,
          parent: context?.span ?? undefined,
          ...fields,
        }),
      )
    }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
