/** An instrument: its names and its identifiers. */
import { z } from 'zod'
import { marketSchema } from '../schemas/names.ts'
import { codeSchema, idSchema, nameSchema } from '../schemas/texts.ts'

export const instrumentSchema = z.object({
  id: idSchema.describe('MARKET:SYMBOL'),
  market: marketSchema,
  symbol: codeSchema,
  name: nameSchema.describe('As the provider writes it'),
  names: z.object({
    en: nameSchema.optional(),
    zh: nameSchema.optional(),
    ja: nameSchema.optional(),
  }),
  exchange: nameSchema.nullable(),
  industry: nameSchema.nullable(),
  /** MM-DD: the nominal end of the fiscal year, as filed. */
  fiscal_year_end: codeSchema.nullable(),
  /** The provider's own identifiers, e.g. `{ cik: "0000320193" }`. */
  identifiers: z.record(codeSchema, idSchema),
})
export type Instrument = z.infer<typeof instrumentSchema>
