/** report-orchestrator: reports, their progress and their sealed inputs. */
import { z } from 'zod'
import { bookHashSchema, readingSchema } from './books.ts'
import { READ_EXHIBITS, REPORT_EXHIBITS, SILENCES } from '../exhibits/names.ts'
import { exhibitSchema } from './exhibits.ts'
import { asOfSchema, reportInputsSchema } from './facts.ts'
import { languageSchema } from '../schemas/names.ts'
import {
  analyzeResponseSchema,
  findingsSchema,
  moduleCostSchema,
  MAX_CHECKED_TEXT,
  MAX_CITED,
  MAX_PROMPT,
  MAX_SECTION_TEXT,
  usageSchema,
} from './analysis.ts'
import { moduleSchema, promptTextSchema } from './config-documents.ts'
import { instrumentSchema } from './instrument.ts'
import { reportCostSchema } from './model-ledger.ts'
import { AUTO, modelChoiceSchema } from './models.ts'
import { healthRoute } from './health.ts'
import { ratingExhibitSchema } from './rating.ts'
import { MODULE_STATUSES, reportComparisonSchema } from './report-comparison.ts'
import { contract } from './route.ts'
import { idSchema, instantSchema, sha256Schema } from '../schemas/texts.ts'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'

export const reportRequestSchema = z.strictObject({
  market: z.string().max(8),
  symbol: z.string().min(1).max(64),
  language: languageSchema.optional().describe('Default: of the system configuration'),
  model: modelChoiceSchema.default(AUTO),
  as_of: asOfSchema.optional(),
  fresh: z
    .boolean()
    .optional()
    .describe(
      'Have every module written anew. Otherwise a section whose whole input is that of a finished section, without a number that no figure bears out, is taken over from it and not paid for again',
    ),
})
export type ReportRequest = z.infer<typeof reportRequestSchema>

/** A report that is written again on the stored inputs of another one. */
export const againRequestSchema = z.strictObject({
  language: languageSchema.optional().describe('Default: that of the other report'),
  model: modelChoiceSchema.optional().describe('Default: that of the other report'),
  fresh: z
    .boolean()
    .optional()
    .describe('Default: true. False takes over sections whose whole input is the same'),
  keep_written: z
    .boolean()
    .optional()
    .describe(
      'Take over every section that the other report has, and have only the missing ones written; in its language',
    ),
})
export type AgainRequest = z.infer<typeof againRequestSchema>

/** What is stored of the wish for a report. */
export type StoredRequest = ReportRequest & {
  /** The report whose stored inputs it is written from. */
  inputs_of?: string
  /** Whether the sections of that report are taken over. */
  keep_written?: boolean
}

export const REPORT_STATUSES = ['queued', 'running', 'complete', 'failed', 'cancelled'] as const
export type ReportStatus = (typeof REPORT_STATUSES)[number]
export type ModuleStatus = (typeof MODULE_STATUSES)[number]

/** Largest export, in characters: every section at its longest, four times over for its links. */
const MAX_EXPORT = 4 * 40 * MAX_CHECKED_TEXT

/** That a section's own model failed, and who was asked then. */
export const sectionFallbackSchema = z.object({
  asked: z.string().max(63).describe('Id of the configured model that was asked first, or auto'),
  model: z.string().max(100).nullable().describe("The provider's own name of that model"),
  reason: z.string().max(60).describe('Why it did not write the section: model_auth ...'),
  by: z.string().max(63).describe('Id of the configured model that was asked instead'),
})
export type SectionFallback = z.infer<typeof sectionFallbackSchema>

export const sectionSchema = z.object({
  module: z.string().max(41),
  names: z.object({ en: z.string().max(100), zh: z.string().max(100) }),
  needs: z.array(z.string().max(41)).max(MAX_FEW),
  position: z.int(),
  status: z.enum(MODULE_STATUSES),
  reason: z.string().max(60).nullable().describe('Why it failed or was skipped'),
  detail: z.string().max(10_000).nullable(),
  text: z
    .string()
    .max(MAX_CHECKED_TEXT)
    .nullable()
    .describe('Markdown with figure tokens; see the analysis contract'),
  cited: z.array(z.string().max(200)).max(MAX_CITED),
  unverified: z.array(z.string().max(MAX_CHECKED_TEXT)).max(MAX_CITED),
  findings: findingsSchema.nullable().describe('Null where nothing is unverified, or unsaid'),
  usage: usageSchema.nullable(),
  fallback: sectionFallbackSchema
    .nullable()
    .describe(
      'Null unless its own model failed. `usage` is then of the model that was asked instead; if that one failed as well, `reason` says how',
    ),
  reused: z
    .object({ report: z.string().max(44), written_at: instantSchema })
    .nullable()
    .describe(
      'The report that the text was taken over from, because its input was the same; that report may be gone since. Its usage counts no calls',
    ),
  started_at: instantSchema.nullable(),
  completed_at: instantSchema.nullable(),
})
export type Section = z.infer<typeof sectionSchema>

