/**
 * One row of the watchlist: a company with its price, or in a few words why there is none. Each
 * price is taken down when it expires.
 */

import { companyPath } from '../../router.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { providerName } from '../../ui/words.ts'
import { Behind } from '../Behind.tsx'
import { type LiveView, WAITING, type Why } from '../feed/live-quote.ts'
import type { LiveSignal } from '../feed/live-signal.ts'
import {
  ARROWS,
  ageWords,
  delayWords,
  directionClass,
  directionOf,
  exchangeTime,
  percentWords,
  priceWords,
  shortWhy,
  whyWords,
} from '../quote-words.ts'
import { QuoteFlags } from '../QuoteFlags.tsx'
import { SimulatedBadge } from '../SimulatedBadge.tsx'
import { t } from '../strings/index.ts'
import type { WatchRow } from './watch-rows.ts'

const CLOCK: Intl.DateTimeFormatOptions = { timeStyle: 'medium' }
const DAY: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' }

const Priced = ({
  row,
  view,
}: {
  row: WatchRow
  view: LiveView & { quote: NonNullable<LiveView['quote']> }
}) => {
  const { quote, age } = view
  const direction = directionOf(quote)
  return (
    <>
      <td class="watch-price">
        <span class="price-now">{priceWords(quote.price, quote.currency)}</span>{' '}
        <span class="price-currency">{quote.currency}</span>
        <SimulatedBadge source={quote.source} />
        <QuoteFlags flags={quote.flags} />
      </td>
      <td class={`watch-change ${directionClass(direction)}`}>
        {quote.change_percent !== null && direction && (
          <>
            <span aria-hidden="true">{ARROWS[direction]}</span> {percentWords(quote.change_percent)}
          </>
        )}
      </td>
      <td class="watch-quoted">
        <time dateTime={quote.quoted_at}>{exchangeTime(quote.quoted_at, row.market, CLOCK)}</time>
        <span class="watch-second">
          {exchangeTime(quote.quoted_at, row.market, DAY)}, {t(`place.${row.market}`)}
        </span>
      </td>
      <td class="watch-observed">
        <span class="age">{t('watchlist.ago', { age: ageWords(age ?? 0) })}</span>
        <span class="watch-second">{t(`session.${quote.session}`)}</span>
      </td>
      <td class="watch-source">
        <span class="watch-first">{providerName(quote.source)}</span>
        <span class="watch-second">{delayWords(quote.delay, true)}</span>
      </td>
    </>
  )
}

interface WatchRowViewProps {
  row: WatchRow
  /** For how many seconds a price may be shown; null while it is not known. */
  price: LiveSignal | null
  /** Why it is not known. */
  problem: Why | null
  max: number
}

export const WatchRowView = ({ row, price, problem, max }: WatchRowViewProps) => {
  const view: LiveView =
    price?.view.value ?? (problem ? { ...WAITING, status: 'error', why: problem } : WAITING)
  const { quote } = view
  return (
    <tr class="watch-row" data-status={view.status} data-instrument={row.instrument}>
      <th scope="row">
        <a href={companyPath({ market: row.market, symbol: row.symbol })}>
          <span class="watch-name">{nameIn(row.names, row.symbol)}</span>
          <span class="watch-second">
            <span class="market">{row.market}</span> <span class="code">{row.symbol}</span>
          </span>
        </a>
      </th>
      {quote ? (
        <Priced row={row} view={{ ...view, quote }} />
      ) : (
        <td class="watch-none" colSpan={5}>
          <span class="reason" title={whyWords(view, max)}>
            {shortWhy(view, max)}
          </span>
          <Behind view={view} />
        </td>
      )}
    </tr>
  )
}
