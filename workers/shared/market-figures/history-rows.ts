/** A company's own multiples over the years: median, range, and where today's stands. Pure. */
import type { RefusalReason } from '../valuation/refusals.ts'
import { MULTIPLES, multipleHistory, standing } from './history.ts'
import { priceCloses } from './prices.ts'
import {
  type MarketInput,
  type MarketFigures,
  type MarketContext,
  sharesFor,
  rateBetween,
} from './input.ts'

export const historyRows = (
  context: MarketContext,
  input: MarketInput,
): MarketFigures['history'] => {
  const { rows, known, splits, figures, per_share, price_in_statements: own } = context
  const history: MarketFigures['history'] = {}
  const closes = priceCloses(input.bars?.series ?? [], splits)
  const last = closes.ok ? closes.closes.at(-1)?.date : undefined
  const currency = input.bars?.series[0]?.currency
  const rate =
    currency === figures.currency
      ? 1
      : currency === undefined
        ? null
        : rateBetween(currency, figures.currency, input.rate)
  for (const id of MULTIPLES) {
    const missed = (reason: RefusalReason) => rows.miss(`${id}_median`, '10y', reason)
    if (!closes.ok) missed(closes.reason)
    else if (rate === null) missed('no_rate')
    else {
      const found = multipleHistory(id, {
        closes: closes.closes,
        known,
        splits,
        currency: figures.currency,
        rate: rate / sharesFor(input),
        per_share,
      })
      if (!found.ok) missed(found.reason)
      else {
        history[id] = found
        const period = `${Math.max(Math.round((found.months + found.without) / 12), 1)}y`
        const at = { period, end: last ?? context.day, unit: 'x' }
        const from = [`bars@${last ?? context.day}`]
        rows.computed({ name: `${id}_median`, ...at, value: found.median }, from)
        rows.computed({ name: `${id}_low`, ...at, value: found.low }, from)
        rows.computed({ name: `${id}_high`, ...at, value: found.high }, from)
        const now = rows.rows.find(({ token }) => token === `${id}@${context.day}`)
        if (now && own.ok)
          rows.computed(
            {
              name: `${id}_standing`,
              ...at,
              unit: 'ratio',
              value: standing(found, Number(now.value)),
            },
            [now.token, ...from],
          )
      }
    }
  }
  return history
}