export const reportSummarySchema = z.object({
  id: z.string().max(44),
  status: z.enum(REPORT_STATUSES),
  reason: z.string().max(60).nullable().describe('Why it failed'),
  detail: z.string().max(10_000).nullable(),
  market: z.string().max(8),
  symbol: z.string().max(64),
  instrument: instrumentSchema.nullable().describe('Null until the figures are read'),
  language: languageSchema,
  model: z.string().max(63),
  as_of: z.string().max(40).nullable(),
  inputs_of: z
    .string()
    .max(44)
    .nullable()
    .describe('The report on whose stored inputs it is written again; null for one with its own'),
  created_at: instantSchema,
  completed_at: instantSchema.nullable(),
})
export type ReportSummary = z.infer<typeof reportSummarySchema>

export const reportExhibitSchema = z.object({
  kind: z.enum(REPORT_EXHIBITS),
  hash: sha256Schema.nullable().describe('Of its content; null when it is absent'),
  absent: z.string().max(60).nullable().describe('Why it could not be collected'),
  silence: z
    .enum(SILENCES)
    .nullable()
    .optional()
    .describe(
      'Whose silence that is: the company has none, no provider answered, or this system cannot have it; absent in older reports',
    ),
})
export type ReportExhibit = z.infer<typeof reportExhibitSchema>

export const reportSchema = reportSummarySchema.extend({
  config_version: z.int().nullable(),
  seal: z
    .string()
    .max(64)
    .nullable()
    .describe(
      'SHA-256 (hex) over the canonical JSON of inputs (the hash of the book, and its reading), configuration and sections',
    ),
  book: bookHashSchema
    .nullable()
    .describe('The book that it is written from; null before it is read, and in older reports'),
  reading: readingSchema.nullable().describe('When and from whom that book was read'),
  exhibits: z
    .array(reportExhibitSchema)
    .max(MAX_FEW)
    .nullable()
    .describe(
      'What it cites besides its book, as far as it is collected; null before, and in older reports',
    ),
  rating: ratingExhibitSchema
    .nullable()
    .describe('Tests, grades, thesis and risks; null before it is rated, and in older reports'),
  sections: z.array(sectionSchema).max(MAX_FEW),
})
export type Report = z.infer<typeof reportSchema>

/**
 * What happens to a report. The events are numbered by `seq` and kept. The last one is `report`
 * with a final status.
 */
export const progressEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('report'),
    seq: z.int(),
    at: instantSchema,
    status: z.enum(REPORT_STATUSES),
    reason: z.string().max(60).nullable(),
    detail: z.string().max(10_000).nullable(),
  }),
  z.object({
    type: z.literal('inputs_ready'),
    seq: z.int(),
    at: instantSchema,
    provider: z.string().max(100),
    recorded: z.boolean(),
    facts: z.int(),
    derived: z.int(),
  }),
  z.object({
    type: z.literal('module'),
    seq: z.int(),
    at: instantSchema,
    module: z.string().max(41),
    names: z.object({ en: z.string().max(100), zh: z.string().max(100) }),
    status: z.enum(MODULE_STATUSES),
    reason: z.string().max(60).nullable(),
  }),
])
export type ProgressEvent = z.infer<typeof progressEventSchema>

/**
 * A piece of the text that a model is writing, before any check. It is kept nowhere: the text of
 * the section takes its place when the module is complete, and where it failed nothing does.
 */
export const draftEventSchema = z.object({
  type: z.literal('text'),
  module: z.string().max(41),
  attempt: z.int().describe('Which try of the module; another one begins the text anew'),
  round: z
    .int()
    .describe('Which text of the try: a model may be asked once to write it shorter or to mend it'),
  from: z
    .int()
    .min(0)
    .describe(
      'UTF-16 units of the text before this piece; what was sent of it from there on is replaced',
    ),
  text: z
    .string()
    .max(MAX_SECTION_TEXT)
    .describe('Markdown with figure tokens, as the model writes it; may end within a token'),
})
export type DraftEvent = z.infer<typeof draftEventSchema>

