/**
 * Units of expressions. An amount is money, shares and days to some power; a quotient (a ratio, a
 * multiple, a rate a year) has none of them. A score counts points or places and is no quotient:
 * 80% is not 80 points. A bare number takes the unit of what it is held against.
 */
import type { Expression, FieldNode, NumberNode } from './ast.ts'
import type { Catalogue } from './catalogue.ts'
import type { FieldUnit } from './fields.ts'
import { type ScreenFault, makeFault } from './problem.ts'

export interface ExpressionUnit {
  money: number
  shares: number
  days: number
  /** `bare`: numbers alone without a unit. */
  kind: 'bare' | 'quotient' | 'score' | 'amount'
  /** Made of numbers alone. */
  isConstant: boolean
  /** How a quotient or a score is shown. */
  shown: FieldUnit | 'years'
}

const unit = (
  kind: ExpressionUnit['kind'],
  shown: ExpressionUnit['shown'],
  powers: Partial<ExpressionUnit> = {},
): ExpressionUnit => ({
  money: 0,
  shares: 0,
  days: 0,
  kind,
  shown,
  isConstant: false,
  ...powers,
})

const FIELD_UNITS: Readonly<Record<FieldUnit, ExpressionUnit>> = {
  ratio: unit('quotient', 'ratio'),
  x: unit('quotient', 'x'),
  per_year: unit('quotient', 'per_year'),
  days: unit('amount', 'days', { days: 1 }),
  money: unit('amount', 'money', { money: 1 }),
  'money/share': unit('amount', 'money/share', { money: 1, shares: -1 }),
  shares: unit('amount', 'shares', { shares: 1 }),
  score: unit('score', 'score'),
}

const NUMBERS: Readonly<Record<NumberNode['unit'], ExpressionUnit>> = {
  plain: unit('bare', 'ratio', { isConstant: true }),
  percent: unit('quotient', 'ratio', { isConstant: true }),
  x: unit('quotient', 'x', { isConstant: true }),
  days: unit('amount', 'days', { days: 1, isConstant: true }),
  money: unit('amount', 'money', { money: 1, isConstant: true }),
  years: unit('score', 'years', { isConstant: true }),
}

const PLACES = unit('score', 'score')

/** `money`, `ratio`, and for what has no name of its own `money^2/days`. */
export const unitName = (of: ExpressionUnit): string => {
  if (of.kind !== 'amount') return of.kind === 'bare' ? 'number' : of.shown
  const powers = [
    ['money', of.money],
    ['share', of.shares],
    ['days', of.days],
  ] as const
  const named = (sign: number): string =>
    powers
      .filter(([, power]) => power * sign > 0)
      .map(([name, power]) => (Math.abs(power) === 1 ? name : `${name}^${Math.abs(power)}`))
      .join('*')
  const [above, below] = [named(1), named(-1)]
  if (below === '') return above === 'share' ? 'shares' : above
  return `${above || '1'}/${below}`
}

const isSamePowers = (a: ExpressionUnit, b: ExpressionUnit): boolean =>
  a.money === b.money && a.shares === b.shares && a.days === b.days

/** An amount of money alone may also be meant for each share: `eps > USD 1`. */
const isPerShare = (constant: ExpressionUnit, other: ExpressionUnit): boolean =>
  constant.isConstant &&
  constant.money === 1 &&
  constant.shares === 0 &&
  constant.days === 0 &&
  other.money === 1 &&
  other.shares === -1 &&
  other.days === 0

/** Whether two sides can be held against each other, added or subtracted. */
export const fits = (a: ExpressionUnit, b: ExpressionUnit): boolean => {
  if (a.kind === 'bare' || b.kind === 'bare') return true
  if (isPerShare(a, b) || isPerShare(b, a)) return true
  return a.kind === b.kind && isSamePowers(a, b)
}

/**
 * Points are added up with quotients of figures, as Altman's Z is; a percentage written as such is
 * none of them, so that 80% is not taken for 80 points.
 */
const isScoreWithQuotient = (a: ExpressionUnit, b: ExpressionUnit): boolean =>
  a.kind === 'score' && a.shown === 'score' && b.kind === 'quotient' && !b.isConstant

const sumOf = (a: ExpressionUnit, b: ExpressionUnit): ExpressionUnit => {
  const isConstant = a.isConstant && b.isConstant
  const leads = a.kind === 'bare' || isPerShare(a, b) ? b : a
  return { ...leads, isConstant }
}

