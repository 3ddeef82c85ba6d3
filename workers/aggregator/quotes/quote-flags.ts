/** Finds what is doubtful about a single quote. Pure. */
import { Decimal } from 'decimal.js'
import type { QuoteFlag } from '#shared/contracts/quotes.ts'
import type { Quote } from './freshness.ts'

/**
 * `outside_range`: the price is above the session's high or below its low, both taken from the same
 * quote. The price is passed on unchanged, because it is not known which of the three values is
 * wrong.
 */
export const quoteFlags = ({
  price,
  high,
  low,
}: Pick<Quote, 'price' | 'high' | 'low'>): QuoteFlag[] =>
  (high !== null && new Decimal(price).gt(high)) || (low !== null && new Decimal(price).lt(low))
    ? ['outside_range']
    : []