/**
 * Server-sent events: `event:` is `type`. Those with a `seq` have it as `id:`, and `Last-Event-ID`
 * continues after that event. Whoever connects is sent the drafts as they are, from 0.
 */
export const reportEventSchema = z.discriminatedUnion('type', [
  progressEventSchema,
  draftEventSchema,
])
export type ReportEvent = z.infer<typeof reportEventSchema>

const reportIdSchema = z.string().regex(/^rep_[a-z0-9]{8,40}$/)
const byId = z.object({ id: reportIdSchema })

/** What a report may cost before it is started. */
export const reportEstimateSchema = z.object({
  free: z.boolean().describe('Every module is written by the rule analyst'),
  most_usd: z
    .number()
    .nullable()
    .describe(
      'Never more than this: by the caps, or every call at its most, apart from `left_out`; null: no bound',
    ),
  likely_usd: z.number().nullable().describe('Null without a price in force'),
  room_usd: z.number().nullable().describe('What the caps leave for it; null without caps'),
  short: z.boolean().describe('It is likely to reach a cap before its end'),
  refused: z
    .string()
    .max(60)
    .nullable()
    .describe('Why nothing of it could be written: model_cap_reached, model_price_unknown ...'),
  exhibits_of: z
    .string()
    .max(44)
    .nullable()
    .describe('The report whose exhibits it counts; null where none of the company is stored'),
  left_out: z
    .array(z.enum(READ_EXHIBITS))
    .max(READ_EXHIBITS.length)
    .describe('Exhibits that modules read and whose size is not known, so it does not count them'),
  modules: z
    .array(
      moduleCostSchema.extend({
        module: z.string().max(41),
        names: z.object({ en: z.string().max(100), zh: z.string().max(100) }),
      }),
    )
    .max(MAX_FEW),
})
export type ReportEstimate = z.infer<typeof reportEstimateSchema>

/** What a section is written about, outside of a report. */
const subjectShape = {
  market: z.string().max(8),
  symbol: z.string().min(1).max(64),
  language: languageSchema.optional().describe('Default: of the system configuration'),
  model: modelChoiceSchema.default(AUTO),
  as_of: asOfSchema.optional(),
}
export const sectionRequestSchema = z.strictObject({
  ...subjectShape,
  module: z.string().max(41).describe('Id of a configured module'),
})
export type SectionRequest = z.infer<typeof sectionRequestSchema>

export const promptRequestSchema = z.strictObject({
  ...subjectShape,
  prompt: z.string().min(1).max(MAX_PROMPT).describe('A template like those of the modules'),
  facts: moduleSchema.shape.facts.min(1),
  max_output_tokens: moduleSchema.shape.max_output_tokens.max(16_384).default(4_096),
})

/** The prompts that a report keeps, whatever the configuration says today. */
export const reportPromptsSchema = z.object({
  config_version: z.int().describe('Of the configuration that the report began with'),
  modules: z
    .array(
      z.object({
        module: z.string().max(41),
        prompt: z.string().max(61).describe('Id of the template'),
        text: promptTextSchema,
      }),
    )
    .max(MAX_FEW),
})
export type ReportPrompts = z.infer<typeof reportPromptsSchema>

