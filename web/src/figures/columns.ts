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

/**
 * What the key figures are of: a company that is new has quarters or halves before it has a year.
 */
export type KeyBasis = 'year' | 'twelve_months' | 'part_of_year'

/** Fiscal years; where none is filed yet the newest twelve months, else the parts of a year. */
export const keyColumns = (figures: FigureIndex): { columns: PeriodColumn[]; basis: KeyBasis } => {
  const years = annualColumns(figures)
  if (years.length > 0) return { columns: years, basis: 'year' }
  const trailing = trailingColumn(figures)
  if (trailing) return { columns: [trailing], basis: 'twelve_months' }
  const parts = quarterColumns(figures)
  const newest = parts.at(-1)
  // Half a year is no point of a line of quarters.
  const columns =
    newest && isCumulative(newest.label)
      ? [newest]
      : parts.filter(({ label }) => !isCumulative(label))
  return { columns, basis: 'part_of_year' }
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
