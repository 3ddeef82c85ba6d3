/** Draws the prices of a day by the minute. Loaded only when they are shown. */
import {
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import type { Language } from '#shared/names.ts'
import { colourReader } from '../../ui/colours.ts'
import { priceTick } from '../../ui/numbers.ts'

Chart.register(
  LineController,
  LineElement,
  PointElement,
  CategoryScale,
  LinearScale,
  Tooltip,
  Filler,
)

export interface IntradayPoints {
  /** One label a bar: hours without trades take no place on the axis. */
  labels: readonly string[]
  closes: readonly number[]
  /** Lines of the tooltip of the bar at that index. */
  words(index: number): string[]
}

/** Returns what removes the chart. Not animated: it is drawn anew each half minute. */
export const drawIntraday = (
  canvas: HTMLCanvasElement,
  { labels, closes, words }: IntradayPoints,
  language: Language,
): (() => void) => {
  const colours = colourReader(canvas.parentElement ?? document.body)
  const [line, muted, surface, text, price, under] = (
    ['--line', '--muted', '--surface', '--text', '--series-1', '--accent-soft'] as const
  ).map(colours.read)
  Chart.defaults.font.family = getComputedStyle(canvas).fontFamily
  colours.done()
  const drawn = new Chart<'line', number[], string>(canvas, {
    type: 'line',
    data: {
      labels: [...labels],
      datasets: [
        {
          data: [...closes],
          borderColor: price ?? '',
          backgroundColor: under ?? '',
          borderWidth: 1.6,
          fill: 'start',
          // A single bar is drawn as a point, since a line needs two.
          pointRadius: closes.length === 1 ? 3 : 0,
          pointHoverRadius: 3,
          pointBackgroundColor: price ?? '',
        },
      ],
    },
    options: {
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          grid: { display: false },
          border: { color: line ?? '' },
          ticks: { color: muted ?? '', maxRotation: 0, autoSkipPadding: 24 },
        },
        y: {
          position: 'right',
          grid: { color: line ?? '' },
          border: { display: false },
          grace: '5%',
          ticks: {
            color: muted ?? '',
            maxTicksLimit: 5,
            callback: (value, _, ticks) =>
              priceTick(
                Number(value),
                ticks.map((tick) => tick.value),
                language,
              ),
          },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          backgroundColor: text ?? '',
          titleColor: surface ?? '',
          bodyColor: surface ?? '',
          displayColors: false,
          callbacks: { label: ({ dataIndex }) => words(dataIndex) },
        },
      },
    },
  })
  return () => drawn.destroy()
}
