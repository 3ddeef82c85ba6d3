/** Tables for the engine, made from columns, and several markets' tables put together as one. */
import {
  CELL_REASONS,
  type CellReason,
  type Column,
  type Companies,
  IN_DOUBT,
  NO_MOMENT,
  type ScreenTable,
} from './table.ts'

/** A figure in one fiscal year: how a column of a snapshot is called. */
export interface ColumnName {
  field: string
  /** Fiscal years back from the newest one. */
  lag: number
}

export const columnKey = ({ field, lag }: ColumnName): string => `${field}@${lag}`

/** Units of `to` for one unit of `from`; null where no rate is at hand. */
export type Rates = (from: string, to: string) => number | null

/** From the worth of one unit of each currency in some common currency. */
export const ratesOf =
  (worth: ReadonlyMap<string, number>): Rates =>
  (from, to) => {
    if (from === to) return 1
    const [one, other] = [worth.get(from), worth.get(to)]
    return one === undefined || other === undefined ? null : one / other
  }

export const NO_RATES: Rates = (from, to) => (from === to ? 1 : null)

export const reasonByte = (reason: CellReason): number => CELL_REASONS.indexOf(reason)

/** A column in which nobody has a value. */
export const emptyColumn = (rows: number, reason: CellReason): Column => ({
  values: new Float64Array(rows).fill(Number.NaN),
  reasons: new Uint8Array(rows).fill(reasonByte(reason)),
})

/** A value in each row that says `known`, and none in any other: the engine relies on it. */
const checkColumn = (key: string, { values, reasons }: Column, rows: number): void => {
  if (values.length !== rows || reasons.length !== rows)
    throw new Error(`${key} has another number of rows than there are companies`)
  for (let row = 0; row < rows; row++) {
    const reason = (reasons[row] as number) & ~IN_DOUBT
    const isKnown = Number.isFinite(values[row])
    if (isKnown !== (reason === 0) || reason >= CELL_REASONS.length)
      throw new Error(`row ${row} of ${key} has the value ${values[row]} and the reason ${reason}`)
  }
}

/** `columns` by `columnKey`. Each has a row for each company. */
export const tableOf = (
  companies: Companies,
  columns: ReadonlyMap<string, Column>,
  rates: Rates = NO_RATES,
): ScreenTable => {
  for (const [key, column] of columns) checkColumn(key, column, companies.ids.length)
  return {
    companies,
    column: (field, lag) => columns.get(columnKey({ field, lag })) ?? null,
    rate: (from, to) => (from === to ? 1 : rates(from, to)),
  }
}

const joinedCompanies = (tables: readonly ScreenTable[]): Companies => {
  const of = <Name extends keyof Companies>(name: Name): Companies[Name] =>
    tables.flatMap(
      ({ companies }) => companies[name] as readonly unknown[],
    ) as unknown as Companies[Name]
  return {
    ids: of('ids'),
    names: of('names'),
    markets: of('markets'),
    exchanges: of('exchanges'),
    industries: of('industries'),
    kinds: of('kinds'),
    currencies: of('currencies'),
    year_ends: of('year_ends'),
    known_at: of('known_at'),
    known_times: of('known_times'),
  }
}

/**
 * The companies of all tables, one after the other. Where one market has no such column, its rows
 * say `not_reported`; null where none has it. A column is joined when it is first asked for.
 */
export const joinTables = (tables: readonly ScreenTable[]): ScreenTable => {
  const [only] = tables
  if (only && tables.length === 1) return only
  const companies = joinedCompanies(tables)
  const rows = companies.ids.length
  const joined = new Map<string, Column | null>()
  const join = (field: string, lag: number): Column | null => {
    const parts = tables.map((table) => table.column(field, lag))
    if (parts.every((part) => part === null)) return null
    const known = new Uint8Array(rows).fill(NO_MOMENT)
    const whole = { ...emptyColumn(rows, 'not_reported'), known }
    let from = 0
    for (const [at, table] of tables.entries()) {
      const part = parts[at]
      if (part) {
        whole.values.set(part.values, from)
        whole.reasons.set(part.reasons, from)
        if (part.known) known.set(part.known, from)
      }
      from += table.companies.ids.length
    }
    return whole
  }
  return {
    companies,
    column(field, lag) {
      const key = columnKey({ field, lag })
      const known = joined.get(key)
      if (known !== undefined) return known
      const made = join(field, lag)
      joined.set(key, made)
      return made
    },
    rate(from, to) {
      for (const table of tables) {
        const rate = table.rate(from, to)
        if (rate !== null) return rate
      }
      return from === to ? 1 : null
    },
  }
}
