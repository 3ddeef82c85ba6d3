/**
 * The few figures that a reader looks at first, each with the change that the service computed.
 * Pure.
 */
import type { FigureEntry, FigureIndex } from '#shared/book/figure-index.ts'
import { figureAt, firstFigureAt, type PeriodColumn } from './figure-index.ts'

export interface KeyFigure {
  entry: FigureEntry
  /** The growth figure, which has an origin of its own; absent where none was computed. */
  change: FigureEntry | null
  history: (number | null)[]
}

const WANTED: { names: string[]; change?: string }[] = [
  { names: ['revenue'], change: 'revenue_growth' },
  { names: ['net_income', 'net_income_total'], change: 'net_income_growth' },
  { names: ['eps_diluted_adjusted', 'eps_diluted', 'eps_basic'], change: 'eps_growth' },
  { names: ['free_cash_flow'] },
  { names: ['gross_margin'] },
  { names: ['operating_margin'] },
  { names: ['roe'] },
  { names: ['roic'] },
  { names: ['net_cash'] },
  { names: ['total_equity', 'equity_parent'] },
]

/** Of the newest period, the last of `columns`. */
export const keyFigures = (figures: FigureIndex, columns: PeriodColumn[]): KeyFigure[] => {
  const newest = columns.at(-1)
  if (!newest) return []
  return WANTED.flatMap(({ names, change }) => {
    const entry = firstFigureAt(figures, names, newest)
    if (!entry) return []
    return [
      {
        entry,
        change: (change && figureAt(figures, change, newest)) || null,
        history: columns.map((column) => {
          const at = firstFigureAt(figures, names, column)
          return at?.unit === entry.unit ? Number(at.value) : null
        }),
      },
    ]
  })
}
