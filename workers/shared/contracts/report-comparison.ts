/**
 * Two reports of one company beside each other: what changed of their figures, exhibits, rating and
 * sentences. `before` is the one compared with, null where it has none of that; `after` likewise.
 */
import { z } from 'zod'
import { READ_EXHIBITS } from '../exhibits/names.ts'
import { MAX_FEW } from '../lengths.ts'
import {
  GRADES,
  PILLAR_STATES,
  PRICE_GRADES,
  TEST_GROUPS,
  UNTESTED_REASONS,
} from '../rating/names.ts'
import { SENTENCE_CHANGES } from '../report-comparison/sentences.ts'
import { codeSchema, decimalSchema, detailSchema, idSchema, nameSchema } from '../schemas/texts.ts'

const textsSchema = z.object({ en: detailSchema, zh: detailSchema })
const countSchema = z.int().min(0)

const comparedValueSchema = z.object({
  token: idSchema,
  value: decimalSchema,
  unit: codeSchema,
  end: codeSchema.describe('The last day of its period'),
})
export const figureChangeSchema = z.object({
  name: codeSchema,
  label: textsSchema,
  period: codeSchema,
  filed: z.boolean().describe('False for a computed figure'),
  before: comparedValueSchema.nullable(),
  after: comparedValueSchema.nullable(),
})
export type FigureChange = z.infer<typeof figureChangeSchema>

/** Of these only the first are listed: those that weigh most. */
export const figureChangesSchema = z.object({
  changed: countSchema.describe('Figures of both reports with another value'),
  added: countSchema,
  removed: countSchema,
  rows: z.array(figureChangeSchema).max(MAX_FEW),
})
export type FigureChanges = z.infer<typeof figureChangesSchema>

const passageChangeSchema = z.object({
  id: codeSchema.describe('Its mark in that report'),
  title: detailSchema,
  day: codeSchema,
  url: detailSchema.nullable(),
})
export const exhibitChangeSchema = z.object({
  kind: z.enum(READ_EXHIBITS),
  before: codeSchema.nullable().describe('`there`, the reason of its absence, or null: not read'),
  after: codeSchema.nullable(),
  figures: figureChangesSchema,
  passages: z.object({
    added: countSchema,
    removed: countSchema,
    new: z.array(passageChangeSchema).max(MAX_FEW).describe('The newest of those added'),
  }),
})
export type ExhibitChange = z.infer<typeof exhibitChangeSchema>

const scoreSchema = z.number().nullable()
const fundamentalsGradeSchema = z.object({ grade: z.enum(GRADES), score: scoreSchema })
const priceGradeSchema = z.object({ grade: z.enum(PRICE_GRADES), score: scoreSchema })

const testStateSchema = z.discriminatedUnion('made', [
  z.object({
    made: z.literal(true),
    degree: z.number(),
    value: z.number().nullable(),
    unit: codeSchema,
  }),
  z.object({ made: z.literal(false), reason: z.enum(UNTESTED_REASONS) }),
])
export const testChangeSchema = z.object({
  id: codeSchema,
  group: z.enum(TEST_GROUPS),
  names: textsSchema,
  before: testStateSchema.nullable(),
  after: testStateSchema.nullable(),
})
export type TestChange = z.infer<typeof testChangeSchema>

const pillarChangeSchema = z.object({
  test: codeSchema,
  claim: textsSchema,
  before: z.enum(PILLAR_STATES).nullable(),
  after: z.enum(PILLAR_STATES).nullable(),
})
const riskChangeSchema = z.object({
  id: codeSchema,
  names: textsSchema,
  before: z.int().nullable().describe('Its rank from 1, the gravest'),
  after: z.int().nullable(),
})
export const ratingChangesSchema = z.object({
  fundamentals: z
    .object({
      before: fundamentalsGradeSchema.nullable(),
      after: fundamentalsGradeSchema.nullable(),
    })
    .nullable()
    .describe('Null where neither the grade nor its score changed'),
  price: z
    .object({ before: priceGradeSchema.nullable(), after: priceGradeSchema.nullable() })
    .nullable(),
  tests: z.array(testChangeSchema).max(MAX_FEW).describe('Those that passed or failed anew first'),
  unchanged_tests: countSchema,
  pillars: z.array(pillarChangeSchema).max(MAX_FEW),
  risks: z.array(riskChangeSchema).max(MAX_FEW).describe('Those that came or went'),
})
export type RatingChanges = z.infer<typeof ratingChangesSchema>

export const sentenceChangeSchema = z.object({
  change: z.enum(SENTENCE_CHANGES),
  before: detailSchema.nullable().describe('With its tokens and marks'),
  after: detailSchema.nullable(),
})
export type SentenceChange = z.infer<typeof sentenceChangeSchema>

/** The states of a section. */
export const MODULE_STATUSES = ['pending', 'running', 'complete', 'failed', 'skipped'] as const

const sectionStateSchema = z.object({
  status: z.enum(MODULE_STATUSES),
  reason: codeSchema.nullable(),
  writer: nameSchema.nullable().describe('`builtin`, or the name of the model'),
  unverified: countSchema,
})
export const sectionChangeSchema = z.object({
  module: codeSchema,
  names: textsSchema,
  before: sectionStateSchema.nullable(),
  after: sectionStateSchema.nullable(),
  same: countSchema.describe('Sentences that stand in both'),
  refigured: countSchema.describe('Sentences that stand in both with other figures or periods'),
  added: countSchema,
  removed: countSchema,
  sentences: z.array(sentenceChangeSchema).max(MAX_FEW).describe('Only the first are listed'),
  cut: z.boolean().describe('A text is so long that its end was not compared'),
})
export type SectionChange = z.infer<typeof sectionChangeSchema>

export const reportComparisonSchema = z.object({
  before: idSchema,
  after: idSchema,
  same: z.object({
    inputs: z.boolean().describe('The same book and the same exhibits'),
    configuration: z.boolean(),
    language: z.boolean().describe('Sentences are compared in one language alone'),
  }),
  figures: figureChangesSchema,
  exhibits: z.array(exhibitChangeSchema).max(MAX_FEW).describe('Those that changed'),
  rating: ratingChangesSchema,
  sections: z.array(sectionChangeSchema).max(MAX_FEW).describe('What changed most comes first'),
})
export type ReportComparison = z.infer<typeof reportComparisonSchema>
