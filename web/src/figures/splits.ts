/**
 * Lines that a share split cuts in two: which have an adjusted counterpart, and which of their
 * figures a split came after. Pure.
 */
import { type FigureIndex, figureAt, type PeriodColumn } from './figure-index.ts'

/** As filed -> on today's shares. */
export const ADJUSTED: Record<string, string> = {
  eps_diluted: 'eps_diluted_adjusted',
  dividends_per_share: 'dividends_per_share_adjusted',
  shares_diluted: 'shares_diluted_adjusted',
  shares_outstanding: 'shares_outstanding_adjusted',
}
/** Only diluted figures are adjusted; the basic ones of a filing are on the same shares. */
const SAME_SHARES: Record<string, string> = {
  eps_basic: 'eps_diluted',
  shares_basic: 'shares_diluted',
}

/** Smaller differences are roundings, not splits. */
const LEAST_SPLIT = 0.02

/**
 * Whether a split came after the filing of that figure, so that it does not compare with newer
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
