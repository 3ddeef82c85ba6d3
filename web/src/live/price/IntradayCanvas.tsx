/** The line of the stored prices. Chart.js is fetched when it is first shown. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Market } from '#shared/names.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { language, systemDark, theme } from '../../preferences.ts'
import { exchangeTime, placedTime, priceWords } from '../quote-words.ts'
import { t } from '../strings/index.ts'
import type { IntradayLine } from './intraday.ts'

const HOUR: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }

export const IntradayCanvas = ({ line, market }: { line: IntradayLine; market: Market | null }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const failed = useSignal(false)
  const shownLanguage = language.value
  const shownTheme = theme.value === 'auto' ? systemDark.value : theme.value
  useEffect(() => {
    let dispose = () => {}
    let gone = false
    const { bars, currency } = line
    const words = (index: number) => {
      const bar = bars[index]
      return bar
        ? [
            `${priceWords(bar.close, currency)} ${currency}`,
            ...(bar.volume === null ? [] : [formatFigure(bar.volume, 'shares', shownLanguage)]),
          ]
        : []
    }
    import('./draw-intraday.ts').then(
      ({ drawIntraday }) => {
        if (!canvas.current || gone) return
        const points = {
          labels: bars.map(({ start }) => exchangeTime(start, market, HOUR)),
          closes: bars.map(({ close }) => Number(close)),
          words,
        }
        dispose = drawIntraday(canvas.current, points, shownLanguage)
      },
      () => {
        failed.value = true
      },
    )
    return () => {
      gone = true
      dispose()
    }
  }, [line, shownLanguage, shownTheme])
  if (failed.value) return <p class="muted small">{t('intraday.chart_failed')}</p>
  const { currency, low, high } = line
  const [from, to] = [line.from, line.to].map((instant) => placedTime(instant, market, HOUR))
  const label = t('intraday.chart_label', {
    currency,
    from: from ?? '',
    to: to ?? '',
    low: priceWords(low, currency),
    high: priceWords(high, currency),
  })
  return <canvas ref={canvas} role="img" aria-label={label} />
}
