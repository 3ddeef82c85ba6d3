/**
 * The cells of a list: values with unit, fiscal period, day and the reason of what is missing.
 * Pure.
 */
import type { RunAnswer } from '#shared/contracts/screens.ts'
import type { Market } from '#shared/names.ts'
import type { Expression } from '#shared/screen/ast.ts'
import { compileExpression } from '#shared/screen/evaluate.ts'
import type { Field, FieldList } from '#shared/screen/fields.ts'
import {
  CELL_REASONS,
  type Column,
  IN_DOUBT,
  NO_MOMENT,
  type ScreenTable,
} from '#shared/screen/table.ts'
import type { ColumnName } from '#shared/screen/tables.ts'
import { type ExpressionUnit, unitName } from '#shared/screen/units.ts'
import { sameDayOtherYear } from '#shared/calendar.ts'
import { labelYear } from '../../time/periods.ts'
import type { ShownColumn } from './read-screen.ts'

export type AnswerRow = RunAnswer['rows'][number]
export type AnswerCell = AnswerRow['cells'][number]
export type ColumnHead = RunAnswer['columns'][number]
export interface SaidNote {
  en: string
  zh: string
}

export interface EvaluatedColumn {
  head: ColumnHead
  expression: Expression
  column: Column
  /** The figures that it reads. */
  needed: readonly ColumnName[]
}

const fieldsById = (fields: FieldList): ReadonlyMap<string, Field> =>
  new Map(fields.map((field) => [field.id, field]))

/** A figure has its names; what was computed from several is called as it is written. */
const headOf = (
  { text, expression }: ShownColumn,
  unit: ExpressionUnit,
  byId: ReadonlyMap<string, Field>,
): ColumnHead => {
  const field = expression.kind === 'field' ? byId.get(expression.field) : undefined
  const isNewest = expression.kind === 'field' && expression.lag === 0
  return {
    text,
    unit: unitName(unit),
    en: field && isNewest ? field.en : text,
    zh: field && isNewest ? field.zh : text,
  }
}

export const evaluateColumns = (
  columns: readonly ShownColumn[],
  table: ScreenTable,
  fields: FieldList,
  passing: Uint8Array | null = null,
): { columns: EvaluatedColumn[]; notes: SaidNote[] } => {
  const byId = fieldsById(fields)
  const notes = new Map<string, SaidNote>()
  return {
    columns: columns.map((shown) => {
      const { expression } = shown
      const compiled = compileExpression(expression, fields)
      const { column, notes: said } = compiled.run(table, undefined, passing)
      for (const { en, zh } of said) notes.set(en, { en, zh })
      return {
        head: headOf(shown, compiled.unit, byId),
        expression,
        column,
        needed: compiled.needed,
      }
    }),
    notes: [...notes.values()],
  }
}

/** `money` in the currency of the company: `USD`, `USD/share`. */
const unitIn = (unit: string, currency: string | null): string =>
  currency === null ? unit : unit.replace(/\bmoney\b/, currency)

/** The day on which the prices of each market are from. */
export type PriceDays = ReadonlyMap<Market, string>

/** Periods of the figures that a column reads, of one company. */
const periodOf = (
  needed: readonly ColumnName[],
  byId: ReadonlyMap<string, Field>,
  yearEnd: string | null,
  priceDay: string | undefined,
): string | null => {
  const scopes = new Set(needed.map(({ field }) => byId.get(field)?.scope))
  if (scopes.has('annual')) {
    if (yearEnd === null) return null
    const lags = needed
      .filter(({ field }) => byId.get(field)?.scope === 'annual')
      .map(({ lag }) => labelYear(sameDayOtherYear(yearEnd, -lag)))
    const [first, last] = [Math.min(...lags), Math.max(...lags)]
    return first === last ? `FY${last}` : `FY${first}-FY${last}`
  }
  if (scopes.has('ttm')) return 'TTM'
  if (scopes.has('newest')) return 'newest'
  return scopes.has('market') ? (priceDay ?? null) : null
}

export const nameOf = ({ companies }: ScreenTable, row: number): string => {
  const { en, zh, ja } = companies.names[row] ?? {}
  return en ?? zh ?? ja ?? companies.ids[row] ?? ''
}

export interface RowMaker {
  rowOf(row: number): AnswerRow
  cellOf(column: EvaluatedColumn, row: number): AnswerCell
}

export const rowMaker = (
  table: ScreenTable,
  columns: readonly EvaluatedColumn[],
  fields: FieldList,
  priceDays: PriceDays,
): RowMaker => {
  const byId = fieldsById(fields)
  const { companies } = table
  /** The newest moment at which one of the figures became known that the cell rests on. */
  const knownAt = (needed: readonly ColumnName[], row: number): string | null => {
    const times = companies.known_times[row] ?? []
    let newest = NO_MOMENT
    for (const { field, lag } of needed)
      newest = Math.min(newest, table.column(field, lag)?.known?.[row] ?? NO_MOMENT)
    return times[newest] ?? null
  }
  const cellOf = ({ head, column, needed }: EvaluatedColumn, row: number): AnswerCell => {
    const byte = column.reasons[row] ?? 0
    const reason = CELL_REASONS[byte & ~IN_DOUBT] ?? 'undefined'
    const isKnown = reason === 'known'
    const market = companies.markets[row] as Market
    return {
      value: isKnown ? (column.values[row] ?? null) : null,
      reason,
      in_doubt: (byte & IN_DOUBT) !== 0,
      unit: unitIn(head.unit, companies.currencies[row] ?? null),
      period: isKnown
        ? periodOf(needed, byId, companies.year_ends[row] ?? null, priceDays.get(market))
        : null,
      known_at: isKnown ? knownAt(needed, row) : null,
    }
  }
  return {
    cellOf,
    rowOf: (row) => ({
      instrument: companies.ids[row] ?? '',
      name: nameOf(table, row),
      market: companies.markets[row] as Market,
      industry: companies.industries[row] ?? null,
      currency: companies.currencies[row] ?? null,
      cells: columns.map((column) => cellOf(column, row)),
    }),
  }
}
