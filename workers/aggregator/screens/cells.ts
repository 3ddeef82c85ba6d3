/**
 * The cells of one company: each field of the catalogue, looked up in the company's figures as its
 * page does, with the reason where there is none. Pure.
 */
import { CELL_REASONS, type CellReason, IN_DOUBT } from '#shared/screen/table.ts'
import { dayOf, dateOf } from '#shared/days.ts'
import { doubtsOfFact } from '#shared/doubt.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { monthsLater } from '#shared/calendar.ts'
import type { DerivedSpan } from '../time/spans.ts'
import { appliesTo, atNewest, type Derivation } from '../metrics/derive.ts'
import { spanBack } from '../metrics/fiscal-frames.ts'
import type { Value } from '../metrics/formula.ts'
import { FORMULAS } from '../metrics/formulas/registry.ts'
import { type FormulaOutcome, missing } from '../metrics/outcome.ts'
import type { CatalogueEntry } from './catalogue.ts'

/** Months after its end for which a fiscal year counts as current. */
export const OUT_OF_DATE_MONTHS = 18

export const REASON_BYTE = Object.fromEntries(
  CELL_REASONS.map((reason, place) => [reason, place]),
) as Record<CellReason, number>

export interface SnapshotCell {
  value: number
  /** The index of the reason in `CELL_REASONS`, with the bit `IN_DOUBT` where a check failed. */
  reason: number
  known_at: string | null
}

export const absent = (reason: CellReason): SnapshotCell => ({
  value: Number.NaN,
  reason: REASON_BYTE[reason],
  known_at: null,
})

const NOT_OF_THE_KIND = missing('not_applicable', 'is not a figure of companies of this kind')
const NOT_REPORTED = missing('not_reported', 'no such period is known')

/** Where an entry is looked up: the outcome, and the span that it is of. */
export interface Lookup {
  outcome: FormulaOutcome
  span: DerivedSpan | null
}

const nowhere: Lookup = { outcome: NOT_REPORTED, span: null }

/** `name` of the entry is that of a figure; prices are looked up elsewhere. */
export const lookUp = (
  { context, kind, years, ttm }: Derivation,
  { name, at }: Pick<CatalogueEntry, 'name' | 'at'>,
  lag: number,
): Lookup => {
  if (name === null) return nowhere
  const newest = years.at(-1)
  const formula = FORMULAS.get(name)
  if (formula && !appliesTo(formula, kind))
    return { outcome: NOT_OF_THE_KIND, span: newest ?? ttm ?? null }
  if (at === 'annual') {
    const span = newest && (lag === 0 ? newest : spanBack(context.frames, newest, lag))
    return span ? { outcome: context.resolve(name, span), span } : nowhere
  }
  if (!ttm) return nowhere
  return at === 'newest'
    ? atNewest(context, name, ttm, newest)
    : { outcome: context.resolve(name, ttm), span: ttm }
}

/** The earliest end of a period that still counts as current on this day. */
export const firstDayInDate = (day: string): number => monthsLater(dayOf(day), -OUT_OF_DATE_MONTHS)

/** Whether the newest period of a scope ended before this day. */
export const isOutOfDate = (
  { years, ttm }: Derivation,
  at: CatalogueEntry['at'],
  first: number,
): boolean => {
  const newest = at === 'annual' ? years.at(-1) : (ttm ?? years.at(-1))
  return newest !== undefined && newest.end < first
}

const inDoubt = (leaves: readonly Fact[]): boolean =>
  leaves.some((fact) => fact.quality !== 'ok' && doubtsOfFact(fact).length > 0)

export const cellOf = (outcome: FormulaOutcome): SnapshotCell => {
  if (!outcome.ok) return absent(outcome.absent)
  const { n, leaves, known_at }: Value = outcome.value
  if (!Number.isFinite(n)) return absent('undefined')
  return { value: n, reason: inDoubt(leaves) ? IN_DOUBT : 0, known_at: known_at || null }
}

/** `first`: `firstDayInDate` of the day. */
export const cellAt = (
  derivation: Derivation,
  entry: CatalogueEntry,
  lag: number,
  first: number,
): SnapshotCell =>
  isOutOfDate(derivation, entry.at, first)
    ? absent('out_of_date')
    : cellOf(lookUp(derivation, entry, lag).outcome)

/** The end of the newest fiscal year as a date. */
export const yearEndOf = ({ years }: Derivation): string | null => {
  const newest = years.at(-1)
  return newest ? dateOf(newest.end) : null
}
