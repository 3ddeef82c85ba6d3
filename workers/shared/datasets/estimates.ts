/**
 * Analysts' consensus, ratings and price targets, results compared with estimates, and the
 * company's own guidance.
 */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { codeTextSchema, proseTextSchema } from './elements.ts'
import { calendarDateSchema, codeSchema, decimalSchema } from '../schemas/texts.ts'

export const estimateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('consensus'),
    concept: codeSchema.describe('eps_diluted, revenue, ebitda ...'),
    period: codeTextSchema.describe(
      'FY2026, 2026Q3 in the company’s fiscal calendar, or the words of the provider',
    ),
    period_end: calendarDateSchema.nullable(),
    as_of: calendarDateSchema,
    unit: codeTextSchema,
    mean: decimalSchema,
    high: decimalSchema.nullable(),
    low: decimalSchema.nullable(),
    analysts: z.int().min(0).nullable(),
  }),
  z.object({
    kind: z.literal('rating'),
    as_of: calendarDateSchema,
    strong_buy: z.int().min(0),
    buy: z.int().min(0),
    hold: z.int().min(0),
    sell: z.int().min(0),
    strong_sell: z.int().min(0),
  }),
  z.object({
    kind: z.literal('price_target'),
    as_of: calendarDateSchema,
    unit: codeTextSchema,
    mean: decimalSchema,
    median: decimalSchema.nullable(),
    high: decimalSchema.nullable(),
    low: decimalSchema.nullable(),
    analysts: z.int().min(0).nullable(),
  }),
  z.object({
    kind: z.literal('surprise'),
    concept: codeSchema,
    period: codeTextSchema,
    period_end: calendarDateSchema.nullable(),
    as_of: calendarDateSchema,
    unit: codeTextSchema,
    actual: decimalSchema,
    estimate: decimalSchema.nullable(),
  }),
  z.object({
    kind: z.literal('guidance'),
    concept: codeSchema,
    period: codeTextSchema,
    period_end: calendarDateSchema,
    as_of: calendarDateSchema,
    unit: codeTextSchema,
    low: decimalSchema.nullable(),
    high: decimalSchema.nullable(),
    words: proseTextSchema.nullable(),
  }),
])

export const estimates = defineItems({
  item: estimateSchema,
  moment: ({ as_of }) => as_of,
  window_days: 400,
  longest_freshness_days: 31,
  of_the_company: true,
  route: { summary: "Analysts' estimates, ratings and targets", reads: 'stored' },
})
