/**
 * TradingView's chart in a frame, if its host can be reached from here. If not, a line says so and
 * the chart of stored prices stays.
 */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Market } from '#shared/names.ts'
import { canReach } from '../../api.ts'
import { language, systemDark, theme } from '../../preferences.ts'
import { ZONES } from '../../ui/market-day.ts'
import { t } from '../strings/index.ts'
import { TRADINGVIEW, tradingViewAddress, tradingViewSymbol } from './tradingview.ts'

const PROBE_MS = 5_000

export interface TradingViewProps {
  market: Market
  symbol: string
  /** Shown until it is known that the host can be reached. */
  otherwise: ComponentChildren
}

export const TradingView = ({ market, symbol, otherwise }: TradingViewProps) => {
  const reached = useSignal<boolean | null>(null)
  useEffect(() => {
    let gone = false
    void canReach(`${TRADINGVIEW}/embed-widget/advanced-chart/`, PROBE_MS).then((answer) => {
      if (!gone) reached.value = answer
    })
    return () => {
      gone = true
    }
  }, [])
  if (!reached.value)
    return (
      <>
        <p class={reached.value === null ? 'muted small' : 'notice small'} role="status">
          {t(reached.value === null ? 'tradingview.probing' : 'tradingview.unreachable')}
        </p>
        {otherwise}
      </>
    )
  const name = tradingViewSymbol(market, symbol)
  const dark = theme.value === 'auto' ? systemDark.value : theme.value === 'dark'
  return (
    <>
      <iframe
        class="tradingview"
        title={t('tradingview.title', { symbol: name })}
        src={tradingViewAddress({
          symbol: name,
          dark,
          chinese: language.value === 'zh',
          timezone: ZONES[market],
        })}
        referrerpolicy="no-referrer"
        sandbox="allow-scripts allow-same-origin allow-popups"
      />
      <p class="notice small">{t('tradingview.label')}</p>
    </>
  )
}
