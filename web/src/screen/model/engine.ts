/** The engine of selection as the page uses it: reading and writing texts, columns, the run. */
import type { Condition, Expression, Screen } from '#shared/screen/ast.ts'
import { catalogueOf } from '#shared/screen/catalogue.ts'
import {
  compileScreen,
  evaluateExpression,
  type NotTestable,
  neededColumns,
} from '#shared/screen/evaluate.ts'
import type { Field } from '#shared/screen/fields.ts'
import { MAX_LIMIT } from '#shared/screen/limits.ts'
import {
  parseExpression as readExpression,
  parseScreen,
  type TextHint,
} from '#shared/screen/parse.ts'
import { placeAmongPassing } from '#shared/screen/passing.ts'
import { printCondition, printExpression, printScreen } from '#shared/screen/print.ts'
import type { ScreenProblem } from '#shared/screen/problem.ts'
import { CELL_REASONS, type CellReason } from '#shared/screen/table.ts'
import { unitOf as fullUnitOf, unitName, unitsFrom } from '#shared/screen/units.ts'
import { type Market, MARKETS } from '#shared/names.ts'
import type { AmountUnit } from './amounts.ts'
import { conditionsOf } from './rows.ts'

export {
  compileScreen,
  evaluateExpression,
  neededColumns,
  placeAmongPassing,
  printCondition,
  printExpression,
  printScreen,
}
export const MOST_ROWS = MAX_LIMIT

export type ParsedScreen =
  | { ok: true; screen: Screen; hints: readonly TextHint[] }
  | { ok: false; problem: ScreenProblem }

export const parse = (text: string, fields: readonly Field[]): ParsedScreen =>
  parseScreen(text, fields)

export const parseExpression = (text: string, fields: readonly Field[]): Expression | null => {
  const read = readExpression(text, fields)
  return read.ok ? read.expression : null
}

export type ParsedCondition =
  | { ok: true; condition: Condition }
  | { ok: false; problem: Pick<ScreenProblem, 'detail' | 'detail_zh'> }

const NO_CONDITION = {
  detail: 'Write one condition here, without an order.',
  detail_zh: '此处请写一个条件，不含排序。',
}

/** One condition alone: an order or a limit belongs to the screen. */
export const parseCondition = (text: string, fields: readonly Field[]): ParsedCondition => {
  const read = parseScreen(text, fields)
  if (!read.ok) return read
  const { where, order, limit } = read.screen
  return where === null || order !== null || limit !== null
    ? { ok: false, problem: NO_CONDITION }
    : { ok: true, condition: where }
}

/** A line for each condition of the top level. */
export const print = (screen: Screen): string => {
  const conditions = conditionsOf(screen)
  if (conditions.length < 2) return printScreen(screen)
  const rest = printScreen({ ...screen, where: null })
  const lines = conditions.map((one) => {
    const text = printCondition(one)
    return one.kind === 'or' || one.kind === 'and' ? `(${text})` : text
  })
  return lines.join('\nand ') + (rest && `\n${rest}`)
}

/** The text in its one spelling, to be held against another; itself where it cannot be read. */
export const normalised = (text: string, fields: readonly Field[]): string => {
  const read = parseScreen(text, fields)
  return read.ok ? printScreen(read.screen) : text
}

const UNITS: Readonly<Record<string, AmountUnit>> = {
  ratio: 'ratio',
  x: 'x',
  days: 'days',
  money: 'money',
  'money/share': 'money/share',
  shares: 'shares',
  score: 'score',
  per_year: 'per_year',
}

/** How an expression's values are written. What has no unit of its own is a plain number. */
export const unitOf = (of: Expression, fields: readonly Field[]): AmountUnit => {
  if (of.kind === 'cross') return 'place'
  const read = fullUnitOf(of, unitsFrom(catalogueOf(fields)))
  return read.ok ? (UNITS[unitName(read.unit)] ?? 'plain') : 'plain'
}

/** The markets that a screen names in a condition of its own; empty where it names none. */
export const marketsNamed = (screen: Screen): readonly Market[] => {
  const named = conditionsOf(screen).find(
    (one) => one.kind === 'in' && one.field === 'market' && !one.negated,
  )
  return named?.kind === 'in' ? MARKETS.filter((market) => named.values.includes(market)) : []
}

/** A company that could not be tested, by its row, and the first condition that is open. */
export interface Untestable {
  row: number
  condition: number
  reason: CellReason
}

export const untestableOf = ({ rows, conditions, reasons }: NotTestable): readonly Untestable[] =>
  Array.from(rows, (row, place) => ({
    row,
    condition: conditions[place] ?? 0,
    reason: CELL_REASONS[reasons[place] ?? 0] ?? 'undefined',
  }))
