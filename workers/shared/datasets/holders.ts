/** The largest holders, and how the shares are divided among kinds of holders. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { fractionSchema, providerFigureSchema, nameTextSchema } from './elements.ts'
import { calendarDateSchema, codeSchema, decimalSchema } from '../schemas/texts.ts'
import { MAX_RECORDS } from '../lengths.ts'

export const holderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('holder'),
    as_of: calendarDateSchema,
    scope: z
      .enum(['total', 'float', 'institutions', 'funds'])
      .describe('Of which list it is: all holders, holders of freely tradable shares ...'),
    holder: nameTextSchema,
    holder_kind: nameTextSchema.nullable(),
    rank: z.int().min(1).nullable(),
    shares: decimalSchema.nullable(),
    fraction: fractionSchema.nullable().describe('Of the shares of the scope'),
    change: decimalSchema.nullable().describe('Shares, against the report before'),
    value: decimalSchema.nullable(),
    value_unit: codeSchema.nullable(),
  }),
  z.object({
    kind: z.literal('breakdown'),
    as_of: calendarDateSchema,
    figures: z
      .array(providerFigureSchema)
      .min(1)
      .max(MAX_RECORDS)
      .describe('holder_count, institutions_fraction, insiders_fraction ...'),
  }),
])

export const holders = defineItems({
  item: holderSchema,
  moment: ({ as_of }) => as_of,
  window_days: 800,
  longest_freshness_days: 92,
  of_the_company: true,
  route: { summary: 'Largest holders', reads: 'stored' },
})
