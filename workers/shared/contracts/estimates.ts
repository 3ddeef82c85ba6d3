/**
 * One record of the dataset `estimates`: a consensus, ratings, a price target, a result against its
 * estimate, or the company's own guidance.
 */
import { z } from 'zod'
import { calendarDateSchema, decimalSchema } from './facts.ts'

const text = z.string().trim().min(1)

export const estimateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('consensus'),
    concept: z.string().describe('eps_diluted, revenue, ebitda ...'),
    period: text.describe(
      'FY2026, 2026Q3 in the company’s fiscal calendar, or the words of the provider',
    ),
    period_end: calendarDateSchema.nullable(),
    as_of: calendarDateSchema,
    unit: text,
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
    unit: text,
    mean: decimalSchema,
    median: decimalSchema.nullable(),
    high: decimalSchema.nullable(),
    low: decimalSchema.nullable(),
    analysts: z.int().min(0).nullable(),
  }),
  z.object({
    kind: z.literal('surprise'),
    concept: z.string(),
    period: text,
    period_end: calendarDateSchema.nullable(),
    as_of: calendarDateSchema,
    unit: text,
    actual: decimalSchema,
    estimate: decimalSchema.nullable(),
  }),
  z.object({
    kind: z.literal('guidance'),
    concept: z.string(),
    period: text,
    period_end: calendarDateSchema,
    as_of: calendarDateSchema,
    unit: text,
    low: decimalSchema.nullable(),
    high: decimalSchema.nullable(),
    words: text.nullable(),
  }),
])
