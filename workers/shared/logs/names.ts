/** The names that log lines share. Plain lists, so that the page can import them too. */

/** The Workers by their deployed names. The last one collects the lines of the others. */
export const WORKER_NAMES = [
  'api-gateway',
  'config-service',
  'data-aggregator',
  'analysis-service',
  'report-orchestrator',
  'log-collector',
] as const
export type WorkerName = (typeof WORKER_NAMES)[number]
export const isWorkerName = (name: unknown): name is WorkerName =>
  WORKER_NAMES.includes(name as WorkerName)

export const LOG_LEVELS = ['info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * Fields of a line that have a column of their own in the table and can be asked for or shown by
 * name. Whatever else an event says stands beside them.
 */
export const TEXT_FIELDS = [
  'request_id',
  'report_id',
  'span',
  'parent',
  'instrument',
  'provider',
  'route',
  'outcome',
  'reason',
] as const
export type LineTextField = (typeof TEXT_FIELDS)[number]

export const NUMBER_FIELDS = ['status', 'duration_ms'] as const
export type LineNumberField = (typeof NUMBER_FIELDS)[number]

/** Ids of spans and lines as this system makes them. */
export const LINE_ID = /^[a-z0-9]{1,16}-[a-z0-9]{1,16}$/
