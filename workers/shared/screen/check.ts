/**
 * Checks a tree, from text or from JSON: units that fit, fiscal years that a figure has, a figure
 * on at least one side. Its grammar is right already.
 */
import type { Condition, Expression, FieldNode, OverForm, Screen } from './ast.ts'
import type { Catalogue } from './catalogue.ts'
import { MAX_CONDITIONS, MAX_DEPTH } from './limits.ts'
import { placeAmongPassing } from './passing.ts'
import { type ScreenFault, makeFault } from './problem.ts'
import { fits, type ExpressionUnit, unitMismatch, unitOf, unitsFrom } from './units.ts'

export type TreeNode = Condition | Expression
type CompareCondition = Extract<Condition, { kind: 'compare' }>
type Leaf = Exclude<Condition, { kind: 'and' } | { kind: 'or' } | { kind: 'not' }>
/** A fault and the node that has it. */
export interface TreeFault {
  fault: ScreenFault
  node: TreeNode
}
/** What a person should look at again, though it can be run. */
export interface Hint {
  detail: string
  detail_zh: string
  node: TreeNode
}

const found = (node: TreeNode, of: ScreenFault): TreeFault => ({ node, fault: of })

/** Fiscal years from the newest that the growth over `years` needs: both ends count. */
const yearsOfForm = (form: OverForm | null, years: number): number =>
  form === 'cagr' ? years + 1 : years

/** A figure of an expression, and the form over so many of its years. */
interface FigureRead {
  node: FieldNode
  form: OverForm | null
  years: number
}

export function* readsOf(of: Expression): Generator<FigureRead> {
  const open: Expression[] = [of]
  for (let next = open.pop(); next; next = open.pop()) {
    switch (next.kind) {
      case 'number':
        break
      case 'field':
        yield { node: next, form: null, years: 1 }
        break
      case 'over':
        yield { node: next.of, form: next.form, years: next.years }
        break
      case 'cross':
      case 'minus':
        open.push(next.of)
        break
      case 'arithmetic':
        open.push(next.right, next.left)
    }
  }
}

const childrenOf = (of: TreeNode): readonly TreeNode[] => {
  switch (of.kind) {
    case 'and':
    case 'or':
      return of.of
    case 'compare':
    case 'arithmetic':
      return [of.left, of.right]
    case 'not':
    case 'has':
    case 'over':
    case 'cross':
    case 'minus':
      return [of.of]
    case 'in':
    case 'number':
    case 'field':
      return []
  }
}

/**
 * Everything that reads a tree later goes down into it, so its depth is told first, without that.
 */
const depthFault = (tree: TreeNode): TreeFault | null => {
  const open: { node: TreeNode; depth: number }[] = [{ node: tree, depth: 1 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next
    if (depth > MAX_DEPTH)
      return found(
        node,
        makeFault(
          'too_deep',
          `conditions and sums nest at most ${MAX_DEPTH} deep`,
          `条件与算式最多嵌套 ${MAX_DEPTH} 层`,
        ),
      )
    for (const child of childrenOf(node)) open.push({ node: child, depth: depth + 1 })
  }
  return null
}

/** `each`: the fiscal years in which it must hold. */
const yearsFault = (
  of: Expression,
  catalogue: Catalogue,
  each: number | null,
): TreeFault | null => {
  for (const { node, form, years } of readsOf(of)) {
    const field = catalogue.byId(node.field)
    if (!field) continue
    const needed = node.lag + yearsOfForm(form, years) + (each ?? 1) - 1
    if (needed <= field.years && (each === null || field.scope === 'annual')) continue
    return found(
      node,
      field.scope === 'annual'
        ? makeFault(
            'no_such_year',
            `${node.field} has ${field.years} fiscal years, and this needs ${needed}`,
            `${field.zh}最多有 ${field.years} 个财年，这里需要 ${needed} 个`,
          )
        : makeFault(
            'no_such_year',
            `${node.field} has no earlier fiscal years`,
            `${field.zh}没有以往财年的数值`,
          ),
    )
  }
  return null
}

const NO_FIGURE = makeFault('no_figure', 'this names no figure', '这里没有指标')

const hasFigure = (of: Expression): boolean => !readsOf(of).next().done

/** Faults inside ranks and percentiles, at every depth. */
const crossFault = (of: Expression): TreeFault | null => {
  const open: Expression[] = [of]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'cross' && !hasFigure(next.of)) return found(next, NO_FIGURE)
    if (next.kind === 'cross' || next.kind === 'minus') open.push(next.of)
    if (next.kind === 'arithmetic') open.push(next.right, next.left)
  }
  return null
}

