/** The figures of the series of prices: range, returns, volatility, drawdown and beta. Pure. */
import { type OrRefused, refused } from '../valuation/refusals.ts'
import {
  betaTo,
  drawdown,
  priceCloses,
  RETURN_WINDOWS,
  returnCloses,
  returnOver,
  volatility,
  windowName,
  yearRange,
} from './prices.ts'
import type { MarketContext } from './input.ts'

/** What the series says by itself: it needs no figure of the statements. */
export const seriesRows = ({ rows, splits, day, bars, index }: MarketContext): void => {
  const found = priceCloses(bars?.series ?? [], splits)
  const closes = found.ok ? found.closes : []
  const end = closes.at(-1)?.date ?? day
  const currency = bars?.series[0]?.currency ?? ''
  const from = [`bars@${end}`]
  const addRow = (
    name: string,
    period: string,
    unit: string,
    said: OrRefused<{ value: number }>,
  ) => {
    if (!found.ok) rows.miss(name, period, found.reason)
    else if (said.ok) rows.computed({ name, period, end, unit, value: said.value }, from)
    else rows.miss(name, period, said.reason)
  }
  const range = yearRange(closes)
  const sideOf = (side: 'high' | 'low'): OrRefused<{ value: number }> =>
    range.ok ? { ok: true, value: range[side] } : range
  addRow('high_52w', '1y', `${currency}/share`, sideOf('high'))
  addRow('low_52w', '1y', `${currency}/share`, sideOf('low'))
  const total = returnCloses(bars?.series ?? [])
  for (const months of RETURN_WINDOWS) {
    const ofPrice = returnOver(closes, months)
    addRow(
      'price_return',
      windowName(months),
      'ratio',
      ofPrice.ok ? { ok: true, value: ofPrice.change } : ofPrice,
    )
    const whole = total && returnOver(total, months)
    if (whole)
      addRow(
        'total_return',
        windowName(months),
        'ratio',
        whole.ok ? { ok: true, value: whole.change } : whole,
      )
  }
  addRow('volatility', '1y', 'ratio', volatility(closes))
  for (const years of [1, 5]) addRow('max_drawdown', `${years}y`, 'ratio', drawdown(closes, years))
  const market = index ? priceCloses([index], splits) : refused('no_index')
  const beta = market.ok ? betaTo(closes, market.closes) : refused('no_index')
  addRow('beta', '2y', 'x', beta.ok ? { ok: true, value: beta.beta } : beta)
}
