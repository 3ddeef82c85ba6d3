/**
 * Makes three series of daily bars from one chart: adjusted for splits, adjusted for splits and
 * dividends, and as traded. Pure.
 */
import { Decimal } from 'decimal.js'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { unsplit } from '#shared/units/period.ts'
import { multiple, perShare, shares } from '#shared/units/scale.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { type Chart, type ChartDay, reachesNow } from './chart.ts'
import { decimalOfFloat } from './float.ts'

type BarsItem = ItemOf<'bars'>

const asGiven = (value: number | null, { currency }: Chart): string | null =>
  value === null ? null : perShare(decimalOfFloat(value), currency).value
const volumeOf = (volume: number | null): string | null =>
  volume === null ? null : shares(volume, 'ones').value

const splitBar = (day: ChartDay, chart: Chart): Bar => ({
  date: day.date,
  open: asGiven(day.open, chart),
  high: asGiven(day.high, chart),
  low: asGiven(day.low, chart),
  close: perShare(decimalOfFloat(day.close), chart.currency).value,
  volume: volumeOf(day.volume),
  turnover: null,
})

/** Yahoo adjusts only the close. */
const returnBar = (day: ChartDay, chart: Chart): Bar[] => {
  const close = asGiven(day.adjusted, chart)
  return close === null
    ? []
    : [
        {
          date: day.date,
          open: null,
          high: null,
          low: null,
          close,
          volume: volumeOf(day.volume),
          turnover: null,
        },
      ]
}

/** The number of digits of a price when Yahoo does not give it. */
const PRICE_DIGITS = 2

/**
 * Multiplies prices by the later splits and rounds them to the digits in which the instrument is
 * quoted. Divides volumes by the same splits.
 */
const rawBar = (day: ChartDay, chart: Chart): Bar => {
  const later = chart.splits.filter((split) => split.date > day.date)
  if (later.length === 0) return splitBar(day, chart)
  const factor = later.reduce(
    (product, { numerator, denominator }) => product.times(numerator).div(denominator),
    new Decimal(1),
  )
  const splits = multiple(factor)
  const traded = (value: number): string => {
    const paid = unsplit({ adjusted: 'split', price: perShare(value, chart.currency) }, splits)
    if (!paid.ok) throw new Error(paid.detail)
    return new Decimal(paid.data.price.value)
      .toDecimalPlaces(chart.meta.priceHint ?? PRICE_DIGITS)
      .toFixed()
  }
  const orNull = (value: number | null): string | null => (value === null ? null : traded(value))
  return {
    date: day.date,
    open: orNull(day.open),
    high: orNull(day.high),
    low: orNull(day.low),
    close: traded(day.close),
    turnover: null,
    volume:
      day.volume === null
        ? null
        : shares(new Decimal(day.volume).div(factor).toDecimalPlaces(0), 'ones').value,
  }
}

export const seriesOf = (chart: Chart, market: Market): ProviderResult<BarsItem[]> => {
  if (!chart.daily)
    return malformed('yahoo', `chart.result.0.meta.dataGranularity: ${chart.meta.dataGranularity}`)
  if (chart.adjusted === false)
    return malformed('yahoo', 'chart.result.0.indicators.adjclose.0.adjclose')
  const { currency, days } = chart
  const all: BarsItem[] = [
    { adjustment: 'split', currency, bars: days.map((day) => splitBar(day, chart)) },
    { adjustment: 'total_return', currency, bars: days.flatMap((day) => returnBar(day, chart)) },
    // The events do not include splits after the last bar. A chart that ends before the last trade
    // therefore cannot be converted back to traded prices.
    {
      adjustment: 'raw',
      currency,
      bars: reachesNow(chart, market) ? days.map((day) => rawBar(day, chart)) : [],
    },
  ]
  return { ok: true, data: all.filter(({ bars }) => bars.length > 0) }
}
