/**
 * The price in the currency of the statements and for one ordinary share, or why it cannot be had.
 * Pure.
 */
import type { Market } from '../names.ts'
import { quoteCurrencies } from '../quote-currencies.ts'
import { companySymbol } from '../symbol.ts'
import { type OrRefused, type RefusalReason, refused } from '../valuation/refusals.ts'
import type { Rows } from '../valuation/rows.ts'
import { type MarketInput, sharesFor } from './input.ts'

/** A class that is quoted apart, by its symbol alone. */
const isOneOfClasses = (market: Market, symbol: string): boolean => {
  if (market === 'US') return /\.[A-Z]$/.test(symbol)
  if (market === 'CN') return quoteCurrencies(market, symbol)[0] !== 'CNY'
  return market === 'JP' && companySymbol(market, symbol) !== symbol
}

export const priceIn = (
  input: MarketInput,
  rows: Rows,
): OrRefused<{ value: number; token: string }> => {
  const { price, rate, figures } = input
  if (!price) return refused('no_price')
  const { value, currency, day, kind, at, provider, retrieved_at, source_url } = price
  const name = kind === 'live' ? 'price' : 'last_close'
  const token = rows.stated(
    { name, period: day, end: day, value, unit: `${currency}/share` },
    { provider, field: kind === 'live' ? 'price' : 'close', at, retrieved_at, source_url },
  )
  const perShare = sharesFor(input)
  if (currency === figures.currency && perShare === 1)
    return { ok: true, value: Number(value), token }
  const from = [token]
  let converted = Number(value) / perShare
  if (currency !== figures.currency) {
    if (!rate || rate.from !== currency || rate.to !== figures.currency) return refused('no_rate')
    const rateDay = rate.at.slice(0, 10)
    from.push(
      rows.stated(
        {
          name: 'exchange_rate',
          period: rateDay,
          end: rateDay,
          value: rate.value,
          unit: `${rate.to}/${rate.from}`,
        },
        {
          provider: rate.provider,
          field: 'rate',
          at: rate.at,
          retrieved_at: rate.retrieved_at,
          source_url: rate.source_url,
        },
      ),
    )
    converted *= Number(rate.value)
  }
  const unit = `${figures.currency}/share`
  return {
    ok: true,
    value: converted,
    token: rows.computed(
      { name: 'price_in_statements', period: day, end: day, value: converted, unit },
      from,
    ),
  }
}

export const joinRefusal = ({ market, symbol, receipt }: MarketInput): RefusalReason | null => {
  if (receipt === 'unknown') return 'depositary'
  return isOneOfClasses(market, symbol) ? 'share_classes' : null
}
