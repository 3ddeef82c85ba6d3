/**
 * log-collector: the lines of all Workers, timelines made of them, and figures counted from them.
 */
import { z } from 'zod'
import { MAX_FEW, MAX_PATH, MAX_RECORDS } from '../lengths.ts'
import { SERIES_KINDS } from '../logs/kinds.ts'
import { LOG_LEVELS, WORKER_NAMES } from '../logs/names.ts'
import { healthRoute } from './health.ts'
import { contract } from './route.ts'
import { codeSchema, idSchema, instantSchema, proseSchema } from '../schemas/texts.ts'

const workerSchema = z.enum(WORKER_NAMES)
const levelSchema = z.enum(LOG_LEVELS)
const countSchema = z.number().min(0)

/** Values of other fields of a line: what the event says. */
const fieldSchema = z.union([z.string().max(MAX_PATH), z.number(), z.boolean(), z.null()])

export const logLineSchema = z.object({
  at: instantSchema,
  id: codeSchema,
  level: levelSchema,
  worker: workerSchema,
  event: codeSchema,
  request_id: codeSchema.nullable(),
  report_id: codeSchema.nullable(),
  span: codeSchema.nullable().describe('The span that this line ends; null for a line within one'),
  parent: codeSchema.nullable().describe('The span within which it happened'),
  instrument: codeSchema.nullable(),
  provider: codeSchema.nullable(),
  route: z.string().max(MAX_PATH).nullable(),
  status: z.int().nullable(),
  duration_ms: z.int().nullable(),
  outcome: codeSchema.nullable(),
  reason: codeSchema.nullable(),
  text: z.string().max(MAX_PATH).describe('What the line says in short; searched by its beginning'),
  fields: z.record(codeSchema, fieldSchema),
})
export type LogLine = z.infer<typeof logLineSchema>

/** Where the next page begins: the time and the id of the last line of this one. */
const cursorSchema = z
  .string()
  .max(100)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[\x21-\x7d]{1,60}$/, 'the `next` of an answer')

export const MOST_LINES = 200
const limitSchema = z.coerce.number().int().min(1).max(MOST_LINES).default(100)

export const logQuerySchema = z.strictObject({
  request_id: codeSchema.optional(),
  report_id: codeSchema.optional(),
  worker: workerSchema.optional(),
  level: levelSchema.optional().describe('Lines of exactly this level'),
  event: codeSchema.optional().describe('The whole name of an event: provider.asked'),
  provider: codeSchema.optional(),
  text: z.string().min(1).max(100).optional().describe('The beginning of `text`'),
  from: instantSchema.optional().describe('From this moment on; default: as far as lines are kept'),
  to: instantSchema.optional().describe('Before this moment'),
  cursor: cursorSchema.optional(),
  limit: limitSchema,
})
export type LogQuery = z.output<typeof logQuerySchema>

/** One line of a timeline, with where it lies in it. */
export const timelineEntrySchema = logLineSchema.extend({
  started_at: instantSchema,
  offset_ms: z.int().min(0).describe('From the beginning of the timeline'),
  depth: z.int().min(0).describe('How many spans of this timeline it stands within'),
})
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

export const MOST_IN_TIMELINE = 2_000
export const timelineSchema = z.object({
  started_at: instantSchema.nullable(),
  duration_ms: z.int().min(0),
  workers: z.array(workerSchema).max(MAX_FEW).describe('Those that have a line in it'),
  providers: z.array(codeSchema).max(MAX_FEW),
  entries: z
    .array(timelineEntrySchema)
    .max(MOST_IN_TIMELINE)
    .describe('In the order in which they began'),
  cut: z
    .boolean()
    .describe(`There are more than ${MOST_IN_TIMELINE} lines; the later are left out`),
})
export type Timeline = z.infer<typeof timelineSchema>

/** One series of the window, summed up. */
export const logMetricSchema = z.object({
  kind: z.enum(SERIES_KINDS),
  worker: codeSchema,
  name: z.string().max(MAX_PATH),
  outcome: codeSchema,
  count: countSchema,
  total: countSchema.describe('Sum of the values: milliseconds, seconds or US dollars by kind'),
  p50: countSchema.nullable().describe('Estimated within the buckets of the values'),
  p95: countSchema.nullable(),
})
export type LogMetric = z.infer<typeof logMetricSchema>

/** One stretch of the window. */
export const logMetricSlotSchema = z.object({
  at: instantSchema,
  requests: countSchema,
  errors: countSchema.describe('Requests answered with 5xx'),
  p95_ms: countSchema.nullable(),
  provider_calls: countSchema,
  provider_failures: countSchema,
  model_usd: countSchema,
})
export type LogMetricSlot = z.infer<typeof logMetricSlotSchema>

export const MOST_HOURS = 168
export const logMetricsSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  series: z.array(logMetricSchema).max(MAX_RECORDS),
  slots: z
    .array(logMetricSlotSchema)
    .max(MAX_FEW)
    .describe('The window in equal parts, oldest first'),
  gateway: z.object({
    requests: countSchema,
    errors: countSchema,
    p50_ms: countSchema.nullable(),
    p95_ms: countSchema.nullable(),
  }),
  quotes: z
    .object({
      fresh: countSchema,
      expired: countSchema,
      missing: countSchema,
      p95_age_seconds: countSchema.nullable(),
    })
    .describe('Reads of one live price'),
  model_usd: countSchema,
})
export type LogMetrics = z.infer<typeof logMetricsSchema>

export const logsContract = contract({
  getHealth: healthRoute,
  listLogs: {
    method: 'GET',
    path: '/api/v1/logs',
    public: '/api/logs',
    access: 'admin',
    summary: 'Log lines of all Workers, the newest first',
    query: logQuerySchema,
    response: z.object({
      lines: z.array(logLineSchema).max(MOST_LINES),
      next: cursorSchema.nullable().describe('`cursor` of the next page; null at the end'),
    }),
  },
  getRequestTimeline: {
    method: 'GET',
    path: '/api/v1/logs/requests/:id',
    public: '/api/logs/requests/{id}',
    access: 'admin',
    summary: 'What happened for one request, across Workers, objects, providers and models',
    params: z.object({ id: codeSchema }),
    response: timelineSchema,
  },
  getReportTimeline: {
    method: 'GET',
    path: '/api/v1/logs/reports/:id',
    public: '/api/logs/reports/{id}',
    access: 'admin',
    summary: 'The same for all runs of a report, and the request that asked for it',
    params: z.object({ id: idSchema }),
    response: timelineSchema,
  },
  getMetrics: {
    method: 'GET',
    path: '/api/v1/metrics',
    public: '/api/metrics',
    access: 'admin',
    summary:
      'The last hours: requests, errors and durations by Worker and route, providers, objects, models and what they cost, freshness of prices',
    query: z.strictObject({ hours: z.coerce.number().int().min(1).max(MOST_HOURS).default(24) }),
    response: logMetricsSchema,
  },
  exposeMetrics: {
    method: 'GET',
    path: '/api/v1/metrics/exposition',
    public: '/metrics',
    access: 'metrics',
    summary: 'The same counts since the beginning, in the text format of Prometheus',
    response: proseSchema,
  },
  maintainLogs: {
    method: 'POST',
    path: '/api/v1/logs/maintenance',
    access: 'internal',
    summary: 'Called by the cron trigger: deletes what is older than it is kept',
    body: z.strictObject({ keep_days: z.int().min(1).max(3_650) }),
    response: z.object({ lines: countSchema, counts: countSchema }),
  },
})
export type LogsContract = typeof logsContract
