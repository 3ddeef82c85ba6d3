/** analysis-service: takes facts and a prompt, and returns checked text and usage. */
import { z } from 'zod'
import { breakSchema } from './facts.ts'
import { MAX_DOUBTS } from '#shared/doubt.ts'
import { moduleSchema, systemSchema } from './config.ts'
import { languageSchema } from './names.ts'
import { instrumentSchema } from './instrument.ts'
import { modelChoiceSchema } from './models.ts'
import { healthRoute } from './health.ts'
import { contract } from './route.ts'
import { decimalSchema, instantSchema } from './texts.ts'

/** Largest number of characters in the answer of a model: ten times a long section. */
export const MAX_SECTION_TEXT = 100_000
/** The same limit after the check, which replaces numbers with longer tokens and marks. */
export const MAX_CHECKED_TEXT = 1_000_000
/** Largest number of citations in a section: each takes several characters of the text. */
export const MAX_CITED = MAX_SECTION_TEXT

/**
 * One row of the table of figures that a module may cite: a fact or a derived figure, identified by
 * its token `name@period`.
 */
const namesSchema = z.object({
  en: z.string().max(300),
  zh: z.string().max(300),
})

/** Why a figure is in doubt, in words: the check that failed, and for which filed figure. */
export const figureDoubtSchema = z.object({
  check: z.string().max(60),
  names: namesSchema.describe('Of the check'),
  figure: namesSchema.describe('The filed figure that failed it'),
  period: z.string().max(40).describe('Of that figure'),
})
export type FigureDoubt = z.infer<typeof figureDoubtSchema>

export const figureSchema = z.object({
  token: z.string().max(200).describe('name@period; what {{...}} refers to'),
  id: z.string().max(300).describe('Of the fact or derived figure'),
  name: z.string().max(100),
  label: z.object({ en: z.string().max(200), zh: z.string().max(200) }),
  group: z.string().max(40),
  period: z.string().max(40),
  end: z.iso.date(),
  value: decimalSchema,
  unit: z.string().max(40),
  doubts: z
    .array(figureDoubtSchema)
    .max(MAX_DOUBTS)
    .optional()
    .describe('Absent when no check failed for it or for what it rests on'),
})
export type Figure = z.infer<typeof figureSchema>

export const neededSectionSchema = z.object({
  module: z.string().max(41),
  title: z.string().max(100),
  status: z.enum(['complete', 'failed', 'skipped']),
  text: z.string().max(MAX_CHECKED_TEXT).describe('Empty unless complete'),
})

export const analyzeRequestSchema = z.strictObject({
  module: moduleSchema,
  prompt: z.string().min(1).max(20_000),
  model: modelChoiceSchema,
  language: languageSchema,
  models: systemSchema.shape.models,
  context: z.strictObject({
    instrument: instrumentSchema,
    reporting_currency: z.string().max(10),
    as_of: instantSchema,
    provider: z.string().max(100),
    recorded: z.boolean(),
    figures: z.array(figureSchema).max(5_000),
    breaks: z
      .array(breakSchema)
      .max(5_000)
      .optional()
      .describe('Of the figures given: years that cannot be compared'),
    absences: z
      .array(
        z.object({
          name: z.string().max(100),
          period: z.string().max(40),
          absent: z.string().max(40),
          detail: z.string().max(1_000),
        }),
      )
      .max(5_000),
    needs: z.array(neededSectionSchema).max(40),
  }),
})
export type AnalyzeRequest = z.infer<typeof analyzeRequestSchema>

export const usageSchema = z.object({
  provider: z.string().max(40).describe('Kind of the model'),
  model: z.string().max(100).describe("The provider's own name of the model"),
  calls: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int().describe('Candidates and thinking together'),
  cost_usd: z
    .number()
    .nullable()
    .describe('0 for builtin; null when no price is configured for the model'),
})
export type Usage = z.infer<typeof usageSchema>

/**
 * `text` is Markdown. `{{revenue@FY2025}}` is a figure of the table. `{{?12.3 billion}}` is a
 * number written by the model that no figure confirms; it is shown struck through and marked.
 */
export const analyzeResponseSchema = z.object({
  text: z.string().max(MAX_CHECKED_TEXT),
  cited: z.array(z.string().max(200)).max(MAX_CITED).describe('Distinct tokens in the text'),
  unverified: z
    .array(z.string().max(MAX_CHECKED_TEXT))
    .max(MAX_CITED)
    .describe('What stands in {{?...}} in the text, in order'),
  corrected: z.boolean().describe('The model was asked once to mend unverified figures'),
  usage: usageSchema,
})
export type AnalyzeResponse = z.infer<typeof analyzeResponseSchema>

export const analysisContract = contract({
  getHealth: healthRoute,
  analyze: {
    method: 'POST',
    path: '/api/v1/analyze',
    public: '/api/analyze',
    access: 'writer',
    summary:
      'Run one module; with Accept: text/event-stream, `delta` events then one `result` or `problem`',
    body: analyzeRequestSchema,
    response: analyzeResponseSchema,
    stream: 'on_accept',
  },
})
