/** Market value and valuation multiples as a provider states them. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { providerFigureSchema } from './elements.ts'
import { codeSchema, instantSchema, proseSchema } from '../schemas/texts.ts'
import { MAX_RECORDS } from '../lengths.ts'

/**
 * Market figures at a moment: price, market_cap, float_market_cap, enterprise_value, pe_ttm,
 * pe_forward, pe_static, pe_dynamic, pb, ps_ttm, ev_ebitda, ev_revenue, peg, dividend_yield_ttm,
 * beta, high_52w, low_52w. Prices to earnings differ in the earnings: of the last twelve months
 * (ttm), of the last fiscal year (static), of the fiscal year's reports so far scaled to a year
 * (dynamic), or as analysts expect them (forward).
 */
export const multiplesSchema = z
  .object({
    at: instantSchema,
    figures: z.array(providerFigureSchema).max(MAX_RECORDS),
    /** Added when the figures are read; absent when every figure may stand. */
    refused: z
      .array(
        z.object({
          concept: codeSchema.regex(/^[a-z][a-z0-9_]*$/),
          detail: proseSchema,
          detail_zh: proseSchema,
        }),
      )
      .max(MAX_RECORDS)
      .optional()
      .describe('Figures that the provider states and that do not fit the price, each with why'),
    /** Absent when the figures can be of one company in one currency. */
    contradiction: proseSchema
      .optional()
      .describe('Why market value, shares and price of this answer cannot all be right'),
  })
  .refine(({ figures, refused }) => figures.length > 0 || refused !== undefined, 'has no figure')

export const multiples = defineItems({
  item: multiplesSchema,
  moment: ({ at }) => at,
  window_days: 30,
  longest_freshness_days: 7,
  of_the_company: false,
  route: {
    summary: 'Market value and valuation multiples as a provider states them',
    reads: 'stored',
  },
})
