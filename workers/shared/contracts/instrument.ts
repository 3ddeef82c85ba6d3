/** An instrument: its names and its identifiers. */
import { z } from 'zod'
import { marketSchema } from './names.ts'

export const instrumentSchema = z.object({
  id: z.string().describe('MARKET:SYMBOL'),
  market: marketSchema,
  symbol: z.string(),
  name: z.string().describe('As the provider writes it'),
  names: z.object({
    en: z.string().optional(),
    zh: z.string().optional(),
    ja: z.string().optional(),
  }),
  exchange: z.string().nullable(),
  industry: z.string().nullable(),
  /** MM-DD: the nominal end of the fiscal year, as filed. */
  fiscal_year_end: z.string().nullable(),
  /** The provider's own identifiers, e.g. `{ cik: "0000320193" }`. */
  identifiers: z.record(z.string(), z.string()),
})
export type Instrument = z.infer<typeof instrumentSchema>
