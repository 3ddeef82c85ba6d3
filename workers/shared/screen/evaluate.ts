/**
 * Runs screens over tables. A screen is compiled once; each condition is then one pass over typed
 * arrays. The same screen over the same table gives the same list, in the page and in a Worker.
 */
import type { CompareOp, Condition, Expression, Screen, TextField } from './ast.ts'
import { catalogueOf } from './catalogue.ts'
import { nameKey } from './characters.ts'
import { expressionFault, leavesOf, readsOf, screenFault } from './check.ts'
import { columnOf, compileOperand, earlierReason, heldAgainst } from './compile-expression.ts'
import type { FieldList } from './fields.ts'
import { nearNames } from './near-names.ts'
import { lagsOf } from './over-years.ts'
import { placeAmongPassing } from './passing.ts'
import { printCondition, printScreen } from './print.ts'
import { isKnown, type KeptColumns, type Note, Run, type SortedRows } from './run.ts'
import { type Column, IN_DOUBT, type ScreenTable } from './table.ts'
import { type ColumnName, columnKey, reasonByte } from './tables.ts'
import {
  allOf,
  anyOf,
  answerOf,
  DOUBTED,
  FAILED,
  isTestable,
  notOf,
  notTestable,
  type TestOutcome,
  outcomeOf,
  PASSED,
  reasonIn,
  type Truth,
} from './truth.ts'
import { topConditions } from './tree.ts'
import { type ExpressionUnit, unitsFrom, type UnitOfField } from './units.ts'

export { KeptColumns, type Note } from './run.ts'
export { topConditions } from './tree.ts'
export type { TestOutcome } from './truth.ts'

type TruthOf = (run: Run) => Truth

const UNKNOWN_TEXT = notTestable(reasonByte('not_reported'))

/**
 * A comparison as one of three, of which the other three are the opposites: known values are never
 * NaN. So each of few loops compares in one way only, which the runtime compiles well.
 */
const COMPARISONS: Readonly<Record<CompareOp, readonly [by: '>=' | '>' | '=', is: number]>> = {
  '>=': ['>=', PASSED],
  '<': ['>=', FAILED],
  '>': ['>', PASSED],
  '<=': ['>', FAILED],
  '=': ['=', PASSED],
  '!=': ['=', FAILED],
}

/** 1 where the comparison holds. What it says of cells without a value means nothing. */
const holds = (by: '>=' | '>' | '=', left: Float64Array, right: Float64Array): Uint8Array => {
  const rows = left.length
  const found = new Uint8Array(rows)
  if (by === '>=')
    for (let row = 0; row < rows; row++)
      found[row] = (left[row] as number) >= (right[row] as number) ? 1 : 0
  else if (by === '>')
    for (let row = 0; row < rows; row++)
      found[row] = (left[row] as number) > (right[row] as number) ? 1 : 0
  else
    for (let row = 0; row < rows; row++)
      found[row] = (left[row] as number) === (right[row] as number) ? 1 : 0
  return found
}

/** The same against one number. */
const holdsAgainst = (by: '>=' | '>' | '=', left: Float64Array, right: number): Uint8Array => {
  const rows = left.length
  const found = new Uint8Array(rows)
  if (by === '>=')
    for (let row = 0; row < rows; row++) found[row] = (left[row] as number) >= right ? 1 : 0
  else if (by === '>')
    for (let row = 0; row < rows; row++) found[row] = (left[row] as number) > right ? 1 : 0
  else for (let row = 0; row < rows; row++) found[row] = (left[row] as number) === right ? 1 : 0
  return found
}

/** Answers of a comparison with one number on its right, which most conditions are. */
const againstNumber = (op: CompareOp, { values, reasons }: Column, right: number): Truth => {
  const [by, is] = COMPARISONS[op]
  const truth = holdsAgainst(by, values, right)
  for (let row = 0; row < truth.length; row++) {
    const reason = reasons[row] as number
    const answer = truth[row] === 1 ? is : 1 - is
    truth[row] =
      reason === 0
        ? answer
        : reason === IN_DOUBT
          ? answer | DOUBTED
          : notTestable(reason & ~IN_DOUBT)
  }
  return truth
}

const compared = (op: CompareOp, left: Column, right: Column): Truth => {
  const [by, is] = COMPARISONS[op]
  const truth = holds(by, left.values, right.values)
  for (let row = 0; row < truth.length; row++) {
    const [one, other] = [left.reasons[row] as number, right.reasons[row] as number]
    const answer = truth[row] === 1 ? is : 1 - is
    if ((one | other) === 0) truth[row] = answer
    else if (!isKnown(one)) truth[row] = notTestable(one & ~IN_DOUBT)
    else if (!isKnown(other)) truth[row] = notTestable(other & ~IN_DOUBT)
    else truth[row] = answer | DOUBTED
  }
  return truth
}

