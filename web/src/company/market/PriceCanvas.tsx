/** The price chart. Chart.js is fetched when it is first shown. */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Adjustment, Bar } from '#shared/datasets/bars.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { language, systemDark, theme } from '../../preferences.ts'
import type { CorporateAction } from './price-chart.ts'
import { priceChart } from './price-view.ts'
import { t } from './strings/index.ts'

interface PriceCanvasProps {
  bars: readonly Bar[]
  currency: string
  adjustment: Adjustment
  actions: readonly CorporateAction[]
}

export const PriceCanvas = ({ bars, currency, adjustment, actions }: PriceCanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const failed = useSignal(false)
  const shownLanguage = language.value
  const shownTheme = theme.value === 'auto' ? systemDark.value : theme.value
  const key = `${bars[0]?.date} ${bars.at(-1)?.date} ${bars.length} ${adjustment} ${actions.length}`
  const chart = useMemo(() => priceChart(bars, currency, actions), [key, shownLanguage])
  useEffect(() => {
    let dispose = () => {}
    let gone = false
    import('./draw-prices.ts').then(
      ({ drawPrices }) => {
        if (canvas.current && !gone) dispose = drawPrices(canvas.current, chart, shownLanguage)
      },
      () => {
        failed.value = true
      },
    )
    return () => {
      gone = true
      dispose()
    }
  }, [chart, shownTheme])
  if (failed.value) return <p class="muted small">{t('market.chart_failed')}</p>
  const price = (value: number) => formatFigure(String(value), `${currency}/share`, shownLanguage)
  const label = t('market.chart_label', {
    prices: t(`market.${adjustment}`),
    currency,
    from: chart.labels[0] ?? '',
    to: chart.labels.at(-1) ?? '',
    low: price(Math.min(...chart.closes)),
    high: price(Math.max(...chart.closes)),
    last: price(chart.closes.at(-1) ?? 0),
  })
  return (
    <figure class="chart price-chart">
      <div class="chart-canvas">
        <canvas ref={canvas} role="img" aria-label={label} />
      </div>
      {chart.dividends.length + chart.splits.length > 0 && (
        <figcaption class="marks">
          {chart.dividends.length > 0 && (
            <span>
              <span class="mark-dividend" aria-hidden="true">
                ▲
              </span>{' '}
              {t('market.dividend')}
            </span>
          )}
          {chart.splits.length > 0 && (
            <span>
              <span class="mark-split" aria-hidden="true">
                ◆
              </span>{' '}
              {t('market.split_mark')}
            </span>
          )}
        </figcaption>
      )}
    </figure>
  )
}
