/**
 * Dividends and splits from the events of a chart. Amounts are for today's shares: Yahoo has
 * divided them by later splits. Pure.
 */
import { Decimal } from 'decimal.js'
import { perShareAsStated, statedCurrency } from '#shared/units/stated-currency.ts'
import type { NewItem, ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import type { Chart } from './chart.ts'
import { decimalOfFloat } from './float.ts'

/** The number of digits for a ratio such as 1 for 3. */
const RATIO_DIGITS = 12

/**
 * Oldest first. Yahoo does not give the day of the announcement, so an event counts as known from
 * the opening of its ex date.
 */
export const actionsOf = (
  { dividends, splits }: Chart,
  sourceUrl: string,
): ProviderResult<NewItem<'actions'>[]> => {
  const items: NewItem<'actions'>[] = []
  for (const { date, instant, amount, currency } of dividends) {
    const stated = statedCurrency(currency)
    if (!stated) return malformed('yahoo', `chart.result.0.events.dividends.currency: ${currency}`)
    const { value, unit } = perShareAsStated(decimalOfFloat(amount), stated)
    items.push({
      key: `dividend ${date}`,
      known_at: instant,
      source_url: sourceUrl,
      source: 0,
      item: {
        kind: 'dividend',
        ex_date: date,
        amount: value,
        unit,
        split_adjusted: true,
        announced_on: null,
        record_date: null,
        pay_date: null,
        plan: null,
      },
    })
  }
  for (const { date, instant, numerator, denominator } of splits) {
    const ratio = new Decimal(numerator).div(denominator).toDecimalPlaces(RATIO_DIGITS).toFixed()
    items.push({
      key: `split ${date}`,
      known_at: instant,
      source_url: sourceUrl,
      source: 0,
      item: {
        kind: 'split',
        ex_date: date,
        ratio,
        announced_on: null,
        plan: `${numerator}:${denominator}`,
      },
    })
  }
  return { ok: true, data: items.sort((a, b) => a.item.ex_date.localeCompare(b.item.ex_date)) }
}