const compileCompare = (
  of: Extract<Condition, { kind: 'compare' }>,
  unitOfField: UnitOfField,
  shift: number,
): TruthOf => {
  const left = compileOperand(of.left, unitOfField, shift)
  const right = compileOperand(of.right, unitOfField, shift)
  const one = heldAgainst(left.operand, left.unit, right.unit)
  const other = heldAgainst(right.operand, right.unit, left.unit)
  if (other.kind === 'number') return (run) => againstNumber(of.op, columnOf(one, run), other.value)
  return (run) => compared(of.op, columnOf(one, run), columnOf(other, run))
}

/** It must hold in every year, and every year must be known: one missing year leaves it open. */
const inEachYear = (years: readonly Truth[], rows: number): Truth => {
  const whole = allOf(years, rows)
  for (let row = 0; row < rows; row++)
    for (let lag = 0; lag < years.length; lag++) {
      const byte = years[lag]?.[row] as number
      if (isTestable(byte)) continue
      const reason = reasonIn(byte)
      whole[row] = notTestable(lag === 0 ? reason : earlierReason(reason))
      break
    }
  return whole
}

const COLUMN_OF = {
  market: 'markets',
  industry: 'industries',
  exchange: 'exchanges',
  kind: 'kinds',
  currency: 'currencies',
} as const satisfies Record<TextField, string>

const noteUnknownValue = (run: Run, field: TextField, value: string, texts: readonly string[]) => {
  const near = nearNames(
    nameKey(value),
    texts.map((text) => ({ id: text, names: [nameKey(text)] })),
  )
  run.note({
    kind: 'no_such_value',
    en: `no company has the ${field} "${value}"${near.length > 0 ? `; near to it: ${near.join(', ')}` : ''}`,
    zh: `没有公司的 ${field} 是“${value}”${near.length > 0 ? `；相近的有：${near.join('、')}` : ''}`,
  })
}

const compileIn = ({ field, values, negated }: Extract<Condition, { kind: 'in' }>): TruthOf => {
  const wanted = values.map((value) => ({ value, key: nameKey(value) }))
  return (run) => {
    const { of, texts, keys } = run.groups.codes(COLUMN_OF[field])
    const places = new Map(keys.map((key, code) => [key, code]))
    const isListed = new Uint8Array(texts.length)
    for (const { value, key } of wanted) {
      const code = places.get(key)
      if (code === undefined) noteUnknownValue(run, field, value, texts)
      else isListed[code] = 1
    }
    const listed = negated ? FAILED : PASSED
    const truth = new Uint8Array(run.rows)
    for (let row = 0; row < run.rows; row++) {
      const code = of[row] as number
      truth[row] = code < 0 ? UNKNOWN_TEXT : isListed[code] === 1 ? listed : 1 - listed
    }
    return truth
  }
}

const compileHas = ({ of, negated }: Extract<Condition, { kind: 'has' }>): TruthOf => {
  const known = negated ? FAILED : PASSED
  return (run) => {
    const { reasons } = run.column(of.field, of.lag)
    const truth = new Uint8Array(run.rows)
    for (let row = 0; row < run.rows; row++) {
      const reason = reasons[row] as number
      truth[row] = !isKnown(reason) ? 1 - known : reason === 0 ? known : known | DOUBTED
    }
    return truth
  }
}

const compileCondition = (of: Condition, unitOfField: UnitOfField): TruthOf => {
  switch (of.kind) {
    case 'compare': {
      if (of.each === null) return compileCompare(of, unitOfField, 0)
      const years = Array.from({ length: of.each }, (_, lag) =>
        compileCompare(of, unitOfField, lag),
      )
      return (run) =>
        inEachYear(
          years.map((test) => test(run)),
          run.rows,
        )
    }
    case 'in':
      return compileIn(of)
    case 'has':
      return compileHas(of)
    case 'not': {
      const test = compileCondition(of.of, unitOfField)
      return (run) => notOf(test(run))
    }
    case 'and':
    case 'or': {
      const tests = of.of.map((part) => compileCondition(part, unitOfField))
      const join = of.kind === 'and' ? allOf : anyOf
      return (run) =>
        join(
          tests.map((test) => test(run)),
          run.rows,
        )
    }
  }
}

