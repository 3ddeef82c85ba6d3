/**
 * What a Worker wrote during one invocation, as lines of one shape. The platform hands over each
 * line as the arguments of `console`; in a local run of several Workers the first of them is the
 * name of the Worker in brackets. Only lines that the logger wrote are taken, and of a failed
 * invocation its outcome and the name of the error: never a message, an address or a header that
 * could hold a query string or a key. Pure.
 */
import type { LogLine } from '#shared/contracts/logs.ts'
import { MAX_CODE, MAX_PATH } from '#shared/lengths.ts'
import {
  isWorkerName,
  LINE_ID,
  LOG_LEVELS,
  type LogLevel,
  NUMBER_FIELDS,
  type LineNumberField,
  TEXT_FIELDS,
  type LineTextField,
  type WorkerName,
} from '#shared/logs/names.ts'

/** What is read of an invocation. */
export interface Tailed {
  scriptName: string | null
  entrypoint?: string | undefined
  eventTimestamp: number | null
  event: object | null
  outcome: string
  truncated?: boolean
  logs: readonly { message: unknown }[]
  exceptions: readonly { timestamp: number; name: string }[]
}

/** Longest line in characters. A longer one is not read. */
const LONGEST_LINE = 16_384
/** Fields of a line beside those with a column. */
const MOST_FIELDS = 30
const FIELD_NAME = /^[a-z][a-z0-9_]{0,40}$/
const EVENT = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+){0,3}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
/** Largest number of a column of whole numbers. */
const MOST = 2_147_483_647

/** Without what no text of the database may hold, without a query string, and not too long. */
const cleaned = (text: string, most: number): string => {
  const query = text.includes('/') ? text.search(/[?#]|%3f|%23/i) : -1
  const kept = query < 0 ? text : text.slice(0, query)
  return kept
    .slice(0, most)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
}

type Raw = Record<string, unknown>

const textOf = (value: unknown, most = MAX_CODE): string | null =>
  typeof value === 'string' && value !== '' ? cleaned(value, most) : null

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value)
    ? Math.max(-MOST, Math.min(MOST, Math.round(value)))
    : null

const OWN: ReadonlySet<string> = new Set([
  'id',
  'at',
  'level',
  'worker',
  'event',
  'method',
  'path',
  ...TEXT_FIELDS,
  ...NUMBER_FIELDS,
])

const restOf = (raw: Raw): LogLine['fields'] => {
  const fields: LogLine['fields'] = {}
  for (const [name, value] of Object.entries(raw).slice(0, MOST_FIELDS + OWN.size)) {
    if (OWN.has(name) || !FIELD_NAME.test(name) || Object.keys(fields).length === MOST_FIELDS)
      continue
    if (typeof value === 'string') fields[name] = cleaned(value, MAX_PATH)
    else if (typeof value === 'boolean') fields[name] = value
    else if (typeof value === 'number' && Number.isFinite(value)) fields[name] = value
  }
  return fields
}

/** Fields that tell what an event was about, in the order in which they are said. */
const SUBJECTS = ['step', 'object', 'call', 'model', 'module', 'dataset', 'market', 'cron'] as const

const saidBy = (raw: Raw, event: string): string => {
  if (event === 'http.request') return cleaned(`${raw.method} ${raw.path}`, MAX_PATH)
  const said = [raw.provider, ...SUBJECTS.map((name) => raw[name]), raw.instrument]
  return cleaned([event, ...said.filter((part) => typeof part === 'string')].join(' '), MAX_PATH)
}

const texts = (raw: Raw): Record<LineTextField, string | null> => ({
  request_id: textOf(raw.request_id),
  report_id: textOf(raw.report_id),
  span: textOf(raw.span),
  parent: textOf(raw.parent),
  instrument: textOf(raw.instrument),
  provider: textOf(raw.provider),
  route: textOf(raw.route, MAX_PATH),
  outcome: textOf(raw.outcome),
  reason: textOf(raw.reason),
})

const numbers = (raw: Raw): Record<LineNumberField, number | null> => ({
  status: numberOf(raw.status),
  duration_ms: numberOf(raw.duration_ms),
})

const parsed = (text: string): Raw | null => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Raw)
      : null
  } catch {
    return null
  }
}

