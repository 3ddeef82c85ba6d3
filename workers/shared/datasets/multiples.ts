/** Market value and valuation multiples as a provider states them. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { providerFigureSchema } from './elements.ts'
import { instantSchema } from '../contracts/texts.ts'
import { MAX_RECORDS } from '../lengths.ts'

/**
 * Market figures at a moment: price, market_cap, float_market_cap, enterprise_value, pe_ttm,
 * pe_forward, pe_static, pe_dynamic, pb, ps_ttm, ev_ebitda, ev_revenue, peg, dividend_yield_ttm,
 * beta, high_52w, low_52w. Prices to earnings differ in the earnings: of the last twelve months
 * (ttm), of the last fiscal year (static), of the fiscal year's reports so far scaled to a year
 * (dynamic), or as analysts expect them (forward).
 */
export const multiplesSchema = z.object({
  at: instantSchema,
  figures: z.array(providerFigureSchema).min(1).max(MAX_RECORDS),
})

export const multiples = defineItems({
  item: multiplesSchema,
  moment: ({ at }) => at,
  window_days: 30,
  route: {
    summary: 'Market value and valuation multiples as a provider states them',
    reads: 'stored',
  },
})
