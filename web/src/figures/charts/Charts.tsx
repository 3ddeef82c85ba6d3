/**
 * The charts of a company. Chart.js is fetched when they are first shown; each point opens its
 * figure's origin.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { language, systemDark, theme } from '../../preferences.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { annualColumns } from '../columns.ts'
import { openOrigin } from '../open-origin.ts'
import { t } from '../strings/index.ts'
import { ChartTable } from './ChartTable.tsx'
import { type ChartSpec, chartSpecs } from './charts.ts'

const ChartBox = ({ spec, figures }: { spec: ChartSpec; figures: FigureIndex }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const failed = useSignal(false)
  const tabled = useSignal(false)
  const shownLanguage = language.value
  const shownTheme = theme.value === 'auto' ? systemDark.value : theme.value
  useEffect(() => {
    let dispose = () => {}
    let gone = false
    import('./draw.ts').then(
      ({ draw }) => {
        if (canvas.current && !gone)
          dispose = draw(canvas.current, spec, shownLanguage, (entry) =>
            openOrigin({ kind: 'figure', entry, figures: figures }),
          )
      },
      () => {
        failed.value = true
      },
    )
    return () => {
      gone = true
      dispose()
    }
  }, [spec, shownLanguage, shownTheme])
  const series = spec.series.map((s) => nameIn(s.label, '')).join(', ')
  return (
    <figure class="chart">
      <figcaption>
        {t(spec.title)} {spec.unit !== 'ratio' && <span class="period">{spec.unit}</span>}
      </figcaption>
      {failed.value ? (
        <p class="muted small">{t('chart.failed')}</p>
      ) : (
        <div class="chart-canvas">
          <canvas
            ref={canvas}
            role="img"
            aria-label={`${t(spec.title)}: ${series}. ${spec.labels[0] ?? ''}–${spec.labels.at(-1) ?? ''}. ${t('chart.hint')}`}
          />
        </div>
      )}
      <details
        class="chart-table small"
        onToggle={(event) => {
          if (event.currentTarget.open) tabled.value = true
        }}
      >
        <summary>{t('chart.as_table')}</summary>
        {tabled.value && <ChartTable spec={spec} figures={figures} />}
      </details>
    </figure>
  )
}

export const Charts = ({ figures, most }: { figures: FigureIndex; most?: number }) => {
  const specs = useMemo(
    () => chartSpecs(figures, annualColumns(figures)).slice(0, most),
    [figures, most],
  )
  if (specs.length === 0) return null
  return (
    <section class="charts" aria-labelledby="charts-title">
      <h2 id="charts-title">{t('chart.title')}</h2>
      <div class="chart-grid">
        {specs.map((spec) => (
          <ChartBox key={spec.title} spec={spec} figures={figures} />
        ))}
      </div>
      <p class="muted small">{t('chart.hint')}</p>
    </section>
  )
}
