/** Instruments: which markets there are, and how one is named. */
import { z } from 'zod'

export const MARKETS = ['CN', 'HK', 'US', 'JP'] as const
export const marketSchema = z.enum(MARKETS)
export type Market = z.infer<typeof marketSchema>

/** `MARKET:SYMBOL`, e.g. `CN:600519.SH`, `HK:00700`, `US:BRK.B`, `JP:7203`. */
export type InstrumentId = `${Market}:${string}`

export const languageSchema = z.enum(['en', 'zh'])
export type Language = z.infer<typeof languageSchema>

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
  /** MM-DD of the fiscal year's nominal end, as filed. */
  fiscal_year_end: z.string().nullable(),
  /** The provider's own identifiers, e.g. `{ cik: "0000320193" }`. */
  identifiers: z.record(z.string(), z.string()),
})
export type Instrument = z.infer<typeof instrumentSchema>
