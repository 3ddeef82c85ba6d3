/**
 * The one place where the units of providers (万元, 千元, millions, lots, percent) are converted to a
 * quantity of scale 1. The conversion is exact: 3431764.407 万元 is 34317644070 CNY.
 */
import { Decimal } from 'decimal.js'
import { type Quantity, quantity } from './quantity.ts'
import type { Currency, PerShare } from './unit.ts'

/** Currency units in one of each scale. */
export const MONEY_SCALES = {
  元: 1,
  千元: 1e3,
  万元: 1e4,
  亿元: 1e8,
  ones: 1,
  thousands: 1e3,
  millions: 1e6,
  billions: 1e9,
} as const
export type MoneyScale = keyof typeof MONEY_SCALES

/**
 * Shares in one of each unit. 手 is the lot of the A-share market. The lots of Hong Kong differ by
 * company and are never assumed.
 */
export const SHARE_SCALES = {
  股: 1,
  手: 100,
  万股: 1e4,
  亿股: 1e8,
  ones: 1,
  thousands: 1e3,
  millions: 1e6,
} as const
export type ShareScale = keyof typeof SHARE_SCALES

export type Numeric = number | string | Decimal
const scaled = (value: Numeric, by: number): Decimal => new Decimal(value).times(by)

export const money = <C extends Currency>(
  value: Numeric,
  scale: MoneyScale,
  currency: C,
): Quantity<C> => quantity(scaled(value, MONEY_SCALES[scale]), currency)
export const shares = (value: Numeric, scale: ShareScale): Quantity<'shares'> =>
  quantity(scaled(value, SHARE_SCALES[scale]), 'shares')
export const perShare = <C extends Currency>(value: Numeric, currency: C): Quantity<PerShare<C>> =>
  quantity(new Decimal(value), `${currency}/share` as PerShare<C>)
/** 26.92 percent is the ratio 0.2692. */
export const percent = (value: Numeric): Quantity<'ratio'> =>
  quantity(new Decimal(value).div(100), 'ratio')
export const fraction = (value: Numeric): Quantity<'ratio'> => quantity(new Decimal(value), 'ratio')
export const multiple = (value: Numeric): Quantity<'x'> => quantity(new Decimal(value), 'x')

/**
 * Shares in a lot, and how far turnover may differ from price times volume before the stated unit
 * of the volume is not believed.
 */
const LOT_FACTOR = 100
const LOT_TOLERANCE = 0.5

/**
 * Decides whether a volume is in shares or lots, from the known turnover and price: turnover /
 * (price x volume) is about 1 for shares and about 100 for lots. Null when it is neither, so that a
 * volume of unknown unit is not given as shares.
 */
export const volumeScale = (
  volume: Numeric,
  turnover: Numeric,
  price: Numeric,
): 'ones' | '手' | null => {
  const product = new Decimal(volume).times(price)
  if (product.isZero()) return null
  const ratio = new Decimal(turnover).div(product).toNumber()
  if (Math.abs(ratio - 1) <= LOT_TOLERANCE) return 'ones'
  return Math.abs(ratio / LOT_FACTOR - 1) <= LOT_TOLERANCE ? '手' : null
}

/** One day of a series: its volume in an unknown unit, its turnover and a price of the day. */
export interface TradedDay {
  volume: Numeric
  turnover: Numeric | null
  price: Numeric
}

/** The newest days of a series that are asked for its unit. */
const DAYS_ASKED = 20

/**
 * The unit of a whole series of volumes, newest day last: what most of its newest days with trades
 * say. Null when they say that it is neither shares nor lots; `usual` when no day says anything.
 */
export const seriesVolumeScale = (
  days: readonly TradedDay[],
  usual: ShareScale,
): ShareScale | null => {
  const said = days
    .filter(({ volume, turnover }) => Number(volume) > 0 && Number(turnover) > 0)
    .slice(-DAYS_ASKED)
    .map(({ volume, turnover, price }) => volumeScale(volume, turnover ?? 0, price))
  const votes = (scale: ShareScale): number => said.filter((one) => one === scale).length
  if (said.length === 0) return usual
  const [ones, lots] = [votes('ones'), votes('手')]
  if (Math.max(ones, lots) * 2 <= said.length) return null
  return ones > lots ? 'ones' : '手'
}
