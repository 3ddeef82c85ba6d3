/** Search: the instruments that a provider finds for a text. */
import { z } from 'zod'
import { marketSchema } from '../schemas/names.ts'
import { defineItems } from './definition.ts'
import { codeTextSchema, nameTextSchema } from './elements.ts'
import { profileSchema } from './profile.ts'
import { codeSchema, idSchema } from '../schemas/texts.ts'

/** An instrument a provider found for a text. */
export const foundSchema = z.object({
  market: marketSchema,
  symbol: codeTextSchema,
  name: nameTextSchema,
  names: profileSchema.shape.names,
  exchange: nameTextSchema.nullable(),
  identifiers: z.record(codeSchema, idSchema),
})
export type FoundInstrument = z.infer<typeof foundSchema>

export const instrument = defineItems({
  item: foundSchema,
  moment: () => null,
  window_days: 0,
  longest_freshness_days: 366,
  of_the_company: false,
  route: null,
})
