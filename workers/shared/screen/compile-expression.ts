/**
 * Expressions as functions over whole columns. What is made of numbers alone stays one number; a
 * figure is its column as it is; everything else makes one new column.
 */
import type { ArithmeticOp, Expression, FieldNode } from './ast.ts'
import { lagsOf, OVER } from './over-years.ts'
import { placeAmongPassing } from './passing.ts'
import { printExpression } from './print.ts'
import { crossColumn, crossPassing, ofPassing, type Widened } from './ranks.ts'
import { isKnown, NO_RATE, type Run, UNDEFINED } from './run.ts'
import { type Column, IN_DOUBT } from './table.ts'
import { emptyColumn, reasonByte } from './tables.ts'
import { type ExpressionUnit, unitOf, type UnitOfField } from './units.ts'

export type Operand =
  | { kind: 'number'; value: number }
  | { kind: 'column'; of: (run: Run) => Column }

const TOO_FEW_YEARS = reasonByte('too_few_years')
/** Reasons that say no more than that a year is not there. */
const ABSENT = new Set(
  (['not_reported', 'not_yet_known', 'not_in_recording'] as const).map(reasonByte),
)
/** Why a form over several years has no result when this earlier year is missing. */
export const earlierReason = (reason: number): number =>
  ABSENT.has(reason) ? TOO_FEW_YEARS : reason

const column = (of: (run: Run) => Column): Operand => ({ kind: 'column', of })

const number = (value: number): Operand =>
  Number.isFinite(value)
    ? { kind: 'number', value }
    : column((run) => emptyColumn(run.rows, 'undefined'))

/** An amount in a named currency, by row in the company's own. */
const amount = (value: number, currency: string | null, power: number): Operand => {
  // Nothing is nothing in every currency.
  if (value === 0) return number(0)
  return column((run) =>
    run.once(`${value} ${currency ?? ''} ${power}`, () => {
      const factors = run.inOwnCurrency(currency)
      const values = new Float64Array(run.rows)
      const reasons = new Uint8Array(run.rows)
      for (let row = 0; row < run.rows; row++) {
        values[row] = value * (factors[row] as number) ** power
        if (!Number.isFinite(values[row])) {
          values[row] = Number.NaN
          reasons[row] = NO_RATE
        }
      }
      return { values, reasons }
    }),
  )
}

/** A bare number takes the unit of what it is held against: an amount in the market's currency. */
export const heldAgainst = (
  operand: Operand,
  own: ExpressionUnit,
  other: ExpressionUnit,
): Operand =>
  operand.kind === 'number' && own.kind === 'bare' && other.money !== 0
    ? amount(operand.value, null, other.money)
    : operand

const COMPUTE: Readonly<Record<ArithmeticOp, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
}

/** The column of an operand; of a number one in which every row has it. */
export const columnOf = (operand: Operand, run: Run): Column =>
  operand.kind === 'column'
    ? operand.of(run)
    : {
        values: new Float64Array(run.rows).fill(operand.value),
        reasons: new Uint8Array(run.rows),
      }

const computed = (op: ArithmeticOp, left: Column, right: Column, rows: number): Column => {
  const compute = COMPUTE[op]
  const values = new Float64Array(rows)
  const reasons = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const [one, other] = [left.reasons[row] as number, right.reasons[row] as number]
    if (!isKnown(one) || !isKnown(other)) {
      values[row] = Number.NaN
      reasons[row] = isKnown(one) ? other & ~IN_DOUBT : one & ~IN_DOUBT
      continue
    }
    const result = compute(left.values[row] as number, right.values[row] as number)
    const isResult = Number.isFinite(result)
    values[row] = isResult ? result : Number.NaN
    reasons[row] = isResult ? one | other : UNDEFINED
  }
  return { values, reasons }
}

const arithmetic = (op: ArithmeticOp, left: Operand, right: Operand): Operand =>
  left.kind === 'number' && right.kind === 'number'
    ? number(COMPUTE[op](left.value, right.value))
    : column((run) => computed(op, columnOf(left, run), columnOf(right, run), run.rows))

