/** Trades of insiders in the shares of their company. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { codeTextSchema, idTextSchema, nameTextSchema, proseTextSchema } from './elements.ts'
import { calendarDateSchema, codeSchema, decimalSchema } from '../schemas/texts.ts'

export const insiderSchema = z.object({
  person: nameTextSchema,
  role: nameTextSchema.nullable(),
  traded_on: calendarDateSchema,
  filed_at: calendarDateSchema.nullable(),
  action: z.enum(['buy', 'sell', 'award', 'exercise', 'tax', 'gift', 'other']),
  code: codeTextSchema.nullable().describe("The provider's or the form's own code"),
  open_market: z
    .boolean()
    .describe('A purchase or sale for money in a market; only these are a view of the price'),
  derivative: z.boolean(),
  shares: decimalSchema.describe('Change of the holding: negative when it fell'),
  price: decimalSchema.nullable(),
  price_unit: codeSchema.nullable(),
  shares_after: decimalSchema.nullable(),
  document_id: idTextSchema.nullable(),
  note: proseTextSchema
    .nullable()
    .optional()
    .describe("The form's own footnotes to the transaction"),
})

export const insiders = defineItems({
  item: insiderSchema,
  moment: ({ traded_on }) => traded_on,
  window_days: 400,
  longest_freshness_days: 31,
  of_the_company: true,
  route: { summary: 'Trades of insiders', reads: 'stored' },
})
