/**
 * Structured logs: one JSON object per line with a fixed component, a dotted event name, ids and
 * counts. Keys, parameters and bodies are never logged.
 */
export type LogFields = Record<string, string | number | boolean | null | undefined>

export interface Logger {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export const logger = (component: string, requestId?: string): Logger => {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) =>
      console[level](
        JSON.stringify({
          at: new Date().toISOString(),
          level,
          component,
          event,
          request_id: requestId,
          ...fields,
        }),
      )
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
