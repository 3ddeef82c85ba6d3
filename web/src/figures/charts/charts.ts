/**
 * What the charts show: series of figures, a point for each column. Each point is the figure
 * itself, so that a click opens its origin. Pure.
 */
import type { FigureEntry, FigureIndex } from '#shared/book/figure-index.ts'
import { firstFigureAt, type PeriodColumn } from '../figure-index.ts'
import type { FiguresKey } from '../strings/index.ts'

export interface ChartSeries {
  label: { en: string; zh: string }
  type: 'bar' | 'line'
  points: (FigureEntry | null)[]
}
export interface ChartSpec {
  title: FiguresKey
  unit: string
  labels: string[]
  series: ChartSeries[]
}

type ChartPlan = { title: FiguresKey; series: { names: string[]; type: 'bar' | 'line' }[] }
const bar = (...names: string[]) => ({ names, type: 'bar' as const })
const line = (...names: string[]) => ({ names, type: 'line' as const })

const PLANS: ChartPlan[] = [
  { title: 'chart.revenue', series: [bar('revenue'), bar('net_income', 'net_income_total')] },
  {
    title: 'chart.margins',
    series: [
      line('gross_margin'),
      line('operating_margin'),
      line('net_margin'),
      line('fcf_margin'),
    ],
  },
  {
    title: 'chart.cash',
    series: [
      bar('operating_cash_flow'),
      bar('net_income', 'net_income_total'),
      line('free_cash_flow'),
    ],
  },
  { title: 'chart.eps', series: [bar('eps_diluted_adjusted', 'eps_diluted', 'eps_basic')] },
  { title: 'chart.returns', series: [line('roe'), line('roic')] },
  {
    title: 'chart.debt',
    series: [bar('total_debt', 'long_term_debt'), bar('cash'), line('net_cash')],
  },
]

/** A series with fewer points is not drawn. */
const MIN_POINTS = 2

/**
 * One spec for each plan that has enough figures. A series with too few is left out, and so is one
 * whose unit differs from that of the first. A series is in the unit of its newest figure, and an
 * older one in another is not drawn.
 */
export const chartSpecs = (figures: FigureIndex, columns: PeriodColumn[]): ChartSpec[] =>
  PLANS.flatMap(({ title, series }) => {
    const drawn = series
      .map(({ names, type }) => {
        const found = columns.map((column) => firstFigureAt(figures, names, column) ?? null)
        const newest = found.findLast((point) => point !== null)
        return {
          type,
          points: found.map((point) => (point?.unit === newest?.unit ? point : null)),
          label: newest?.label ?? { en: '', zh: '' },
          unit: newest?.unit ?? null,
        }
      })
      .filter(({ points }) => points.filter(Boolean).length >= MIN_POINTS)
    const unit = drawn[0]?.unit
    if (!unit) return []
    return [
      {
        title,
        unit,
        labels: columns.map((column) => column.label),
        series: drawn
          .filter((s) => s.unit === unit)
          .map(({ type, points, label }) => ({ type, points, label })),
      },
    ]
  })
