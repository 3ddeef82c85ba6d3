/**
 * The price over the earnings that analysts expect, and that multiple over the expected growth.
 * Pure.
 */
import { type OrRefused, refused } from '../valuation/refusals.ts'
import { type MarketContext, type StatedPrice, priceToken, rateBetween } from './input.ts'

/** The consensus of earnings per share of the fiscal year that ends next after the day. */
const nextEarnings = ({ estimates, day }: MarketContext) => {
  const years = (estimates?.items ?? []).flatMap((one) =>
    one.kind === 'consensus' &&
    one.concept === 'eps_diluted' &&
    one.period_end !== null &&
    one.period_end > day &&
    one.as_of <= day &&
    /^FY\d{4}$/.test(one.period)
      ? [{ ...one, period_end: one.period_end }]
      : [],
  )
  const [end] = years.map(({ period_end }) => period_end).sort()
  return years
    .filter(({ period_end }) => period_end === end)
    .sort((a, b) => b.as_of.localeCompare(a.as_of))[0]
}

/** Earnings per share that are expected, in the currency and for the shares of the price. */
const expectedEarnings = (
  context: MarketContext,
  currency: string,
): OrRefused<{ eps: number; next: NonNullable<ReturnType<typeof nextEarnings>> }> => {
  if (context.receipt !== null) return refused('depositary')
  const next = nextEarnings(context)
  if (!next) return refused('no_estimate')
  const later = context.splits.priceFactor(next.as_of, context.day)
  const own = next.unit.split('/')[0] ?? ''
  const toPrice = own === currency ? 1 : rateBetween(own, currency, context.rate)
  if (toPrice === null) return refused('no_rate')
  if (later === null) return refused('not_adjusted')
  const mean = Number(next.mean)
  return mean > 0 ? { ok: true, eps: (mean / later) * toPrice, next } : refused('losses')
}

export const forwardRows = (
  context: MarketContext,
  price: StatedPrice,
  pe: number | null,
): void => {
  const { rows, day, rate, figures, estimates } = context
  const found = estimates ? expectedEarnings(context, price.currency) : refused('no_estimate')
  if (!found.ok || !estimates) {
    const reason = found.ok ? 'no_estimate' : found.reason
    for (const name of ['pe_forward', 'peg']) rows.miss(name, day, reason)
    return
  }
  const { eps, next } = found
  const { period, period_end: end, mean: value, unit, as_of } = next
  const token = rows.stated(
    { name: 'eps_consensus', period, end, value, unit },
    {
      provider: estimates.provider,
      field: 'consensus',
      at: `${as_of}T00:00:00.000Z`,
      retrieved_at: estimates.retrieved_at,
      source_url: estimates.source_url,
    },
  )
  const at = { period: day, end: day, unit: 'x' }
  rows.computed({ name: 'pe_forward', ...at, value: Number(price.value) / eps }, [
    priceToken(price),
    token,
  ])
  const past = figures.newest('eps_diluted_adjusted')
  const toPrice =
    price.currency === figures.currency ? 1 : rateBetween(figures.currency, price.currency, rate)
  const growth =
    past && past.value > 0 && toPrice !== null ? eps / (past.value * toPrice) - 1 : null
  if (pe === null || !past || growth === null || growth <= 0) rows.miss('peg', day, 'no_growth')
  else
    rows.computed({ name: 'peg', ...at, value: pe / (growth * 100) }, [
      `pe_ttm@${day}`,
      token,
      past,
    ])
}