/** Who passes follows from the conditions, so none of them can rest on it. */
const passingFault = (of: Expression): TreeFault | null => {
  const place = placeAmongPassing(of)
  return (
    place &&
    found(
      place,
      makeFault(
        'passing_in_condition',
        `a ${place.form} among the companies that pass stands in the order or in a column, not in a condition`,
        '在通过的公司中的名次或百分位只能用于排序或列，不能用作条件',
      ),
    )
  )
}

type ExpressionCheck = { fault: TreeFault } | { fault: null; unit: ExpressionUnit }

const checkedExpression = (
  of: Expression,
  catalogue: Catalogue,
  each: number | null,
): ExpressionCheck => {
  const inner = crossFault(of) ?? yearsFault(of, catalogue, each)
  if (inner) return { fault: inner }
  const units = unitOf(of, unitsFrom(catalogue))
  return units.ok ? { fault: null, unit: units.unit } : { fault: found(units.node, units.fault) }
}

export const expressionFault = (of: Expression, catalogue: Catalogue): TreeFault | null =>
  depthFault(of) ??
  checkedExpression(of, catalogue, null).fault ??
  (hasFigure(of) ? null : found(of, NO_FIGURE))

/** From this ratio on, a bare number was perhaps meant as a percentage. */
const LIKELY_PERCENT = 3

const percentHint = (of: Expression, other: ExpressionUnit): Hint | null =>
  of.kind === 'number' &&
  of.unit === 'plain' &&
  Math.abs(of.value) >= LIKELY_PERCENT &&
  other.kind === 'quotient' &&
  other.shown === 'ratio' &&
  !other.isConstant
    ? {
        node: of,
        detail: `${of.value} is ${of.value * 100}% here; for ${of.value} percent write ${of.value}%`,
        detail_zh: `这里的 ${of.value} 等于 ${of.value * 100}%；若要表示百分之 ${of.value}，请写 ${of.value}%`,
      }
    : null

const compareFault = (
  of: CompareCondition,
  catalogue: Catalogue,
  hints: Hint[],
): TreeFault | null => {
  const amongPassing = passingFault(of.left) ?? passingFault(of.right)
  if (amongPassing) return amongPassing
  const left = checkedExpression(of.left, catalogue, of.each)
  if (left.fault) return left.fault
  const right = checkedExpression(of.right, catalogue, of.each)
  if (right.fault) return right.fault
  if (!hasFigure(of.left) && !hasFigure(of.right)) return found(of, NO_FIGURE)
  if (!fits(left.unit, right.unit)) return found(of, unitMismatch(left.unit, right.unit))
  const hint = percentHint(of.right, left.unit) ?? percentHint(of.left, right.unit)
  if (hint) hints.push(hint)
  return null
}

/** The leaves of a condition, from the left. */
export function* leavesOf(of: Condition): Generator<Leaf> {
  const open: Condition[] = [of]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'and' || next.kind === 'or') open.push(...next.of.toReversed())
    else if (next.kind === 'not') open.push(next.of)
    else yield next
  }
}

export const tooManyConditions = (count: number): ScreenFault =>
  makeFault(
    'too_many_conditions',
    `a screen has at most ${MAX_CONDITIONS} conditions, and this has ${count} or more`,
    `一个筛选最多 ${MAX_CONDITIONS} 个条件，这里至少有 ${count} 个`,
  )

const conditionFault = (of: Condition, catalogue: Catalogue, hints: Hint[]): TreeFault | null => {
  let count = 0
  for (const leaf of leavesOf(of)) {
    count++
    if (count > MAX_CONDITIONS) return found(leaf, tooManyConditions(count))
    const wrong =
      leaf.kind === 'compare'
        ? compareFault(leaf, catalogue, hints)
        : leaf.kind === 'has'
          ? checkedExpression(leaf.of, catalogue, null).fault
          : null
    if (wrong) return wrong
  }
  return null
}

export const screenFault = (
  screen: Screen,
  catalogue: Catalogue,
  hints: Hint[] = [],
): TreeFault | null =>
  (screen.where && depthFault(screen.where)) ??
  (screen.where && conditionFault(screen.where, catalogue, hints)) ??
  (screen.order && expressionFault(screen.order.by, catalogue))
