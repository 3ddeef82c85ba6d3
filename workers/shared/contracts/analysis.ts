/** analysis-service: takes facts and a prompt, and returns checked text and usage. */
import { z } from 'zod'
import { breakSchema } from './facts.ts'
import { MAX_DOUBTS } from '#shared/doubt.ts'
import { costCapsSchema, moduleSchema, systemSchema } from './config-documents.ts'
import { exhibitReadingSchema } from './exhibit-readings.ts'
import { READ_EXHIBITS } from '../exhibits/names.ts'
import { FINDING_REASONS } from '../finding-reasons.ts'
import { languageSchema } from '../schemas/names.ts'
import { instrumentSchema } from './instrument.ts'
import { modelChoiceSchema } from './models.ts'
import { ratingReadingSchema } from './rating.ts'
import { healthRoute } from './health.ts'
import { reportCostSchema } from './model-ledger.ts'
import { contract } from './route.ts'
import { MAX_SCREEN_TEXT } from '../screen/limits.ts'
import { fieldSchema } from './screens.ts'
import { decimalSchema, detailSchema, instantSchema } from '../schemas/texts.ts'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'

/** Largest number of characters in the answer of a model: ten times a long section. */
export const MAX_SECTION_TEXT = 100_000
/** The same limit after the check, which replaces numbers with longer tokens and marks. */
export const MAX_CHECKED_TEXT = 1_000_000
/** Largest number of citations in a section: each takes several characters of the text. */
export const MAX_CITED = MAX_SECTION_TEXT

/**
 * Most characters of a section that another module is given: a long section. A model that wrote far
 * more would push the figures out of the next one's sight.
 */
export const MAX_NEED_TEXT = 24_000

/** Longest template of a prompt, in characters. */
export const MAX_PROMPT = 20_000

const namesSchema = z.object({
  en: z.string().max(300),
  zh: z.string().max(300),
})

/**
 * One row of the table of figures that a module may cite. What its name means stands once, in
 * `terms`.
 */
export const figureRowSchema = z.strictObject({
  token: z.string().max(200).describe('name@period; what {{...}} refers to'),
  value: decimalSchema,
  unit: z.string().max(40),
  end: z.iso.date(),
  doubts: z
    .array(
      z.strictObject({
        check: z.string().max(60).describe('Key into checks'),
        figure: z.string().max(200).describe('name@period of the filed figure that failed it'),
      }),
    )
    .max(MAX_DOUBTS)
    .optional()
    .describe('Absent when no check failed for it or for what it rests on'),
})
export type FigureRow = z.infer<typeof figureRowSchema>

/** Why a figure is in doubt, in words: the check that failed, and for which filed figure. */
export interface FigureDoubt {
  check: string
  /** Token of the filed figure that failed it. */
  token: string
  /** Of the check. */
  names: { en: string; zh: string }
  /** Of that figure. */
  figure: { en: string; zh: string }
  period: string
}

/** A figure with its words: a fact or a derived figure, called by its token `name@period`. */
export interface Figure {
  token: string
  name: string
  label: { en: string; zh: string }
  period: string
  /** The last day of the period, or the day of the balance. */
  end: string
  /** A decimal. */
  value: string
  unit: string
  doubts?: FigureDoubt[]
}

export const neededSectionSchema = z.object({
  module: z.string().max(41),
  title: z.string().max(100),
  status: z.enum(['complete', 'failed', 'skipped']),
  text: z.string().max(MAX_CHECKED_TEXT).describe('Empty unless complete'),
  shortened: z.literal(true).optional().describe('Its end was left out, because it is too long'),
})

const absencesSchema = z
  .array(
    z.object({
      name: z.string().max(100),
      period: z.string().max(40),
      absent: z.string().max(40),
      detail: z.string().max(1_000),
    }),
  )
  .max(5_000)
const figuresSchema = z.array(figureRowSchema).max(20_000)
const termsSchema = z
  .record(z.string().max(100), namesSchema)
  .describe('The names of the figures, and of those that their doubts name')
const checksSchema = z
  .record(z.string().max(60), namesSchema)
  .describe('The checks that the doubts name')

/** What the calls are paid from. */
export const spendingSchema = z.strictObject({
  report: z.string().max(44).nullable().describe('Null for calls outside of reports'),
  caps: costCapsSchema,
})

export const analyzeRequestSchema = z.strictObject({
  module: moduleSchema,
  prompt: z.string().min(1).max(MAX_PROMPT),
  model: modelChoiceSchema,
  language: languageSchema,
  models: systemSchema.shape.models,
  spending: spendingSchema,
  context: z.strictObject({
    instrument: instrumentSchema,
    reporting_currency: z.string().max(10),
    as_of: instantSchema,
    provider: z.string().max(100),
    recorded: z.boolean(),
    figures: figuresSchema,
    terms: termsSchema,
    checks: checksSchema,
    breaks: z
      .array(breakSchema)
      .max(5_000)
      .optional()
      .describe('Of the figures given: years that cannot be compared'),
    absences: absencesSchema,
    needs: z.array(neededSectionSchema).max(40),
    rating: ratingReadingSchema.optional().describe('Where the module reads it'),
    exhibits: z
      .array(exhibitReadingSchema)
      .max(READ_EXHIBITS.length)
      .optional()
      .describe('What it reads besides figures; the figures of these are among `figures`'),
    absent_exhibits: z
      .array(z.object({ kind: z.enum(READ_EXHIBITS), reason: z.string().max(60) }))
      .max(READ_EXHIBITS.length)
      .optional()
      .describe('What it reads that could not be had'),
  }),
})
export type AnalyzeRequest = z.infer<typeof analyzeRequestSchema>

