/**
 * The room that the filed liabilities leave for debt that is not filed: a total of liabilities less
 * its known lines and the known debt. A detail that a note repeats makes the room smaller than it
 * is, so room is never too large for that reason; a line under a tag of the filer's own makes it
 * larger. Pure.
 */
import { cancels } from '../sums.ts'
import {
  CURRENT_LIABILITIES,
  type LiabilityLine,
  LIABILITY_TOTALS,
  NONCURRENT_LIABILITIES,
  UNDATED_LIABILITIES,
} from './liability-tags.ts'

type Values = ReadonlyMap<string, number>

/** Negative where more lines are filed than a total holds. */
export interface Room {
  /**
   * The room among liabilities due within a year; null where the balance sheet does not separate
   * them.
   */
  current: number | null
  /** The room among all other liabilities; null where their total is not known. */
  other: number | null
}

const amountOf = (values: Values, lines: readonly LiabilityLine[]): number =>
  lines.reduce((sum, { whole, parts }) => {
    const filed = values.get(whole)
    return sum + (filed ?? parts.reduce((all, part) => all + (values.get(part) ?? 0), 0))
  }, 0)

/**
 * All liabilities: as filed, else what equity leaves of the balance sheet; null where neither is.
 */
const liabilitiesOf = (values: Values): number | null => {
  const filed = values.get(LIABILITY_TOTALS.all)
  if (filed !== undefined) return filed
  const all = LIABILITY_TOTALS.withEquity.flatMap((tag) => values.get(tag) ?? [])[0]
  const total = values.get(LIABILITY_TOTALS.totalEquity)
  const parent = values.get(LIABILITY_TOTALS.equity)
  const equity =
    total ??
    (parent === undefined ? undefined : parent + (values.get(LIABILITY_TOTALS.minority) ?? 0))
  if (all === undefined || equity === undefined) return null
  const between = LIABILITY_TOTALS.between.map((tag) => values.get(tag) ?? 0)
  return all - equity - Math.max(...between)
}

/**
 * What remains of a total after its lines: 0 where they add up to it, negative where they exceed
 * it.
 */
const leftOf = (total: number, lines: number): number =>
  cancels(total, -lines) ? 0 : total - lines

/** `short` is the known debt due within a year, `total` all known debt. */
export const roomOf = (values: Values, short: number, total: number): Room => {
  const all = liabilitiesOf(values)
  const dueSoon = values.get(LIABILITY_TOTALS.current)
  const current = amountOf(values, CURRENT_LIABILITIES)
  const later = amountOf(values, NONCURRENT_LIABILITIES)
  const undated = amountOf(values, UNDATED_LIABILITIES)
  if (dueSoon === undefined)
    return {
      current: null,
      other: all === null ? null : leftOf(all, current + later + undated + total),
    }
  return {
    current: leftOf(dueSoon, current + undated + short),
    other: all === null ? null : leftOf(all - dueSoon, later + total - short),
  }
}

/**
 * The least number of lines whose sum counts as proof that they make up a total. Fewer may do so by
 * chance.
 */
const FEWEST_LINES = 3

/**
 * The total of liabilities that other lines than debt make up exactly, so that no debt is left;
 * null where they do not.
 */
export const fieldWithoutDebt = (values: Values): string | null => {
  const { current, other } = roomOf(values, 0, 0)
  if ((current !== null && current !== 0) || other !== 0) return null
  const lines = [...CURRENT_LIABILITIES, ...NONCURRENT_LIABILITIES, ...UNDATED_LIABILITIES]
    .flatMap(({ whole, parts }) => [whole, ...parts])
    .filter((tag) => values.get(tag))
  if (lines.length < FEWEST_LINES) return null
  return values.has(LIABILITY_TOTALS.all)
    ? LIABILITY_TOTALS.all
    : (LIABILITY_TOTALS.withEquity.find((tag) => values.has(tag)) ?? null)
}
