/**
 * Daily bars, raw and adjusted. One record is the whole series in one adjustment. Bars have their
 * own table.
 */
import { z } from 'zod'
import { calendarDateSchema, decimalSchema } from '../contracts/facts.ts'
import { defineItems } from './definition.ts'
import { currencySchema } from './elements.ts'

export const barSchema = z.object({
  date: calendarDateSchema.describe("The trading day in the market's zone"),
  open: decimalSchema.nullable(),
  high: decimalSchema.nullable(),
  low: decimalSchema.nullable(),
  close: decimalSchema,
  volume: decimalSchema.nullable().describe('Shares'),
  turnover: decimalSchema.nullable().describe('Money, in the currency of the prices'),
})
export type Bar = z.infer<typeof barSchema>

/**
 * `raw`: as traded. `split`: earlier prices are divided by later splits. `total_return`: adjusted
 * for dividends too.
 */
export const ADJUSTMENTS = ['raw', 'split', 'total_return'] as const
export const adjustmentSchema = z.enum(ADJUSTMENTS)
export type Adjustment = z.infer<typeof adjustmentSchema>

/** Daily bars of one instrument, oldest first, in one adjustment. */
export const barSeriesSchema = z.object({
  adjustment: adjustmentSchema,
  currency: currencySchema,
  bars: z.array(barSchema).min(1),
})

export const bars = defineItems({
  item: barSeriesSchema,
  moment: () => null,
  window_days: 3_700,
  default_years: 1,
  route: {
    summary: 'Daily bars, raw and adjusted; one item an adjustment, its bars oldest first',
    reads: 'stored',
  },
})
