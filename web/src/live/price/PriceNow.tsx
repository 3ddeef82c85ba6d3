/** The price with its change. When there is none, the same place says so. */
import type { LiveView } from '../feed/live-quote.ts'
import {
  ARROWS,
  changeWords,
  directionClass,
  directionOf,
  percentWords,
  priceWords,
} from '../quote-words.ts'
import { QuoteFlags } from '../QuoteFlags.tsx'
import { t } from '../strings/index.ts'

export const PriceNow = ({ view }: { view: LiveView }) => {
  const { quote } = view
  if (!quote)
    return (
      <p class="price-line">
        <span class="price-none">
          {t(view.why?.reason === 'waiting' ? 'live.asking' : 'live.none')}
        </span>
      </p>
    )
  const direction = directionOf(quote)
  return (
    <p class="price-line">
      <span class="price-now">{priceWords(quote.price, quote.currency)}</span>{' '}
      <span class="price-currency">{quote.currency}</span>
      {direction && (
        <span class={`price-change ${directionClass(direction)}`}>
          <span aria-hidden="true">{ARROWS[direction]}</span>{' '}
          {quote.change !== null && changeWords(quote.change, quote.currency)}{' '}
          {quote.change_percent !== null && `(${percentWords(quote.change_percent)})`}
        </span>
      )}
      <QuoteFlags flags={quote.flags} />
    </p>
  )
}
