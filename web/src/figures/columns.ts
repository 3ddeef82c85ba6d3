/** Which periods stand as columns of a table, oldest first. Pure. */
import { type FigureIndex, type PeriodColumn, startOf } from './figure-index.ts'

/** Quarters shown: three years, as many as are derived. */
const MAX_QUARTERS = 12
const QUARTER = /^\d{4}Q[1-4]$/
/** From the start of the fiscal year: what some filers report instead of quarters. */
const CUMULATIVE = /^\d{4}(?:H1|-9M)$/

export const isCumulative = (period: string): boolean => CUMULATIVE.test(period)

export const annualColumns = (figures: FigureIndex): PeriodColumn[] =>
  figures.financials.fiscal_years.map(({ label, start, end }) => ({ label, start, end }))

/** The twelve months to the newest filing, unless they are a fiscal year already shown. */
export const trailingColumn = (figures: FigureIndex): PeriodColumn | null => {
  const newestYear = figures.financials.fiscal_years.at(-1)
  for (const entry of figures.byToken.values()) {
    if (entry.period !== 'TTM') continue
    return newestYear && entry.end <= newestYear.end
      ? null
      : { label: 'TTM', start: startOf(entry), end: entry.end }
  }
  return null
}

const columnsLabelled = (figures: FigureIndex, labels: RegExp): PeriodColumn[] => {
  const byLabel = new Map<string, PeriodColumn>()
  for (const entry of figures.byToken.values()) {
    const start = startOf(entry)
    if (start !== null && labels.test(entry.period) && !byLabel.has(entry.period))
      byLabel.set(entry.period, { label: entry.period, start, end: entry.end })
  }
  return [...byLabel.values()]
}

/** Quarters, and the half-years and nine months that end where no quarter does. */
export const quarterColumns = (figures: FigureIndex): PeriodColumn[] => {
  const quarters = columnsLabelled(figures, QUARTER)
  const ends = new Set(quarters.map(({ end }) => end))
  const cumulative = columnsLabelled(figures, CUMULATIVE).filter(({ end }) => !ends.has(end))
  return [...quarters, ...cumulative]
    .sort((a, b) => a.end.localeCompare(b.end))
    .slice(-MAX_QUARTERS)
}

/**
 * A balance is of a day: above the trailing year's column stands the quarter that ends with it,
 * else that day.
 */
export const balanceColumns = (figures: FigureIndex, columns: PeriodColumn[]): PeriodColumn[] => {
  const quarters = new Map(columnsLabelled(figures, QUARTER).map(({ label, end }) => [end, label]))
  return columns.map((column) =>
    column.label === 'TTM'
      ? { ...column, heading: quarters.get(column.end) ?? column.end }
      : column,
  )
}