const overYears = (
  form: keyof typeof OVER,
  { field, lag }: FieldNode,
  years: number,
): ((run: Run) => Column) => {
  const over = OVER[form]
  const lags = lagsOf(form, years)
  // Growth has two ends, and between them as many years as it is over.
  const places = form === 'cagr' ? [0, years] : lags
  const scratch = new Float64Array(form === 'cagr' ? years + 1 : years)
  return (run) => {
    const columns = lags.map((back) => run.column(field, lag + back))
    const values = new Float64Array(run.rows)
    const reasons = new Uint8Array(run.rows)
    for (let row = 0; row < run.rows; row++) {
      let doubt = 0
      let missing = 0
      for (let at = 0; at < columns.length; at++) {
        const one = columns[at] as Column
        const reason = one.reasons[row] as number
        if (!isKnown(reason)) {
          const absent = reason & ~IN_DOUBT
          missing = lag + (lags[at] as number) === 0 ? absent : earlierReason(absent)
          break
        }
        doubt |= reason
        scratch[places[at] as number] = one.values[row] as number
      }
      const result = missing === 0 ? over(scratch) : Number.NaN
      const isResult = Number.isFinite(result)
      values[row] = isResult ? result : Number.NaN
      reasons[row] = isResult ? doubt : missing || UNDEFINED
    }
    return { values, reasons }
  }
}

const noteWider = (run: Run, text: string, { kind, market }: Widened): void => {
  if (kind + market === 0) return
  const en = [
    ...(kind > 0 ? [`${kind} among all companies of their kind`] : []),
    ...(market > 0 ? [`${market} among their whole market`] : []),
  ].join(', ')
  const zh = [
    ...(kind > 0 ? [`${kind} 家与同类公司相比`] : []),
    ...(market > 0 ? [`${market} 家与整个市场相比`] : []),
  ].join('，')
  run.note({
    kind: 'wider_peers',
    en: `${text}: fewer than ten companies of an industry have a value, so these were ranked in a wider group: ${en}`,
    zh: `${text}：行业内有数值的公司不足十家，改用更大的范围排名：${zh}`,
  })
}

/** `shift`: so many fiscal years further back than the expression says. */
export const compileOperand = (
  of: Expression,
  unitOfField: UnitOfField,
  shift = 0,
): { operand: Operand; unit: ExpressionUnit } => {
  const found = unitOf(of, unitOfField)
  if (!found.ok) throw new Error(`the screen was not checked: ${found.fault.detail}`)
  const { unit } = found
  const inner = (part: Expression) => compileOperand(part, unitOfField, shift)
  const operandOf = (): Operand => {
    switch (of.kind) {
      case 'number':
        return of.unit === 'money' ? amount(of.value, of.currency, 1) : number(of.value)
      case 'field':
        return column((run) => run.column(of.field, of.lag + shift))
      case 'over': {
        const node = { ...of.of, lag: of.of.lag + shift }
        const over = overYears(of.form, node, of.years)
        const key = printExpression({ ...of, of: node })
        return column((run) => run.keptColumn(key, () => over(run)))
      }
      case 'cross': {
        const { operand, unit: ofUnit } = inner(of.of)
        const text = printExpression(of)
        const { within } = of
        if (within === 'passing')
          return column((run) =>
            run.once(`${text} ${shift}`, () => {
              const all = columnOf(operand, run)
              const plain = run.passing ? ofPassing(all, run.passing) : all
              return crossPassing(
                ofUnit.money === 0 ? plain : run.inOneCurrency(plain, ofUnit.money, 'all'),
                of.form,
              )
            }),
          )
        const ranked = (run: Run): Column => {
          const plain = columnOf(operand, run)
          const one = ofUnit.money === 0 ? plain : run.inOneCurrency(plain, ofUnit.money, 'market')
          const { widened, ...places } = crossColumn(one, of.form, within, run.groups)
          noteWider(run, text, widened)
          return places
        }
        // What is kept serves other screens too, of which others pass.
        return placeAmongPassing(of.of)
          ? column((run) => run.once(`${text} ${shift}`, () => ranked(run)))
          : column((run) => run.keptColumn(`${text} ${shift}`, () => ranked(run)))
      }
      case 'minus': {
        const { operand } = inner(of.of)
        return arithmetic('-', { kind: 'number', value: 0 }, operand)
      }
      case 'arithmetic': {
        const left = inner(of.left)
        const right = inner(of.right)
        if (of.op === '*' || of.op === '/') return arithmetic(of.op, left.operand, right.operand)
        return arithmetic(
          of.op,
          heldAgainst(left.operand, left.unit, right.unit),
          heldAgainst(right.operand, right.unit, left.unit),
        )
      }
    }
  }
  return { operand: operandOf(), unit }
}
