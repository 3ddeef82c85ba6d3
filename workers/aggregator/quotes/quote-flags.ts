/** What is doubtful about a quote by itself. Pure. */
import { Decimal } from 'decimal.js'
import type { QuoteFlag } from '#shared/contracts/quotes.ts'
import type { Quote } from './freshness.ts'

/**
 * `outside_range`: the price is above the session's high or below its low, as the same quote gives
 * them. The price is given as it came: which of the three is wrong is not known.
 */
export const quoteFlags = ({
  price,
  high,
  low,
}: Pick<Quote, 'price' | 'high' | 'low'>): QuoteFlag[] =>
  (high !== null && new Decimal(price).gt(high)) || (low !== null && new Decimal(price).lt(low))
    ? ['outside_range']
    : []
