/** The chart beside the price: our own stored prices, or, when chosen, TradingView's. */
import { useSignal } from '@preact/signals'
import { lazily } from '../../ui/lazily.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { marketOf } from '../quote-words.ts'
import { t } from '../strings/index.ts'
import { StoredPrices } from './StoredPrices.tsx'
import type { TradingViewProps } from './TradingView.tsx'

const CHARTS = ['stored', 'tradingview'] as const

const TradingView = lazily<TradingViewProps>(
  () => import('./TradingView.tsx').then((m) => m.TradingView),
  null,
)

interface IntradayPanelProps {
  market: string
  symbol: string
  openBars: (() => void) | undefined
}

export const IntradayPanel = ({ market, symbol, openBars }: IntradayPanelProps) => {
  const chosen = useSignal<(typeof CHARTS)[number]>('stored')
  const where = marketOf(market)
  const stored = <StoredPrices market={market} symbol={symbol} where={where} openBars={openBars} />
  return (
    <div class="intraday">
      <div class="intraday-head">
        <h3>{t(chosen.value === 'stored' ? 'intraday.title' : 'tradingview.head')}</h3>
        <Segments
          label={t('intraday.choice')}
          options={CHARTS}
          words={(name) => t(`intraday.${name}`)}
          chosen={chosen}
        />
      </div>
      {chosen.value === 'tradingview' && where ? (
        <TradingView market={where} symbol={symbol} otherwise={stored} />
      ) : (
        stored
      )}
    </div>
  )
}