const combined = (a: ExpressionUnit, b: ExpressionUnit, sign: 1 | -1): ExpressionUnit => {
  const powers = {
    money: a.money + sign * b.money,
    shares: a.shares + sign * b.shares,
    days: a.days + sign * b.days,
    isConstant: a.isConstant && b.isConstant,
  }
  if (powers.money !== 0 || powers.shares !== 0 || powers.days !== 0)
    return unit('amount', 'money', powers)
  if (a.kind === 'bare' && b.kind === 'bare') return unit('bare', 'ratio', powers)
  if (b.kind === 'bare') return { ...a, ...powers }
  if (a.kind === 'bare' && sign === 1) return { ...b, ...powers }
  const isOneKind = a.kind === b.kind && a.kind !== 'amount' && a.shown === b.shown && sign === 1
  return unit(isOneKind ? a.kind : 'quotient', isOneKind ? a.shown : 'ratio', powers)
}

export type UnitResult =
  | { ok: true; unit: ExpressionUnit }
  | { ok: false; fault: ScreenFault; node: Expression }

const unitsDiffer = (a: ExpressionUnit, b: ExpressionUnit, node: Expression): UnitResult => ({
  ok: false,
  node,
  fault: unitMismatch(a, b),
})

const ZH: Readonly<Record<string, string>> = {
  ratio: '比率',
  x: '倍数',
  per_year: '每年比率',
  days: '天数',
  money: '金额',
  'money/share': '每股金额',
  shares: '股数',
  score: '分数或名次',
  years: '年数',
  number: '数字',
}
const EN: Readonly<Record<string, string>> = {
  ratio: 'a ratio',
  x: 'a multiple',
  per_year: 'a rate a year',
  days: 'days',
  money: 'money',
  'money/share': 'money per share',
  shares: 'a number of shares',
  score: 'a score or a place',
  years: 'years',
  number: 'a number',
}

const isPercent = (of: ExpressionUnit): boolean => of.kind === 'quotient' && of.isConstant

export const unitMismatch = (a: ExpressionUnit, b: ExpressionUnit): ScreenFault => {
  if ((a.kind === 'score' && isPercent(b)) || (b.kind === 'score' && isPercent(a)))
    return makeFault(
      'unit_mismatch',
      'a score or a place counts points, not percent: write 80, not 80%',
      '分数与名次按点数计，不是百分比：请写 80，而不是 80%',
    )
  const [one, other] = [unitName(a), unitName(b)]
  return makeFault(
    'unit_mismatch',
    `${EN[one] ?? one} cannot be held against ${EN[other] ?? other}`,
    `${ZH[one] ?? one}与${ZH[other] ?? other}单位不同，不能相比或相加`,
  )
}

/** Units of the figures that a tree names; null for one that the list has not. */
export type UnitOfField = (node: FieldNode) => FieldUnit | null

export const unitsFrom =
  (catalogue: Catalogue): UnitOfField =>
  ({ field }) =>
    catalogue.byId(field)?.unit ?? null

const unknown = (node: FieldNode): UnitResult => ({
  ok: false,
  node,
  fault: makeFault(
    'unknown_field',
    `there is no figure ${node.field}`,
    `没有名为 ${node.field} 的指标`,
  ),
})

export const unitOf = (of: Expression, unitOfField: UnitOfField): UnitResult => {
  switch (of.kind) {
    case 'number':
      return { ok: true, unit: NUMBERS[of.unit] }
    case 'field': {
      const named = unitOfField(of)
      return named === null ? unknown(of) : { ok: true, unit: FIELD_UNITS[named] }
    }
    case 'over': {
      const named = unitOfField(of.of)
      if (named === null) return unknown(of.of)
      return { ok: true, unit: FIELD_UNITS[of.form === 'cagr' ? 'ratio' : named] }
    }
    case 'cross': {
      const inner = unitOf(of.of, unitOfField)
      return inner.ok ? { ok: true, unit: PLACES } : inner
    }
    case 'minus':
      return unitOf(of.of, unitOfField)
    case 'arithmetic': {
      const left = unitOf(of.left, unitOfField)
      if (!left.ok) return left
      const right = unitOf(of.right, unitOfField)
      if (!right.ok) return right
      if (of.op === '*') return { ok: true, unit: combined(left.unit, right.unit, 1) }
      if (of.op === '/') return { ok: true, unit: combined(left.unit, right.unit, -1) }
      if (isScoreWithQuotient(left.unit, right.unit)) return { ok: true, unit: left.unit }
      if (isScoreWithQuotient(right.unit, left.unit)) return { ok: true, unit: right.unit }
      return fits(left.unit, right.unit)
        ? { ok: true, unit: sumOf(left.unit, right.unit) }
        : unitsDiffer(left.unit, right.unit, of)
    }
  }
}