export const orchestratorContract = contract({
  getHealth: healthRoute,
  createReport: {
    method: 'POST',
    path: '/api/v1/reports',
    public: '/api/reports',
    access: 'writer',
    summary: 'Start a report; the Idempotency-Key header makes a repeat harmless',
    body: reportRequestSchema,
    response: reportSummarySchema,
  },
  estimateReport: {
    method: 'POST',
    path: '/api/v1/reports/estimate',
    public: '/api/reports/estimate',
    access: 'writer',
    summary: 'What this report may cost at most and is likely to cost; no model is asked',
    body: reportRequestSchema,
    response: reportEstimateSchema,
  },
  estimateAgain: {
    method: 'POST',
    path: '/api/v1/reports/:id/again/estimate',
    public: '/api/reports/{id}/again/estimate',
    access: 'writer',
    summary:
      'What it may cost to write this report again on its stored figures and exhibits; no model is asked',
    params: byId,
    body: againRequestSchema,
    response: reportEstimateSchema,
  },
  listReports: {
    method: 'GET',
    path: '/api/v1/reports',
    public: '/api/reports',
    access: 'reader',
    stored_only: true,
    summary: 'Newest reports first',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      instrument: idSchema.optional().describe('Only those of this company: US:AAPL'),
    }),
    response: z.object({ reports: z.array(reportSummarySchema).max(MAX_FEW) }),
  },
  runAgain: {
    method: 'POST',
    path: '/api/v1/reports/:id/again',
    public: '/api/reports/{id}/again',
    access: 'writer',
    summary:
      'Write a report again on the same stored figures and exhibits, with the configuration of now; the Idempotency-Key header makes a repeat harmless',
    params: byId,
    body: againRequestSchema,
    response: reportSummarySchema,
  },
  compareReports: {
    method: 'GET',
    path: '/api/v1/reports/:id/compare/:other',
    public: '/api/reports/{id}/compare/{other}',
    access: 'reader',
    stored_only: true,
    summary:
      'What changed from report `other` to this one of the same company: figures, exhibits, tests, grades and sentences',
    params: z.object({ id: reportIdSchema, other: reportIdSchema }),
    response: reportComparisonSchema,
  },
  getReport: {
    method: 'GET',
    path: '/api/v1/reports/:id',
    public: '/api/reports/{id}',
    access: 'reader',
    stored_only: true,
    summary: 'A report with its sections',
    params: byId,
    response: reportSchema,
  },
  getReportPrompts: {
    method: 'GET',
    path: '/api/v1/reports/:id/prompts',
    public: '/api/reports/{id}/prompts',
    access: 'reader',
    stored_only: true,
    summary: 'The prompt templates the report is written with, as they were when it began',
    params: byId,
    response: reportPromptsSchema,
  },
  getReportInputs: {
    method: 'GET',
    path: '/api/v1/reports/:id/inputs',
    public: '/api/reports/{id}/inputs',
    access: 'reader',
    stored_only: true,
    summary: 'The financials the report was written from, as they were',
    params: byId,
    response: reportInputsSchema,
  },
  getReportExhibits: {
    method: 'GET',
    path: '/api/v1/reports/:id/exhibits',
    public: '/api/reports/{id}/exhibits',
    access: 'reader',
    stored_only: true,
    summary: 'The exhibits that the report cites, as they were',
    params: byId,
    response: z.object({ exhibits: z.array(exhibitSchema).max(MAX_FEW) }),
  },
  getReportEvents: {
    method: 'GET',
    path: '/api/v1/reports/:id/events',
    public: '/api/reports/{id}/events',
    access: 'reader',
    stored_only: true,
    summary: 'Progress as server-sent events, with the text of each section while it is written',
    params: byId,
    query: z.object({
      last_event_id: z
        .string()
        .max(20)
        .optional()
        .describe('Stands in for the header Last-Event-ID'),
    }),
    response: reportEventSchema,
    stream: 'always',
  },
  cancelReport: {
    method: 'POST',
    path: '/api/v1/reports/:id/cancel',
    public: '/api/reports/{id}/cancel',
    access: 'writer',
    summary: 'Stop what has not started; what is done stays',
    params: byId,
    response: reportSummarySchema,
  },
  getReportCost: {
    method: 'GET',
    path: '/api/v1/reports/:id/cost',
    public: '/api/reports/{id}/cost',
    access: 'reader',
    stored_only: true,
    summary: 'What the report cost: every call of a model, those that failed too',
    params: byId,
    response: reportCostSchema,
  },
  exportReport: {
    method: 'GET',
    path: '/api/v1/reports/:id/export',
    public: '/api/reports/{id}/export',
    access: 'reader',
    stored_only: true,
    summary: 'The report as Markdown (text/markdown), figures rendered and linked to their filings',
    params: byId,
    response: z.string().max(MAX_EXPORT),
  },
  writeSection: {
    method: 'POST',
    path: '/api/v1/analyze',
    public: '/api/analyze',
    access: 'writer',
    summary:
      'Have one configured module written about a company, outside of a report, with the exhibits that it reads, and rated with price, valuation and peers as a report is; it answers with what its own model did, without a fallback; with Accept: text/event-stream, `delta` events (text, round; another round begins the text anew) then one `result` or `problem`',
    body: sectionRequestSchema,
    response: analyzeResponseSchema,
    stream: 'on_accept',
  },
  tryPrompt: {
    method: 'POST',
    path: '/api/v1/analyze/prompt',
    public: '/api/analyze/prompt',
    access: 'admin',
    summary: 'Try a prompt on a company, by a configured model; answers like /api/analyze',
    body: promptRequestSchema,
    response: analyzeResponseSchema,
    stream: 'on_accept',
  },
  resumeReports: {
    method: 'POST',
    path: '/api/v1/reports/resume',
    access: 'internal',
    summary: 'Called by the cron trigger: sets going again the reports whose run was lost',
    response: z.object({ resumed: z.array(idSchema).max(MAX_RECORDS) }),
  },
})
