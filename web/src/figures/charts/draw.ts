/** Draws one chart with Chart.js, in the page's own colours. Loaded only when a chart is shown. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import type { Language } from '#shared/names.ts'
import type { FigureEntry } from '#shared/book/figure-index.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { colourReader } from '../../ui/colours.ts'
import { axisNumber } from '../../ui/numbers.ts'
import { doubtOf } from '../quality.ts'
import type { ChartSpec } from './charts.ts'

Chart.register(
  BarController,
  BarElement,
  LineController,
  LineElement,
  PointElement,
  CategoryScale,
  LinearScale,
  Tooltip,
  Legend,
)

const SERIES_COLOURS = ['--series-1', '--series-2', '--series-3', '--series-4']

/** Returns what removes the chart. */
export const draw = (
  canvas: HTMLCanvasElement,
  spec: ChartSpec,
  language: Language,
  onPick: (entry: FigureEntry) => void,
): (() => void) => {
  const colours = colourReader(canvas.parentElement ?? document.body)
  const line = colours.read('--line')
  const muted = colours.read('--muted')
  const surface = colours.read('--surface')
  const text = colours.read('--text')
  Chart.defaults.font.family = getComputedStyle(canvas).fontFamily
  const palette = SERIES_COLOURS.map(colours.read)
  colours.done()
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const name = (series: ChartSpec['series'][number]) => series.label[language]

  const chart = new Chart<'bar' | 'line', (number | null)[], string>(canvas, {
    type: 'bar',
    data: {
      labels: spec.labels,
      datasets: spec.series.map((series, position) => {
        const colour = palette[position % palette.length] ?? text
        return {
          type: series.type,
          label: name(series),
          data: series.points.map((point) => (point ? Number(point.value) : null)),
          backgroundColor: colour,
          borderColor: colour,
          borderWidth: series.type === 'line' ? 2 : 0,
          borderRadius: 2,
          pointRadius: 2.5,
          pointHitRadius: 12,
          maxBarThickness: 26,
          order: series.type === 'line' ? 0 : 1,
        }
      }),
    },
    options: {
      maintainAspectRatio: false,
      animation: still ? false : { duration: 250 },
      interaction: { mode: 'index', intersect: false },
      onClick: (event, _, picked) => {
        const [hit] = picked.getElementsAtEventForMode(
          event.native ?? new Event('click'),
          'nearest',
          { intersect: false },
          true,
        )
        const entry = hit ? spec.series[hit.datasetIndex]?.points[hit.index] : null
        if (entry) onPick(entry)
      },
      scales: {
        x: {
          grid: { display: false },
          border: { color: line },
          ticks: { color: muted, maxRotation: 0, autoSkipPadding: 8 },
        },
        y: {
          grid: { color: line },
          border: { display: false },
          ticks: {
            color: muted,
            maxTicksLimit: 6,
            callback: (value) => axisNumber(Number(value), spec.unit, language),
          },
        },
      },
      plugins: {
        legend: {
          display: spec.series.length > 1,
          align: 'start',
          labels: { color: text, boxWidth: 10, boxHeight: 10, padding: 12 },
        },
        tooltip: {
          backgroundColor: text,
          titleColor: surface,
          bodyColor: surface,
          displayColors: false,
          callbacks: {
            label: ({ datasetIndex, dataIndex }) => {
              const series = spec.series[datasetIndex]
              const point = series?.points[dataIndex]
              return series && point
                ? `${name(series)}: ${formatFigure(point.value, point.unit, language)}${doubtOf(point) ? ' ◥' : ''}`
                : ''
            },
          },
        },
      },
    },
  })
  return () => chart.destroy()
}
