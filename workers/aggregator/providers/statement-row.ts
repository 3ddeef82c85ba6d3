/**
 * Turns one wide row of a statement into facts, by a table of lines. Providers whose rows have one
 * column for each figure share it. Pure.
 */
import { Decimal } from 'decimal.js'
import { type ConceptId, conceptOf } from '#shared/concepts.ts'
import type { Basis } from '#shared/contracts/facts.ts'
import { decimalOf, negated } from '#shared/units/decimal.ts'
import type { NewFact, ProviderFailure, ProviderResult } from '../model/provider.ts'

/**
 * The columns from which each concept is read. The first alternative counts whose columns are all
 * known. Several columns are added; a column with a `-` before its name is subtracted. A column
 * with a `?` before its name may be empty where the adapter knows that empty means nil: a part is
 * never taken for the whole, so one unknown column leaves the whole sum unknown.
 */
export type Lines = Partial<Record<ConceptId, readonly (readonly string[])[]>>

/** Everything about a fact except its figure: the source, the period and since when it is known. */
export interface RowOrigin {
  provider: string
  record: string
  form: string | null
  currency: string
  start: string
  end: string
  label: string
  basis: Basis
  sourceUrl: string
  filedAt: string | null
  knownAt: string
}

const DECIMAL = /^-?\d+(\.\d+)?$/

/**
 * Says whether an empty one of the columns that are added up is nil in this row: the statement as
 * such is there, and the provider leaves lines empty that the company does not have.
 */
export type NilRule = (row: Record<string, unknown>, columns: readonly string[]) => boolean
const NEVER_NIL: NilRule = () => false

const isTakenOff = (column: string): boolean => column.startsWith('-')
/** The column's name without its mark: `-oper_cost` -> `oper_cost`. */
export const columnOf = (column: string): string => column.replace(/^[-?]/, '')

/** True when every one of these columns holds something. */
export const hasAll = (row: Record<string, unknown>, columns: readonly string[]): boolean =>
  columns.every((column) => row[column] !== null && row[column] !== undefined && row[column] !== '')

export const malformed = (provider: string, field: string): ProviderFailure => ({
  ok: false,
  reason: 'malformed',
  detail: `${provider}: the answer does not have the expected form at ${field}`,
})

/** A column as exact decimal text; null when it is empty; undefined when it has a wrong type. */
const cell = (value: unknown): string | null | undefined => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number' && Number.isFinite(value)) return decimalOf(value)
  return typeof value === 'string' && DECIMAL.test(value) ? value : undefined
}

const UNITS = {
  money: (currency: string) => currency,
  'money/share': (currency: string) => `${currency}/share`,
  shares: () => 'shares',
  x: () => 'x',
}

const factOf = (concept: ConceptId, field: string, value: string, origin: RowOrigin): NewFact => {
  const { kind, unit, sign } = conceptOf(concept)
  const instant = kind === 'stock'
  return {
    concept,
    period: instant ? `@${origin.end}` : origin.label,
    period_label: null,
    start: instant ? null : origin.start,
    end: origin.end,
    value: sign === 'outflow' ? negated(value) : value,
    unit: UNITS[unit](origin.currency),
    basis: origin.basis,
    provider: origin.provider,
    provider_field: field,
    provider_record: origin.record,
    form: origin.form,
    source_url: origin.sourceUrl,
    filed_at: origin.filedAt,
    known_at: origin.knownAt,
    quality: 'ok',
    source: null,
  }
}

/** The parts of a sum in words: `LONG_LOAN + BOND_PAYABLE (nil)`. */
const fieldOf = (columns: readonly string[], cells: readonly (string | null)[]): string =>
  columns
    .map((column, at) => {
      const name = columnOf(column) + (cells[at] === null ? ' (nil)' : '')
      return `${at === 0 ? '' : isTakenOff(column) ? ' - ' : ' + '}${name}`
    })
    .join('')

/**
 * The facts of one row. An empty column gives no fact, unless it is a part that is known to be nil;
 * a column of a wrong type gives `malformed` with the column's name. Outflows must be positive in
 * the row.
 */
export const rowFacts = (
  row: Record<string, unknown>,
  lines: Lines,
  origin: RowOrigin,
  isNil: NilRule = NEVER_NIL,
): ProviderResult<NewFact[]> => {
  const facts: NewFact[] = []
  for (const [concept, alternatives] of Object.entries(lines) as [
    ConceptId,
    readonly (readonly string[])[],
  ][]) {
    for (const columns of alternatives) {
      const read = columns.map((column) => cell(row[columnOf(column)]))
      const wrong = columns.find((_, at) => read[at] === undefined)
      if (wrong !== undefined)
        return {
          ...malformed(origin.provider, `${origin.record} ${columnOf(wrong)}`),
          report_end: origin.end,
        }
      const cells = read.map((value) => value ?? null)
      const unknown = columns.filter((_, at) => cells[at] === null)
      const mayBeNil = unknown.every((column) => column.startsWith('?'))
      if (unknown.length > 0 && !(mayBeNil && isNil(row, columns.map(columnOf)))) continue
      const value = columns.reduce(
        (sum, column, at) =>
          isTakenOff(column) ? sum.minus(cells[at] ?? 0) : sum.plus(cells[at] ?? 0),
        new Decimal(0),
      )
      facts.push(factOf(concept, fieldOf(columns, cells), value.toFixed(), origin))
      break
    }
  }
  return { ok: true, data: facts }
}

/**
 * The facts of all reports. A report that cannot be read is left out and named, if a newer one can
 * be read; an odd newest report, like any other failure, is one of the whole answer: another
 * provider may have it.
 */
export const allFacts = (
  results: readonly ProviderResult<NewFact[]>[],
): ProviderResult<NewFact[]> => {
  const facts: NewFact[] = []
  const unread: string[] = []
  const odd: ProviderFailure[] = []
  for (const result of results) {
    if (result.ok) {
      facts.push(...result.data)
      unread.push(...(result.unread ?? []))
    } else if (result.reason === 'malformed') odd.push(result)
    else return result
  }
  const newest =
    facts
      .map(({ end }) => end)
      .sort()
      .at(-1) ?? ''
  const lost = odd.find(({ report_end: end = '' }) => newest === '' || end >= newest)
  return (
    lost ?? {
      ok: true,
      data: facts,
      ...unreadIn([...unread, ...odd.map(({ detail }) => detail)]),
    }
  )
}

/** The part of a result that names what was left out; empty when nothing was. */
export const unreadIn = (unread: readonly string[]): { unread?: readonly string[] } =>
  unread.length > 0 ? { unread } : {}
