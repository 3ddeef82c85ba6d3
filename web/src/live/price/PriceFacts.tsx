/**
 * The day's figures beside the price. They are as old as the price, so they are empty when there is
 * none.
 */
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../../preferences.ts'
import type { LiveQuote } from '../feed/live-quote.ts'
import { priceWords } from '../quote-words.ts'
import { t } from '../strings/index.ts'

const PRICES = ['open', 'high', 'low', 'previous_close'] as const

const Fact = ({
  name,
  children,
}: {
  name: (typeof PRICES)[number] | 'volume'
  children: string | null
}) => (
  <div>
    <dt>{t(`fact.${name}`)}</dt>
    <dd>{children ?? <span class="muted">—</span>}</dd>
  </div>
)

export const PriceFacts = ({ quote }: { quote: LiveQuote | undefined }) => (
  <dl class="price-facts">
    {PRICES.map((name) => {
      const value = quote?.[name] ?? null
      return (
        <Fact key={name} name={name}>
          {quote && value !== null ? priceWords(value, quote.currency) : null}
        </Fact>
      )
    })}
    <Fact name="volume">
      {quote && quote.volume !== null ? formatFigure(quote.volume, 'shares', language.value) : null}
    </Fact>
  </dl>
)