const expressionsOf = function* (screen: Screen): Generator<{ of: Expression; each: number }> {
  if (screen.where)
    for (const leaf of leavesOf(screen.where)) {
      if (leaf.kind === 'has') yield { of: leaf.of, each: 1 }
      if (leaf.kind !== 'compare') continue
      yield { of: leaf.left, each: leaf.each ?? 1 }
      yield { of: leaf.right, each: leaf.each ?? 1 }
    }
  if (screen.order) yield { of: screen.order.by, each: 1 }
}

/** Fiscal years of every figure that one expression reads, `each` years in a row. */
const columnsRead = function* (of: Expression, each: number): Generator<ColumnName> {
  for (const { node, form, years } of readsOf(of))
    for (let back = 0; back < each; back++)
      for (const lag of form === null ? [0] : lagsOf(form, years))
        yield { field: node.field, lag: node.lag + lag + back }
}

/** The columns without which a screen or an expression cannot be run, each once. */
export const neededColumns = (of: Screen | Expression): ColumnName[] => {
  const found = new Map<string, ColumnName>()
  const expressions = 'kind' in of ? [{ of, each: 1 }] : expressionsOf(of)
  for (const { of: expression, each } of expressions)
    for (const name of columnsRead(expression, each)) found.set(columnKey(name), name)
  return [...found.values()]
}

/** The companies that could not be tested, by their place in the lists. */
export interface NotTestable {
  rows: Uint32Array
  /** Which condition of the top level is open; of several the first. */
  conditions: Uint16Array
  /** A byte of `CELL_REASONS`. */
  reasons: Uint8Array
}

export interface ScreenRun {
  tested: number
  total: TestOutcome
  conditions: TestOutcome[]
  /** The companies that passed, in the order of the list, no more than the screen's limit. */
  rows: Uint32Array
  /** All that passed. */
  passed: number
  /** By row of the table, 1 for a company that passed. */
  passing: Uint8Array
  /** By row of the table, 1 for a company that passed and would not without a figure in doubt. */
  doubted: Uint8Array
  not_testable: NotTestable
  /** Companies that passed and have no value to be sorted by; they stand at the end. */
  unsorted: number
  notes: Note[]
}

export interface CompiledScreen {
  screen: Screen
  /** The conditions of the top level, as text. */
  conditions: readonly string[]
  needed: readonly ColumnName[]
  /** `kept`: what earlier runs over the same table left, so that only what is new is computed. */
  run(table: ScreenTable, kept?: KeptColumns): ScreenRun
}

const notTestableRows = (whole: Truth, parts: readonly Truth[], count: number): NotTestable => {
  const rows = new Uint32Array(count)
  const conditions = new Uint16Array(count)
  const reasons = new Uint8Array(count)
  let place = 0
  for (let row = 0; row < whole.length; row++) {
    const byte = whole[row] as number
    if (isTestable(byte)) continue
    rows[place] = row
    conditions[place] = parts.findIndex((part) => !isTestable(part[row] as number))
    reasons[place] = reasonIn(byte)
    place++
  }
  return { rows, conditions, reasons }
}

const passedRows = (whole: Truth, count: number): Uint32Array => {
  const rows = new Uint32Array(count)
  let place = 0
  for (let row = 0; row < whole.length; row++)
    if (answerOf(whole[row] as number) === PASSED) rows[place++] = row
  return rows
}

/** Sorted by the keys; who has none stands at the end; ties and these by id. */
const inOrder = (
  rows: Uint32Array,
  keys: Column | null,
  direction: 'asc' | 'desc',
  places: Uint32Array,
): SortedRows => {
  const byId = (a: number, b: number): number => (places[a] as number) - (places[b] as number)
  if (!keys) {
    const isById = rows.every((row, at) => at === 0 || byId(rows[at - 1] as number, row) < 0)
    return { rows: isById ? rows : rows.sort(byId), unsorted: 0 }
  }
  const { values, reasons } = keys
  const keyed = rows.filter((row) => isKnown(reasons[row] as number))
  const others = rows.filter((row) => !isKnown(reasons[row] as number)).sort(byId)
  const sign = direction === 'asc' ? 1 : -1
  keyed.sort((a, b) => sign * ((values[a] as number) - (values[b] as number)) || byId(a, b))
  const all = new Uint32Array(rows.length)
  all.set(keyed)
  all.set(others, keyed.length)
  return { rows: all, unsorted: others.length }
}