/** Why each number of `unverified` is not taken for a figure, in the same order. */
export const findingsSchema = z
  .array(z.enum(FINDING_REASONS))
  .max(MAX_CITED)
  .describe('Why, one for each of `unverified` in the same order')

export const usageSchema = z.object({
  provider: z.string().max(40).describe('Kind of the model'),
  model: z.string().max(100).describe("The provider's own name of the model"),
  calls: z.int(),
  input_tokens: z.int(),
  cached_tokens: z.int().optional().describe('The part of the input kept from before'),
  output_tokens: z.int().describe('Text and thinking together'),
  thinking_tokens: z.int().optional().describe('The part of the output that was thinking'),
  cost_usd: z
    .number()
    .nullable()
    .describe('0 for builtin; null when no price is configured for the model'),
})
export type Usage = z.infer<typeof usageSchema>

/**
 * `text` is Markdown. `{{revenue@FY2025}}` is a figure of the table. `{{?12.3 billion}}` is a
 * number written by the model that no figure confirms; it is shown struck through and marked.
 * `[[n3]]` is a passage of an exhibit.
 */
export const analyzeResponseSchema = z.object({
  text: z.string().max(MAX_CHECKED_TEXT),
  cited: z.array(z.string().max(200)).max(MAX_CITED).describe('Distinct tokens in the text'),
  unverified: z
    .array(z.string().max(MAX_CHECKED_TEXT))
    .max(MAX_CITED)
    .describe('What stands in {{?...}} in the text, in order'),
  findings: findingsSchema.optional(),
  corrected: z.boolean().describe('The model was asked once to mend unverified figures'),
  usage: usageSchema,
})
export type AnalyzeResponse = z.infer<typeof analyzeResponseSchema>

/** What one module may cost before it is written, by the prices of the hour. */
export const moduleCostSchema = z.object({
  model: z.string().max(63).describe('Id of the configured model'),
  provider: z.string().max(100).describe("The provider's own name of the model"),
  free: z.boolean().describe('The rule analyst costs nothing'),
  call_usd: z.number().nullable().describe('One call at its most; null without a price in force'),
  most_usd: z.number().nullable().describe('Every try and every correction at its most'),
  likely_usd: z.number().nullable(),
})
export type ModuleCost = z.infer<typeof moduleCostSchema>

/**
 * A whole report before it is written. What several modules are given stands in it once: figures
 * and absences by their group, exhibits in the widest window that a module reads.
 */
export const estimateRequestSchema = z.strictObject({
  language: languageSchema,
  models: systemSchema.shape.models,
  attempts: z.int().min(1).max(5).describe('How often a module is tried'),
  modules: z
    .array(
      z.strictObject({
        module: moduleSchema,
        prompt: z.string().min(1).max(MAX_PROMPT),
        model: modelChoiceSchema,
        needs: z
          .array(neededSectionSchema.pick({ module: true, title: true }))
          .max(40)
          .describe('The sections that it will be given'),
      }),
    )
    .min(1)
    .max(40),
  context: analyzeRequestSchema.shape.context
    .omit({
      figures: true,
      terms: true,
      checks: true,
      breaks: true,
      absences: true,
      needs: true,
    })
    .extend({
      groups: z.record(
        z.string().max(40),
        z.strictObject({
          figures: figuresSchema,
          terms: termsSchema,
          checks: checksSchema,
          absences: absencesSchema,
        }),
      ),
    }),
})
export type EstimateRequest = z.infer<typeof estimateRequestSchema>

export const estimateAnswerSchema = z.object({
  modules: z.array(moduleCostSchema).max(40).describe('In the order of the request'),
  spent_today_usd: z
    .number()
    .describe('Of the cap of the day; days are those of UTC. 0 where nothing is to be paid'),
})

export const translationRequestSchema = z.strictObject({
  sentence: z.string().min(1).max(1_000),
  language: languageSchema,
  models: systemSchema.shape.models,
  caps: costCapsSchema,
  fields: z.array(fieldSchema).min(1).max(MAX_RECORDS).describe('Figures that a screen may name'),
})
export type TranslationRequest = z.infer<typeof translationRequestSchema>

export const translationAnswerSchema = z.object({
  text: z.string().max(MAX_SCREEN_TEXT).describe('Was read without a fault'),
  understood: z.array(detailSchema).max(MAX_FEW),
  not_understood: z.array(detailSchema).max(MAX_FEW),
  usage: usageSchema,
})
export type TranslationAnswer = z.infer<typeof translationAnswerSchema>

export const analysisContract = contract({
  getHealth: healthRoute,
  draftScreen: {
    method: 'POST',
    path: '/api/v1/screens/draft',
    access: 'internal',
    summary:
      'Called by the aggregator: a sentence as the text of a screen, by the configured model',
    body: translationRequestSchema,
    response: translationAnswerSchema,
  },
  getReportCost: {
    method: 'GET',
    path: '/api/v1/costs/:report',
    access: 'internal',
    summary: 'Called by the orchestrator: what the calls of a report cost so far',
    params: z.object({ report: z.string().max(44) }),
    response: reportCostSchema,
  },
  estimateModules: {
    method: 'POST',
    path: '/api/v1/modules/estimate',
    access: 'internal',
    summary: 'Called by the orchestrator: what each module may cost; no model is asked',
    body: estimateRequestSchema,
    response: estimateAnswerSchema,
  },
  analyze: {
    method: 'POST',
    path: '/api/v1/modules/write',
    access: 'internal',
    summary:
      'Called by the orchestrator: run one module; with Accept: text/event-stream, `delta` events (text, round; another round begins the text anew) then one `result` or `problem`',
    body: analyzeRequestSchema,
    response: analyzeResponseSchema,
    stream: 'on_accept',
  },
})
