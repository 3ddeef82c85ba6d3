/**
 * The stored prices of the last day. They are read again every half minute while they are visible,
 * and labelled as a record.
 */
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Market } from '#shared/names.ts'
import { getMinuteBars } from '../../api.ts'
import { loader } from '../../ui/loaded.ts'
import { titleOf } from '../../ui/reasons.ts'
import { providerName } from '../../ui/words.ts'
import { whileVisible } from '../feed/while-visible.ts'
import { placedTime } from '../quote-words.ts'
import { SimulatedBadge } from '../SimulatedBadge.tsx'
import { t } from '../strings/index.ts'
import { IntradayCanvas } from './IntradayCanvas.tsx'
import { type IntradayLine, intradayLine } from './intraday.ts'

const REFRESH_MS = 30_000
/** A day of trading has 330 to 390 minutes; more than one source may have stored them. */
const MOST_BARS = 1_500
const TO_THE_MINUTE: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }

interface StoredPricesProps {
  market: string
  symbol: string
  where: Market | null
  openBars: (() => void) | undefined
}

export const StoredPrices = ({ market, symbol, where, openBars }: StoredPricesProps) => {
  const stored = useMemo(
    () => loader(() => getMinuteBars(market, symbol, MOST_BARS)),
    [market, symbol],
  )
  useEffect(
    () =>
      whileVisible({
        start: () => {
          void stored.load()
          const timer = setInterval(() => void stored.load(), REFRESH_MS)
          return () => clearInterval(timer)
        },
      }),
    [stored],
  )
  const now = stored.value.value
  const kept = useRef<IntradayLine | null>(null)
  const read = useMemo(() => (now.state === 'ready' ? intradayLine(now.data.bars) : null), [now])
  if (now.state === 'ready') kept.current = read
  // When the stored prices cannot be read again, the old ones stay. The page says up to which time
  // they go.
  const line = kept.current
  const failure =
    now.state === 'failed' &&
    t('intraday.failed', { why: titleOf(now.problem.reason, now.problem.title) })
  return (
    <>
      <div class="intraday-canvas">
        {line ? (
          <IntradayCanvas line={line} market={where} />
        ) : (
          <div class="intraday-none">
            <p>
              {now.state === 'loading' && t('intraday.reading')}
              {failure}
              {now.state === 'ready' && t('intraday.none')}
            </p>
            {now.state === 'ready' && openBars && (
              <button type="button" class="button button-small" onClick={openBars}>
                {t('intraday.daily')}
              </button>
            )}
          </div>
        )}
      </div>
      <p class="intraday-note">
        {line && (
          <>
            <SimulatedBadge source={line.source} />{' '}
            {t('intraday.whose', {
              source: providerName(line.source),
              currency: line.currency,
              time: placedTime(line.to, where, TO_THE_MINUTE),
            })}{' '}
            {failure}
          </>
        )}
      </p>
    </>
  )
}
