/**
 * The answer of a screen: counts, rows, what could not be tested, and what the list cannot say.
 * Pure.
 */
import { MAX_SHOWN, type Manifest, type RunAnswer } from '#shared/contracts/screens.ts'
import { MAX_FEW } from '#shared/lengths.ts'
import type { Market } from '#shared/names.ts'
import type { Condition, Expression } from '#shared/screen/ast.ts'
import {
  type CompiledScreen,
  compileScreen,
  neededColumns,
  type ScreenRun,
} from '#shared/screen/evaluate.ts'
import type { FieldList } from '#shared/screen/fields.ts'
import { CELL_REASONS, type ScreenTable } from '#shared/screen/table.ts'
import { type ColumnName, columnKey } from '#shared/screen/tables.ts'
import type { TestOutcome } from '#shared/screen/truth.ts'
import { evaluateColumns, type EvaluatedColumn, nameOf, type PriceDays, rowMaker } from './cells.ts'
import { notesOf } from './notes.ts'
import { type ReadScreen, type ShownColumn, shownColumn } from './read-screen.ts'

export interface RunWish {
  read: ReadScreen
  markets: Market[]
  /** YYYY-MM-DD. */
  day: string
  columns: ShownColumn[]
  /** Rows, and companies that could not be tested, that are told one by one. */
  limit: number
}

const isNumber = (of: Expression): boolean => neededColumns(of).length === 0

/** What a condition compares, numbers apart. */
const compared = function* (of: Condition): Generator<Expression> {
  if (of.kind === 'compare') yield* [of.left, of.right].filter((side) => !isNumber(side))
  if (of.kind === 'has') yield of.of
  if (of.kind === 'not') yield* compared(of.of)
  if (of.kind === 'and' || of.kind === 'or') for (const part of of.of) yield* compared(part)
}

/**
 * The columns of a list: those that were asked for, else what the conditions compare; and what the
 * list is sorted by, unless it is among them.
 */
export const columnsToShow = (
  { screen }: ReadScreen,
  asked: readonly ShownColumn[] | null,
): ShownColumn[] => {
  const own = screen.where ? [...compared(screen.where)].map(shownColumn) : []
  const columns = new Map((asked ?? own).map((column) => [column.text, column]))
  const first = [...columns.values()].slice(0, MAX_SHOWN)
  const order = screen.order && shownColumn(screen.order.by)
  return order && !first.some(({ text }) => text === order.text) ? [...first, order] : first
}

/** Every column of the snapshots that a run reads, each once. */
export const columnsToLoad = ({ read, columns }: RunWish): ColumnName[] => [
  ...new Map(
    [read.screen, ...columns.map(({ expression }) => expression)]
      .flatMap(neededColumns)
      .map((name) => [columnKey(name), name]),
  ).values(),
]

const outcomeOf = ({ passed, failed, not_testable, reasons }: TestOutcome) => ({
  passed,
  failed,
  not_testable,
  reasons,
})

const untestable = (
  { conditions }: CompiledScreen,
  { not_testable: { rows, conditions: places, reasons } }: ScreenRun,
  table: ScreenTable,
  limit: number,
): RunAnswer['not_testable'] =>
  [...rows.subarray(0, limit)].map((row, at) => ({
    instrument: table.companies.ids[row] ?? '',
    name: nameOf(table, row),
    condition: conditions[places[at] ?? 0] ?? '',
    reason: CELL_REASONS[reasons[at] ?? 0] ?? 'undefined',
  }))

export const priceDaysOf = (manifests: readonly Manifest[]): PriceDays =>
  new Map(
    manifests.flatMap(({ market, sources }) => {
      const prices = sources.find(({ kind }) => kind === 'prices')
      return prices ? [[market, prices.day] as const] : []
    }),
  )

/** Each source once, though several markets name it. */
const sourcesOf = (manifests: readonly Manifest[]): RunAnswer['sources'] => [
  ...new Map(
    manifests.flatMap(({ sources }) => sources).map((source) => [JSON.stringify(source), source]),
  ).values(),
]

export interface RunResult {
  answer: RunAnswer
  /** All that passed, in the order of the list. */
  passed: string[]
  /** The shown columns and rows, from which origins are found. */
  columns: EvaluatedColumn[]
}

export const runOver = (
  wish: RunWish,
  table: ScreenTable,
  manifests: readonly Manifest[],
  fields: FieldList,
): RunResult => {
  const { read, markets, day, limit } = wish
  const compiled = compileScreen(read.screen, fields)
  const run = compiled.run(table)
  const { columns, notes } = evaluateColumns(wish.columns, table, fields, run.passing)
  const { rowOf } = rowMaker(table, columns, fields, priceDaysOf(manifests))
  const said = [
    ...read.hints.map(({ detail, detail_zh }) => ({ en: detail, zh: detail_zh })),
    ...run.notes.map(({ en, zh }) => ({ en, zh })),
    ...notes,
    ...notesOf(manifests, columnsToLoad(wish), table, fields),
  ]
  return {
    passed: [...run.rows].map((row) => table.companies.ids[row] ?? ''),
    columns,
    answer: {
      text: read.text,
      screen: read.screen,
      markets,
      as_of: day,
      sources: sourcesOf(manifests),
      total: { tested: run.tested, ...outcomeOf(run.total) },
      conditions: run.conditions.map((outcome, at) => ({
        text: compiled.conditions[at] ?? '',
        ...outcomeOf(outcome),
      })),
      columns: columns.map(({ head }) => head),
      rows: [...run.rows.subarray(0, limit)].map(rowOf),
      not_testable: untestable(compiled, run, table, limit),
      notes: [...new Map(said.map((note) => [note.en, note])).values()].slice(0, MAX_FEW),
    },
  }
}
