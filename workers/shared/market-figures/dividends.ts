/** The dividends of the last year and the dividend yield. Pure. */
import { dayOf } from '../days.ts'
import { type OrRefused, refused } from '../valuation/refusals.ts'
import {
  type MarketFigures,
  type MarketContext,
  type StatedPrice,
  sharesFor,
  priceToken,
  rateBetween,
  newEnough,
} from './input.ts'

const DAYS_OF_YEAR = 365

/** Dividends by ex date in the year up to the day, for one share of the day. */
const yearDividends = (
  { actions, splits, day, rate, figures }: MarketContext,
  currency: string,
): OrRefused<{ perShare: number; isInStatements: boolean }> => {
  if (!actions) return refused('no_actions')
  const from = dayOf(day) - DAYS_OF_YEAR
  let perShare = 0
  for (const action of actions.items) {
    if (action.ex_date > day || dayOf(action.ex_date) <= from) continue
    if (action.kind === 'unread') return refused('unread_distribution')
    if (action.kind === 'split') continue
    const later = action.split_adjusted ? 1 : splits.priceFactor(action.ex_date, day)
    if (later === null) return refused('not_adjusted')
    const own = action.unit.split('/')[0] ?? ''
    const toPrice = own === currency ? 1 : rateBetween(own, currency, rate)
    if (toPrice === null) return refused('no_rate')
    perShare += (Number(action.amount) / later) * toPrice
  }
  return perShare > 0
    ? { ok: true, perShare, isInStatements: currency === figures.currency }
    : refused('no_dividend')
}

/** Dividends as the cash flow statement has them, where no list of dividends is at hand. */
const paidYield = (context: MarketContext): void => {
  const { rows, day } = context
  const cap = rows.rows.find(({ name }) => name === 'market_cap')
  const paid = newEnough(context, 'dividends_paid')
  if (!cap || !paid.ok) rows.miss('dividend_yield', day, 'no_actions')
  else if (paid.input.value >= 0) rows.miss('dividend_yield', day, 'no_dividend')
  else
    rows.computed(
      {
        name: 'dividend_yield',
        period: day,
        end: day,
        value: -paid.input.value / Number(cap.value),
        unit: 'ratio',
      },
      [paid.input, cap.token],
    )
}

export const dividendRows = (
  context: MarketContext,
  price: StatedPrice,
): MarketFigures['dividends'] => {
  const { rows, day, rate, figures } = context
  const found = yearDividends(context, price.currency)
  if (!found.ok) {
    if (found.reason === 'no_actions') paidYield(context)
    else rows.miss('dividend_yield', day, found.reason)
    return null
  }
  const at = { period: day, end: day }
  const unit = `${price.currency}/share`
  const token = rows.computed({ name: 'dividends_of_year', ...at, value: found.perShare, unit }, [
    `actions@${day}`,
  ])
  rows.computed(
    {
      name: 'dividend_yield',
      ...at,
      value: found.perShare / Number(price.value),
      unit: 'ratio',
    },
    [token, priceToken(price)],
  )
  const toStatements = found.isInStatements
    ? 1
    : rateBetween(price.currency, figures.currency, rate)
  return toStatements === null
    ? null
    : { token, per_share: (found.perShare * toStatements) / sharesFor(context) }
}
