/**
 * The lines under the price: its age, time and source, or why there is none. Their height is always
 * the same.
 */
import type { Market } from '#shared/names.ts'
import { providerName } from '../../ui/words.ts'
import { Behind } from '../Behind.tsx'
import type { LiveView } from '../feed/live-quote.ts'
import { ageWords, delayWords, placedTime, whyWords } from '../quote-words.ts'
import { t } from '../strings/index.ts'

const TO_THE_SECOND: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium' }

interface PriceSaidProps {
  view: LiveView
  market: Market | null
  max: number
}

export const PriceSaid = ({ view, market, max }: PriceSaidProps) => {
  const { quote, age } = view
  if (!quote)
    return (
      <div class="price-said">
        <p class="reason">{whyWords(view, max)}</p>
        <Behind view={view} />
      </div>
    )
  return (
    <div class="price-said">
      <p>
        <span class="age">{t('live.age', { age: ageWords(age ?? 0) })}</span> ·{' '}
        {t(`session.${quote.session}`)}
      </p>
      <p>
        {t('live.quoted')}{' '}
        <time dateTime={quote.quoted_at}>{placedTime(quote.quoted_at, market, TO_THE_SECOND)}</time>
      </p>
      <p>
        {t('live.source')} <strong>{providerName(quote.source)}</strong>, {delayWords(quote.delay)}
      </p>
      <Behind view={view} />
    </div>
  )
}