/** The object that the logger wrote; null when this is no line of ours. */
const writtenIn = (message: unknown): Raw | null => {
  const parts: readonly unknown[] = Array.isArray(message) ? message : [message]
  for (const part of parts)
    if (typeof part === 'string' && part.startsWith('{') && part.length <= LONGEST_LINE) {
      const raw = parsed(part)
      if (raw) return raw
    }
  return null
}

const lineOf = (message: unknown, worker: WorkerName | null): LogLine | null => {
  const raw = writtenIn(message)
  if (!raw) return null
  const { id, at, level, event } = raw
  const writer = isWorkerName(raw.worker) ? raw.worker : worker
  if (typeof id !== 'string' || !LINE_ID.test(id)) return null
  if (typeof at !== 'string' || !INSTANT.test(at) || Number.isNaN(Date.parse(at))) return null
  if (typeof event !== 'string' || event.length > MAX_CODE || !EVENT.test(event)) return null
  if (!LOG_LEVELS.includes(level as LogLevel) || !writer) return null
  return {
    at,
    id,
    level: level as LogLevel,
    worker: writer,
    event,
    ...texts(raw),
    ...numbers(raw),
    text: saidBy(raw, event),
    fields: restOf(raw),
  }
}

/** `[data-aggregator]`, as a local run of several Workers puts before each line. */
const PREFIX = /^\[([a-z-]{1,40})\]/

const prefixOf = ({ logs }: Tailed): string | null => {
  for (const { message } of logs) {
    const first: unknown = Array.isArray(message) ? message[0] : message
    const name = typeof first === 'string' ? PREFIX.exec(first)?.[1] : undefined
    if (name !== undefined) return name
  }
  return null
}

/** Ends that no fault of ours brings about. */
const ORDINARY: ReadonlySet<string> = new Set([
  'ok',
  'canceled',
  'responseStreamDisconnected',
  'unknown',
])
/** Errors of one invocation of which a line is written. */
const MOST_ERRORS = 5

/** The request id that the caller sent. */
const askedFor = (event: object | null): string | null => {
  const { request } = (event ?? {}) as { request?: { headers?: Record<string, string> } }
  return textOf(request?.headers?.['x-request-id'])
}

const isoOf = (epoch: number | null): string => new Date(epoch ?? 0).toISOString()

/** Lines that nobody wrote: of an invocation that failed, and of one whose lines were cut. */
const troubleOf = (
  item: Tailed,
  worker: WorkerName | null,
  told: { request_id: string | null; report_id: string | null },
): LogLine[] => {
  if (!worker) return []
  const line = (event: string, level: LogLevel, at: number | null, index: number, raw: Raw) => ({
    at: isoOf(at ?? item.eventTimestamp),
    // The same again when the platform delivers it again.
    id: `${worker}:${item.entrypoint ?? 'default'}:${(item.eventTimestamp ?? 0).toString(36)}:${index}`.slice(
      0,
      60,
    ),
    level,
    worker,
    event,
    ...texts({ ...raw, ...told }),
    ...numbers({}),
    text: saidBy(raw, event),
    fields: restOf(raw),
  })
  const { entrypoint, outcome } = item
  const lines = item.exceptions
    .slice(0, MOST_ERRORS)
    .map(({ timestamp, name }, index) =>
      line('invocation.failed', 'error', timestamp, index, { entrypoint, outcome, reason: name }),
    )
  if (lines.length === 0 && !ORDINARY.has(outcome))
    lines.push(
      line('invocation.failed', 'error', null, 0, { entrypoint, outcome, reason: outcome }),
    )
  if (item.truncated)
    lines.push(line('invocation.log_cut', 'warn', null, MOST_ERRORS, { entrypoint, outcome }))
  return lines
}

/** Everything that one invocation has to say. */
export const linesOf = (item: Tailed): LogLine[] => {
  const prefix = prefixOf(item)
  const named = [item.scriptName, prefix].find(isWorkerName) ?? null
  const lines = item.logs.flatMap(({ message }) => lineOf(message, named) ?? [])
  const [first] = lines
  const told = {
    request_id: first?.request_id ?? askedFor(item.event),
    report_id: first?.report_id ?? null,
  }
  const trouble = troubleOf(item, named ?? first?.worker ?? null, told)
  return [...lines, ...trouble]
}
