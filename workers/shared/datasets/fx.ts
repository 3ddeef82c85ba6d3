/** Exchange rates of two currencies. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { currencySchema, positiveSchema } from './elements.ts'
import { instantSchema } from '../schemas/texts.ts'

export const fxSchema = z.object({
  from: currencySchema,
  to: currencySchema,
  at: instantSchema,
  rate: positiveSchema.describe('Units of `to` for one unit of `from`'),
})

export const fx = defineItems({
  item: fxSchema,
  moment: ({ at }) => at,
  window_days: 30,
  longest_freshness_days: 7,
  of_the_company: false,
  route: null,
})
