/** Which periods stand as columns of a table, oldest first. Pure. */
import { type Column, type FigureBook, startOf } from './figure-book.ts'

/** Quarters shown: three years, as many as are derived. */
const MAX_QUARTERS = 12
const QUARTER = /^\d{4}Q[1-4]$/

export const annualColumns = (book: FigureBook): Column[] => book.financials.fiscal_years.map(({ label, start, end }) => ({ label, start, end }))

/** The twelve months to the newest filing, unless they are a fiscal year already shown. */
export const trailingColumn = (book: FigureBook): Column | null => {
  const newestYear = book.financials.fiscal_years.at(-1)
  for (const entry of book.index.values()) {
    if (entry.period !== 'TTM') continue
    return newestYear && entry.end <= newestYear.end ? null : { label: 'TTM', start: startOf(entry), end: entry.end }
  }
  return null
}

export const quarterColumns = (book: FigureBook): Column[] => {
  const byLabel = new Map<string, Column>()
  for (const entry of book.index.values()) {
    const start = startOf(entry)
    if (start !== null && QUARTER.test(entry.period) && !byLabel.has(entry.period)) byLabel.set(entry.period, { label: entry.period, start, end: entry.end })
  }
  return [...byLabel.values()].sort((a, b) => a.end.localeCompare(b.end)).slice(-MAX_QUARTERS)
}
