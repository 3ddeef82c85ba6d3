/**
 * Lines of a table that a share split makes incomparable: which have an adjusted line beside them,
 * and which of their figures are from before a split. Pure.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { figureAt, type PeriodColumn } from './figure-index.ts'

/** The line as filed, and the same line on today's shares. */
export const ADJUSTED: Record<string, string> = {
  eps_diluted: 'eps_diluted_adjusted',
  dividends_per_share: 'dividends_per_share_adjusted',
  shares_diluted: 'shares_diluted_adjusted',
  shares_outstanding: 'shares_outstanding_adjusted',
}
/**
 * Only diluted figures have an adjusted line. A filing's basic figures are on the same shares as
 * its diluted ones.
 */
const SAME_SHARES: Record<string, string> = {
  eps_basic: 'eps_diluted',
  shares_basic: 'shares_diluted',
}

/** A smaller difference is a rounding and no split. */
const LEAST_SPLIT = 0.02

/**
 * Whether a split came after the filing of the figure, so that it cannot be compared with newer
 * ones.
 */
export const isBeforeSplit = (
  figures: FigureIndex,
  name: string,
  column: PeriodColumn,
): boolean => {
  const base = SAME_SHARES[name] ?? name
  const adjusted = ADJUSTED[base]
  const filed = figureAt(figures, base, column)
  const now = adjusted && figureAt(figures, adjusted, column)
  if (!filed || !now || Number(filed.value) === 0) return false
  return Math.abs(Number(now.value) / Number(filed.value) - 1) > LEAST_SPLIT
}