/** The `count` rows of an order that pass. */
const passingOf = (
  { rows, unsorted }: SortedRows,
  passing: Uint8Array,
  count: number,
): SortedRows => {
  const found = new Uint32Array(count)
  const firstUnsorted = rows.length - unsorted
  let place = 0
  let last = 0
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number
    if (passing[row] !== 1) continue
    found[place++] = row
    if (at >= firstUnsorted) last++
  }
  return { rows: found, unsorted: last }
}

const everyRow = (count: number): Uint32Array => {
  const rows = new Uint32Array(count)
  for (let row = 0; row < count; row++) rows[row] = row
  return rows
}

/** Of a screen that was checked, as the readers of text and JSON do. @throws when it was not. */
export const compileScreen = (screen: Screen, fields: FieldList): CompiledScreen => {
  const catalogue = catalogueOf(fields)
  const wrong = screenFault(screen, catalogue)
  if (wrong) throw new Error(`the screen was not checked: ${wrong.fault.detail}`)
  const unitOfField = unitsFrom(catalogue)
  const conditions = topConditions(screen)
  const tests = conditions.map((of) => compileCondition(of, unitOfField))
  const texts = conditions.map(printCondition)
  const order = screen.order && compileOperand(screen.order.by, unitOfField)
  const keysOf = (run: Run): Column | null => {
    if (!order) return null
    const keys = columnOf(order.operand, run)
    return order.unit.money === 0 ? keys : run.inOneCurrency(keys, order.unit.money, 'all')
  }
  const direction = screen.order?.direction ?? 'desc'
  const sorted = (run: Run, rows: Uint32Array): SortedRows =>
    inOrder(rows, keysOf(run), direction, run.groups.places())
  const orderText = printScreen({ ...screen, where: null, limit: null })
  // A place among those that pass is another one when others pass.
  const isOrderKept = !(screen.order && placeAmongPassing(screen.order.by))
  return {
    screen,
    conditions: texts,
    needed: neededColumns(screen),
    run(table, kept) {
      const run = new Run(table, kept)
      const parts = tests.map((test, at) => run.keptAnswers(texts[at] ?? '', () => test(run)))
      const whole = allOf(parts, run.rows)
      const total = outcomeOf(whole)
      const passing = whole.map((byte) => Number(answerOf(byte) === PASSED))
      run.passing = passing
      const { rows, unsorted } =
        kept && isOrderKept
          ? passingOf(
              run.keptOrder(orderText, () => sorted(run, everyRow(run.rows))),
              passing,
              total.passed,
            )
          : sorted(run, passedRows(whole, total.passed))
      if (unsorted > 0)
        run.note({
          kind: 'not_sorted',
          en: `${unsorted} companies that passed have no value to be sorted by and stand at the end`,
          zh: `${unsorted} 家通过的公司没有排序所用的数值，排在最后`,
        })
      const doubted = new Uint8Array(run.rows)
      for (const row of rows) if (whole[row] === (PASSED | DOUBTED)) doubted[row] = 1
      return {
        tested: run.rows,
        total,
        conditions: parts.map(outcomeOf),
        rows: screen.limit === null ? rows : rows.slice(0, screen.limit),
        passed: total.passed,
        passing,
        doubted,
        not_testable: notTestableRows(whole, parts, total.not_testable),
        unsorted,
        notes: run.notes,
      }
    },
  }
}

export interface CompiledExpression {
  unit: ExpressionUnit
  needed: readonly ColumnName[]
  /** `passing`: of the run of a screen, for places among those that pass it. */
  run(
    table: ScreenTable,
    kept?: KeptColumns,
    passing?: Uint8Array | null,
  ): { column: Column; notes: Note[] }
}

export const compileExpression = (of: Expression, fields: FieldList): CompiledExpression => {
  const catalogue = catalogueOf(fields)
  const wrong = expressionFault(of, catalogue)
  if (wrong) throw new Error(`the expression was not checked: ${wrong.fault.detail}`)
  const { operand, unit } = compileOperand(of, unitsFrom(catalogue))
  return {
    unit,
    needed: neededColumns(of),
    run(table, kept, passing = null) {
      const run = new Run(table, kept)
      run.passing = passing
      return { column: columnOf(operand, run), notes: run.notes }
    },
  }
}

/** A shown column. Money is in each company's own currency. */
export const evaluateExpression = (
  of: Expression,
  table: ScreenTable,
  fields: FieldList,
  kept?: KeptColumns,
  passing?: Uint8Array | null,
): Column => compileExpression(of, fields).run(table, kept, passing).column
