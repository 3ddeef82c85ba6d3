/** Finds the figure of a name in a column of the page's tables. Pure. */
import type { FigureEntry, FigureIndex } from '#shared/book/figure-index.ts'
import { isMoney } from '../ui/numbers.ts'

/**
 * A period that is a column of a table. Balances are found by `end`, all other figures by `label`.
 */
export interface PeriodColumn {
  label: string
  start: string | null
  end: string
  /** The text at the head of the column, where it is not the label. */
  heading?: string
}

/** A place in a table or an origin where a figure is missing, and why. */
export interface FigureGap {
  name: string
  period: string
  /** The reason from the answer, or `unlisted` when the answer says nothing about the figure. */
  reason: string
  detail: string | null
  /** The detail in Chinese, where there is one. */
  detail_zh?: string | undefined
}

/** The figure of that name in that column: over the period, or the balance at its end. */
export const figureAt = (
  figures: FigureIndex,
  name: string,
  column: PeriodColumn,
): FigureEntry | undefined =>
  figures.get(`${name}@${column.label}`) ?? figures.balance(name, column.end)

/**
 * The first of several names that has a figure in that column, e.g. net_income before
 * net_income_total.
 */
export const firstFigureAt = (
  figures: FigureIndex,
  names: readonly string[],
  column: PeriodColumn,
): FigureEntry | undefined => {
  for (const name of names) {
    const found = figureAt(figures, name, column)
    if (found) return found
  }
  return undefined
}

/** Whether amounts of some periods are, or were before a conversion, in another currency. */
export const hasOtherCurrency = ({ book: { packed } }: FigureIndex): boolean => {
  const units = [...new Set(packed.facts.unit)].map((place) => packed.texts[place] ?? '')
  const isOther = (unit: string): boolean => isMoney(unit) && unit !== packed.reporting_currency
  return (packed.conversion?.at_period_rates ?? 0) > 0 || units.some(isOther)
}
