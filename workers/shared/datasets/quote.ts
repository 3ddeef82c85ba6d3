/** The current price as a provider gives it. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { currencySchema, fractionSchema, positiveSchema } from './elements.ts'
import { decimalSchema, instantSchema } from '../schemas/texts.ts'

export const delaySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('realtime') }),
  z.object({
    kind: z.literal('delayed'),
    minutes: z.int().min(1).nullable().describe('Null where the provider does not say by how much'),
  }),
  z.object({ kind: z.literal('end_of_day') }),
])
export type Delay = z.infer<typeof delaySchema>

export const quoteSchema = z.object({
  price: positiveSchema,
  currency: currencySchema,
  open: positiveSchema.nullable(),
  high: positiveSchema.nullable(),
  low: positiveSchema.nullable(),
  previous_close: positiveSchema.nullable(),
  change: decimalSchema.nullable(),
  change_fraction: fractionSchema.nullable(),
  volume: decimalSchema.nullable().describe('Shares'),
  turnover: decimalSchema.nullable().describe('Money'),
  quoted_at: instantSchema.describe('The time the provider gives the price'),
  delay: delaySchema,
})

export const quote = defineItems({
  item: quoteSchema,
  moment: ({ quoted_at }) => quoted_at,
  window_days: 1,
  longest_freshness_days: 1,
  of_the_company: false,
  route: {
    summary: 'The price as a provider gives it now; asked for each time, never stored',
    reads: 'provider',
  },
})
