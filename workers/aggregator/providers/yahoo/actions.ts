/**
 * Dividends and splits of a chart's events. Amounts are of today's shares: Yahoo has divided them
 * by later splits. Pure.
 */
import { Decimal } from 'decimal.js'
import { perShare } from '#shared/units/scale.ts'
import { isCurrency } from '#shared/units/unit.ts'
import type { NewItem, ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import type { Chart } from './chart.ts'
import { decimalOfFloat } from './float.ts'

/** Digits of 1 for 3. */
const RATIO_DIGITS = 12

/**
 * Oldest first. Known from the opening of the ex date on, at the latest; Yahoo does not tell when
 * they were announced.
 */
export const actionsOf = (
  { dividends, splits }: Chart,
  sourceUrl: string,
): ProviderResult<NewItem<'actions'>[]> => {
  const items: NewItem<'actions'>[] = []
  for (const { date, instant, amount, currency } of dividends) {
    if (!isCurrency(currency))
      return malformed('yahoo', `chart.result.0.events.dividends.currency: ${currency}`)
    const { value, unit } = perShare(decimalOfFloat(amount), currency)
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
