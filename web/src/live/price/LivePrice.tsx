/**
 * The live price of a company and the chart of its stored prices. A price that is too old is not
 * shown: the reason stands in its place.
 */
import type { LiveView } from '../feed/live-quote.ts'
import { marketOf, SIMULATED, whyWords } from '../quote-words.ts'
import { SimulatedBadge } from '../SimulatedBadge.tsx'
import { t } from '../strings/index.ts'
import { useMaxAge } from '../use-max-age.ts'
import { IntradayPanel } from './IntradayPanel.tsx'
import { PriceFacts } from './PriceFacts.tsx'
import { PriceNow } from './PriceNow.tsx'
import { PriceSaid } from './PriceSaid.tsx'
import { useRealtimeQuote } from './use-realtime-quote.ts'

export interface LivePriceProps {
  market: string
  symbol: string
  /** Opens the tab with daily bars, where there is one. */
  openBars?: () => void
}

/** Read aloud by a screen reader when the price comes or goes, and not each second. */
const Announced = ({ view, max }: { view: LiveView; max: number | null }) => (
  <p class="hidden" role="status" aria-live="polite">
    {view.status === 'fresh'
      ? t('live.on_screen')
      : view.why?.reason === 'waiting' || max === null
        ? ''
        : t('live.off_screen', { why: whyWords({ ...view, age: null }, max) })}
  </p>
)

export const LivePrice = ({ market, symbol, openBars }: LivePriceProps) => {
  const limit = useMaxAge()
  const max = limit.state === 'ready' ? limit.data : null
  const live = useRealtimeQuote(market, symbol, max)
  const view: LiveView =
    limit.state === 'failed' ? { ...live, status: 'error', why: limit.problem, behind: null } : live
  const where = marketOf(market)
  return (
    <section class="live-price" data-status={view.status} aria-labelledby="live-title">
      <div class="live-now">
        <div class="live-head">
          <h2 id="live-title">{t('live.title')}</h2>
          <SimulatedBadge source={view.quote?.source} />
          {view.quote?.source === SIMULATED && (
            <span class="simulated-note">{t('live.simulated_note')}</span>
          )}
        </div>
        <PriceNow view={view} />
        <span class="freshness" aria-hidden="true">
          <span
            style={{
              transform: `scaleX(${view.quote && max ? Math.max(0, 1 - ((view.age ?? 0) + 1) / max) : 0})`,
            }}
          />
        </span>
        <PriceSaid view={view} market={where} max={max ?? 0} />
        <PriceFacts quote={view.quote} />
        <p class="muted small">{max !== null && t('live.limit', { max })}</p>
        <Announced view={view} max={max} />
      </div>
      <IntradayPanel market={market} symbol={symbol} openBars={openBars} />
    </section>
  )
}
