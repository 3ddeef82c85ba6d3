/** Search: the instruments that a provider finds for a text. */
import { z } from 'zod'
import { marketSchema } from '../contracts/names.ts'
import { defineItems } from './definition.ts'
import { textSchema } from './elements.ts'
import { profileSchema } from './profile.ts'

/** An instrument a provider found for a text. */
export const foundSchema = z.object({
  market: marketSchema,
  symbol: textSchema,
  name: textSchema,
  names: profileSchema.shape.names,
  exchange: textSchema.nullable(),
  identifiers: z.record(z.string(), z.string()),
})
export type Found = z.infer<typeof foundSchema>

export const instrument = defineItems({
  item: foundSchema,
  moment: () => null,
  window_days: 0,
  route: null,
})
