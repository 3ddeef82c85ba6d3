/**
 * The rating of a company: scored tests, the grade that follows from them by stated rules, the
 * pillars of the thesis with what would break each, and the risks by rank. Computed in code once a
 * report and kept as an exhibit, so that the seal covers it.
 */
import { z } from 'zod'
import { MAX_FEW } from '../lengths.ts'
import {
  COMPARISONS,
  DANGER_CODES,
  GRADES,
  PILLAR_STATES,
  PRICE_GRADES,
  TEST_GROUPS,
  UNRATED_REASONS,
  UNTESTED_REASONS,
} from '../rating/names.ts'
import { codeSchema, detailSchema, idSchema, instantSchema } from '../schemas/texts.ts'

const ratedTokensSchema = z
  .array(z.string().max(200))
  .max(MAX_FEW)
  .describe('Tokens of the figures that it rests on')
const inBothSchema = z.object({ en: detailSchema, zh: detailSchema })
const degreeSchema = z.number().min(0).max(1)

const testShape = {
  id: codeSchema,
  group: z.enum(TEST_GROUPS),
  names: inBothSchema,
  tokens: ratedTokensSchema,
}

export const ratedTestSchema = z.discriminatedUnion('made', [
  z.object({
    ...testShape,
    made: z.literal(true),
    degree: degreeSchema.describe('0.5 and more is passed'),
    value: z
      .number()
      .nullable()
      .describe('What was measured; null where a figure passes or fails without one'),
    unit: z.enum(['ratio', 'x']),
    shown: z.string().max(200).describe('Token of the figure that stands for the test'),
    scale: z
      .object({ zero: z.number(), pass: z.number(), full: z.number() })
      .describe('The values of degree 0, 0.5 and 1'),
  }),
  z.object({ ...testShape, made: z.literal(false), reason: z.enum(UNTESTED_REASONS) }),
])
export type RatedTest = z.infer<typeof ratedTestSchema>

export const ratedGroupSchema = z.object({
  id: z.enum(TEST_GROUPS),
  score: degreeSchema.nullable().describe('The mean of its degrees; null with too few tests'),
  made: z.int(),
  of: z.int().describe('Tests that fit the kind of company'),
  in_doubt: z.int(),
})
export type RatedGroup = z.infer<typeof ratedGroupSchema>

export const falsifierSchema = z.object({
  name: codeSchema.describe('Of the figure'),
  label: inBothSchema,
  comparison: z.enum(COMPARISONS),
  line: z.number(),
  unit: codeSchema,
  period: codeSchema.describe('The fiscal year whose annual report decides it'),
})
export type Falsifier = z.infer<typeof falsifierSchema>

export const pillarCheckSchema = z.object({
  state: z.enum(PILLAR_STATES),
  token: z.string().max(200).nullable().describe('The figure that it was held against'),
  reason: z.enum(UNTESTED_REASONS).nullable().describe('Why it cannot be checked'),
})
export type PillarCheck = z.infer<typeof pillarCheckSchema>

export const pillarSchema = z.object({
  test: codeSchema,
  claim: inBothSchema,
  tokens: ratedTokensSchema,
  falsifier: falsifierSchema,
  check: pillarCheckSchema.describe('Against the book of the report'),
})
export type Pillar = z.infer<typeof pillarSchema>

export const rankedRiskSchema = z.object({
  id: codeSchema,
  kind: z.enum(['danger', 'test', 'gain', 'doubt']),
  names: inBothSchema,
  severity: z.number().describe('The risks are ranked by it, the gravest first'),
  tokens: ratedTokensSchema,
})
export type RankedRisk = z.infer<typeof rankedRiskSchema>

export const ratingExhibitSchema = z.object({
  kind: z.literal('rating'),
  instrument: idSchema,
  as_of: instantSchema,
  fundamentals: z.object({
    grade: z.enum(GRADES),
    score: degreeSchema.nullable(),
    missing: z.array(z.enum(UNRATED_REASONS)).max(MAX_FEW),
    dangers: z
      .array(z.object({ code: z.enum(DANGER_CODES), tokens: ratedTokensSchema }))
      .max(DANGER_CODES.length),
  }),
  price: z.object({
    grade: z.enum(PRICE_GRADES),
    score: degreeSchema.nullable(),
    missing: z.array(z.enum(UNRATED_REASONS)).max(MAX_FEW),
  }),
  groups: z.array(ratedGroupSchema).max(TEST_GROUPS.length),
  tests: z.array(ratedTestSchema).max(MAX_FEW),
  pillars: z.array(pillarSchema).max(5).describe('Empty where too few tests are passed well'),
  risks: z.array(rankedRiskSchema).max(MAX_FEW),
})
export type RatingExhibit = z.infer<typeof ratingExhibitSchema>

/** What a module is given of it: without the moment, so that reports of one day read the same. */
export const ratingReadingSchema = ratingExhibitSchema.omit({
  kind: true,
  instrument: true,
  as_of: true,
})
export type RatingReading = z.infer<typeof ratingReadingSchema>
