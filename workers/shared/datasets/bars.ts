/**
 * Daily bars, raw and adjusted. One record is the whole series in one adjustment. Bars have their
 * own table.
 */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { codeTextSchema, currencySchema } from './elements.ts'
import { calendarDateSchema, decimalSchema } from '../schemas/texts.ts'
import { MAX_BARS } from '../lengths.ts'

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
 * `raw`: as traded. `split`: earlier prices are divided by later splits. `total_return`: earlier
 * prices are multiplied by a ratio for each dividend too, so the change over the series is the
 * return with dividends reinvested. `subtractive`: later dividends are subtracted from earlier
 * prices (qfq of Chinese providers), so differences are true and rates of change are not: old
 * prices come near zero or fall below it.
 */
export const ADJUSTMENTS = ['raw', 'split', 'total_return', 'subtractive'] as const
export const adjustmentSchema = z.enum(ADJUSTMENTS)
export type Adjustment = z.infer<typeof adjustmentSchema>

/** Daily bars of one instrument, oldest first, in one adjustment. */
export const barSeriesSchema = z.object({
  adjustment: adjustmentSchema,
  currency: currencySchema,
  bars: z.array(barSchema).min(1).max(MAX_BARS),
  computed: z
    .object({
      from: z.literal('raw'),
      actions_by: codeTextSchema.describe('The provider of the dividends and splits'),
      dividends: z.int().min(0).describe('Dividends within the days of the bars'),
      splits: z.int().min(0),
    })
    .optional()
    .describe('Set when this system computed the series from the prices as traded'),
})

export const bars = defineItems({
  item: barSeriesSchema,
  moment: () => null,
  window_days: 3_700,
  longest_freshness_days: 7,
  of_the_company: false,
  default_years: 1,
  route: {
    summary: 'Daily bars, raw and adjusted; one item an adjustment, its bars oldest first',
    reads: 'stored',
  },
})
