/** What analysts think of the share: price targets in dollars, and ratings by month. */
import { z } from 'zod'
import { perShare } from '#shared/units/scale.ts'
import { dateOf } from './dates.ts'
import {
  type AnalystContext,
  count,
  type EstimateRows,
  figure,
  made,
  symbolOf,
} from './estimate-rows.ts'

export const targetSchema = z.object({
  ...symbolOf,
  targetHigh: figure,
  targetLow: figure,
  targetConsensus: z.number().positive(),
  targetMedian: figure,
})
export const gradesSchema = z.object({
  ...symbolOf,
  date: dateOf,
  analystRatingsStrongBuy: count,
  analystRatingsBuy: count,
  analystRatingsHold: count,
  analystRatingsSell: count,
  analystRatingsStrongSell: count,
})

const dollarsOrNull = (value: number | null | undefined): string | null =>
  value ? perShare(value, 'USD').value : null

export const targets = (
  rows: readonly z.infer<typeof targetSchema>[],
  reading: AnalystContext,
): EstimateRows =>
  rows.map((row) => {
    const figures = {
      mean: perShare(row.targetConsensus, 'USD').value,
      median: dollarsOrNull(row.targetMedian),
    }
    const range = { high: dollarsOrNull(row.targetHigh), low: dollarsOrNull(row.targetLow) }
    return made(
      'price target',
      {
        kind: 'price_target',
        as_of: reading.today,
        unit: 'USD/share',
        ...figures,
        ...range,
        analysts: null,
      },
      0,
      reading,
    )
  })

export const ratings = (
  rows: readonly z.infer<typeof gradesSchema>[],
  source: number,
  reading: AnalystContext,
): EstimateRows =>
  rows.map((row) =>
    made(
      `rating ${row.date}`,
      {
        kind: 'rating',
        as_of: row.date,
        strong_buy: row.analystRatingsStrongBuy,
        buy: row.analystRatingsBuy,
        hold: row.analystRatingsHold,
        sell: row.analystRatingsSell,
        strong_sell: row.analystRatingsStrongSell,
      },
      source,
      reading,
    ),
  )
