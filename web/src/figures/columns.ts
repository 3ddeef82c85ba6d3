/** The periods that are the columns of a table, oldest first. Pure. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { PeriodColumn } from './figure-index.ts'

/** Three years of quarters are shown: as many as the service derives. */
const MAX_QUARTERS = 12
const QUARTER = /^\d{4}Q[1-4]$/
/** Periods from the start of the fiscal year, which some companies report instead of quarters. */
const CUMULATIVE = /^\d{4}(?:H1|-9M)$/

export const isCumulative = (period: string): boolean => CUMULATIVE.test(period)

export const annualColumns = (figures: FigureIndex): PeriodColumn[] =>
  figures.about.fiscal_years.map(({ label, start, end }) => ({ label, start, end }))

/** The twelve months to the newest filing, unless they are a fiscal year already shown. */
export const trailingColumn = (figures: FigureIndex): PeriodColumn | null => {
  const newestYear = figures.about.fiscal_years.at(-1)
  const trailing = figures.spans.find(({ label }) => label === 'TTM')
  return trailing && !(newestYear && trailing.end <= newestYear.end) ? trailing : null
}

const columnsLabelled = (figures: FigureIndex, labels: RegExp): PeriodColumn[] =>
  figures.spans.filter(({ label }) => labels.test(label))

/** Quarters, with the half-years and nine months on whose last day no quarter ends. */
export const quarterColumns = (figures: FigureIndex): PeriodColumn[] => {
  const quarters = columnsLabelled(figures, QUARTER)
  const ends = new Set(quarters.map(({ end }) => end))
  const cumulative = columnsLabelled(figures, CUMULATIVE).filter(({ end }) => !ends.has(end))
  return [...quarters, ...cumulative]
    .sort((a, b) => a.end.localeCompare(b.end))
    .slice(-MAX_QUARTERS)
}

/**
 * A balance is of one day, so the column of the trailing year is headed by the quarter that ends on
 * that day, or by the day itself.
 */
export const balanceColumns = (figures: FigureIndex, columns: PeriodColumn[]): PeriodColumn[] => {
  const quarters = new Map(columnsLabelled(figures, QUARTER).map(({ label, end }) => [end, label]))
  return columns.map((column) =>
    column.label === 'TTM'
      ? { ...column, heading: quarters.get(column.end) ?? column.end }
      : column,
  )
}
