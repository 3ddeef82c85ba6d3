/**
 * The change since the previous close in one of Sina's lines: which of two numbers is the change
 * and which the percentage is decided by the line's own price and previous close. Pure.
 */
import { Decimal } from 'decimal.js'

/** Numbers as a line has them, null where it has none. The percentage is of a hundred. */
export interface LineChange {
  previous: string | null
  change: string | null
  percentage: string | null
}

/** Prices have two to four decimals, so a difference of two is off by one of the third. */
const PRICE_ROUNDING = 0.0011
/** Percentages have two or three decimals. */
const PERCENT_ROUNDING = 0.011
/** Digits of a percentage that is computed here. */
const PERCENT_DIGITS = 4

const near = (one: Decimal, other: string, within: Decimal.Value): boolean =>
  one.minus(other).abs().lte(within)

/**
 * One of the last decimal of a number, and what the price's own rounding adds to it. Decimals are
 * counted as they are written: the zeros of `-0.00` and `1.50` say how exact the number is.
 */
const roundingOf = (change: string): Decimal => {
  const written = change.split('.')[1]?.length ?? 0
  return new Decimal(10).pow(-Math.min(written, 4)).plus(PRICE_ROUNDING)
}

const percentOf = (change: Decimal, previous: Decimal): Decimal =>
  change.div(previous).times(100).toDecimalPlaces(PERCENT_DIGITS)

/**
 * - A line without a change (A-shares): price less previous close.
 * - Change and percentage at each other's place: exchanged, because price and previous close leave
 *   this reading only.
 * - A change that fits the percentage and not the previous close: the exchange counts from another
 *   price than the last one, as it does on the day a dividend goes off. The previous close that the
 *   two numbers imply is the one they count from; the line's own is left out.
 *
 * Null when the numbers fit in no way: the line has other places than these.
 */
export const changeOf = (line: LineChange & { price: string }): LineChange | null => {
  const { previous, change, percentage } = line
  const price = new Decimal(line.price)
  if (previous === null) return { previous, change, percentage }
  const moved = price.minus(previous)
  const movedPercent = percentOf(moved, new Decimal(previous))
  if (change === null) {
    if (percentage !== null && !near(movedPercent, percentage, PERCENT_ROUNDING)) return null
    return { previous, change: moved.toFixed(), percentage: percentage ?? movedPercent.toFixed() }
  }
  if (near(moved, change, roundingOf(change))) return { previous, change, percentage }
  if (percentage === null) return null
  if (
    near(moved, percentage, roundingOf(percentage)) &&
    near(movedPercent, change, PERCENT_ROUNDING)
  )
    return { previous, change: percentage, percentage: change }
  const base = price.minus(change)
  return base.gt(0) && near(percentOf(new Decimal(change), base), percentage, PERCENT_ROUNDING)
    ? { previous: null, change, percentage }
    : null
}
