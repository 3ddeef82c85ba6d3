/**
 * A series of total return, computed from prices as traded and from dividends and splits: as if
 * each dividend had bought shares at the close of its ex date. Pure.
 */
import { Decimal } from 'decimal.js'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'

type SplitOrDividend = ItemOf<'actions'>

/** Digits of an adjusted price: more than the prices of any market have. */
const DIGITS = 6

/** The splits and dividends that fall on the days after one bar up to the next one. */
interface ExDay {
  /** Shares after the split for one share before it. */
  ratio: Decimal
  /** Dividends for one share as it was before the split. */
  dividend: Decimal
}

/**
 * The splits after a day, for amounts that a provider has already divided by them. A split on the
 * ex date itself comes after the dividend.
 */
const splitsFrom = (actions: readonly SplitOrDividend[], day: string): Decimal =>
  actions.reduce(
    (product, action) =>
      action.kind === 'split' && action.ex_date >= day ? product.times(action.ratio) : product,
    new Decimal(1),
  )

const exDay = (actions: readonly SplitOrDividend[], after: string, until: string): ExDay => {
  const within = actions
    .filter(({ ex_date: day }) => day > after && day <= until)
    .sort((a, b) => a.ex_date.localeCompare(b.ex_date) || a.kind.localeCompare(b.kind))
  const day: ExDay = { ratio: new Decimal(1), dividend: new Decimal(0) }
  for (const action of within) {
    if (action.kind === 'split') day.ratio = day.ratio.times(action.ratio)
    if (action.kind === 'dividend') {
      const divided = action.split_adjusted ? splitsFrom(actions, action.ex_date) : 1
      day.dividend = day.dividend.plus(day.ratio.times(divided).times(action.amount))
    }
  }
  return day
}

const scaled = (bar: Bar, factor: Decimal): Bar => {
  const price = (value: string): string => factor.times(value).toDecimalPlaces(DIGITS).toFixed()
  const orNull = (value: string | null): string | null => (value === null ? null : price(value))
  return {
    ...bar,
    open: orNull(bar.open),
    high: orNull(bar.high),
    low: orNull(bar.low),
    close: price(bar.close),
  }
}

/**
 * Null where the series would not be true: a dividend within the days of the bars is paid in
 * another currency than the prices are in, or an announcement of one could not be read.
 */
export const totalReturn = (
  { currency, bars }: ItemOf<'bars'>,
  actions: readonly SplitOrDividend[],
  actionsBy: string,
): ItemOf<'bars'> | null => {
  const [first] = bars
  const last = bars.at(-1)
  if (!first || !last) return null
  const within = actions.filter(({ ex_date: day }) => day > first.date && day <= last.date)
  const isTold = within.every(
    (action) =>
      action.kind === 'split' ||
      (action.kind === 'dividend' && action.unit === `${currency}/share`),
  )
  if (!isTold) return null
  let factor = new Decimal(1)
  const adjusted = [scaled(last, factor)]
  for (let at = bars.length - 1; at > 0; at--) {
    const [day, before] = [bars[at], bars[at - 1]]
    if (!day || !before) continue
    const { ratio, dividend } = exDay(actions, before.date, day.date)
    const after = ratio.times(day.close)
    factor = factor.times(day.close).div(after.plus(dividend))
    adjusted.push(scaled(before, factor))
  }
  const count = (kind: SplitOrDividend['kind']) =>
    within.filter((action) => action.kind === kind).length
  return {
    adjustment: 'total_return',
    currency,
    bars: adjusted.reverse(),
    computed: {
      from: 'raw',
      actions_by: actionsBy,
      dividends: count('dividend'),
      splits: count('split'),
    },
  }
}
