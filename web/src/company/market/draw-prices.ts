/**
 * Draws closing prices with their volumes beneath, and marks dividends and splits. Loaded only when
 * prices are shown.
 */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type Scale,
  Tooltip,
} from 'chart.js'
import type { Language } from '#shared/names.ts'
import { colourReader } from '../../ui/colours.ts'
import { axisNumber, priceTick } from '../../ui/numbers.ts'
import type { PriceChart } from './price-view.ts'

Chart.register(
  BarController,
  BarElement,
  LineController,
  LineElement,
  PointElement,
  CategoryScale,
  LinearScale,
  Tooltip,
)

/** How the height of the chart is shared between price and volume. */
const PRICE_WEIGHT = 3
const VOLUME_WEIGHT = 1
/** The width in pixels that one label needs. */
const TICK_WIDTH = 76
const MARK_RADIUS = 5

/** Returns what removes the chart. `words` are lines of the tooltip of the bar at that index. */
export const drawPrices = (
  canvas: HTMLCanvasElement,
  chart: PriceChart,
  language: Language,
): (() => void) => {
  const colours = colourReader(canvas.parentElement ?? document.body)
  const [line, muted, surface, text, price, volume, dividend, split] = (
    [
      '--line',
      '--muted',
      '--surface',
      '--text',
      '--series-1',
      '--strong-line',
      '--good',
      '--series-4',
    ] as const
  ).map(colours.read)
  Chart.defaults.font.family = getComputedStyle(canvas).fontFamily
  colours.done()
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const hasVolume = chart.volumes.some((value) => value !== null)
  const at = (places: readonly number[]) => {
    const marked = new Set(places)
    return chart.closes.map((close, index) => (marked.has(index) ? close : null))
  }
  const marks = (
    label: string,
    places: readonly number[],
    colour: string | undefined,
    pointStyle: 'triangle' | 'rectRot',
  ) => ({
    type: 'line' as const,
    label,
    data: at(places),
    yAxisID: 'y',
    showLine: false,
    pointStyle,
    pointRadius: MARK_RADIUS,
    pointHoverRadius: MARK_RADIUS + 1,
    pointBackgroundColor: colour ?? '',
    pointBorderColor: surface ?? '',
    pointBorderWidth: 1,
    order: 0,
  })

  const drawn = new Chart<'bar' | 'line', (number | null)[], string>(canvas, {
    type: 'line',
    data: {
      labels: [...chart.labels],
      datasets: [
        marks('dividends', chart.dividends, dividend, 'triangle'),
        marks('splits', chart.splits, split, 'rectRot'),
        {
          type: 'line' as const,
          label: 'price',
          data: [...chart.closes],
          yAxisID: 'y',
          order: 1,
          borderColor: price ?? '',
          backgroundColor: price ?? '',
          borderWidth: 1.6,
          pointRadius: 0,
          pointHoverRadius: 3,
          spanGaps: true,
        },
        ...(hasVolume
          ? [
              {
                type: 'bar' as const,
                label: 'volume',
                data: [...chart.volumes],
                yAxisID: 'volume',
                backgroundColor: volume ?? '',
                barPercentage: 0.9,
                categoryPercentage: 1,
                order: 2,
              },
            ]
          : []),
      ],
    },
    options: {
      maintainAspectRatio: false,
      animation: still ? false : { duration: 250 },
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          grid: { display: false },
          border: { color: line ?? '' },
          afterBuildTicks: (scale: Scale) => {
            scale.ticks = chart
              .ticks(Math.max(2, Math.floor(scale.width / TICK_WIDTH)))
              .map((value) => ({ value }))
          },
          ticks: {
            color: muted ?? '',
            autoSkip: false,
            maxRotation: 0,
            callback: (value) => chart.tickLabel(Number(value)),
          },
        },
        y: {
          stack: 'chart',
          stackWeight: PRICE_WEIGHT,
          position: 'right' as const,
          grid: { color: line ?? '' },
          border: { display: false },
          ticks: {
            color: muted ?? '',
            maxTicksLimit: 6,
            callback: (value, _, ticks) =>
              priceTick(
                Number(value),
                ticks.map((tick) => tick.value),
                language,
              ),
          },
        },
        ...(hasVolume && {
          volume: {
            stack: 'chart',
            stackWeight: VOLUME_WEIGHT,
            position: 'right' as const,
            offset: true,
            beginAtZero: true,
            grid: { display: false },
            border: { display: false },
            ticks: {
              color: muted ?? '',
              maxTicksLimit: 2,
              callback: (value: number | string) => axisNumber(Number(value), 'shares', language),
            },
          },
        }),
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          backgroundColor: text ?? '',
          titleColor: surface ?? '',
          bodyColor: surface ?? '',
          displayColors: false,
          filter: (item) => item.dataset.label === 'price',
          callbacks: {
            title: ([item]) => (item ? (chart.labels[item.dataIndex] ?? '') : ''),
            label: ({ dataIndex }) => chart.words(dataIndex),
          },
        },
      },
    },
  })
  return () => drawn.destroy()
}
