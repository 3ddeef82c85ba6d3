/**
 * Writes a screen as text, in one way only: reading the text gives the same tree again. Whoever
 * reads it need not know a default: the direction of an order is always said.
 */
import type { Condition, Expression, FieldNode, NumberNode, Screen, TextField } from './ast.ts'
import { LOCAL } from './words.ts'

/** `12.5e-3` as digits and a power of ten: 125 and -4. */
const partsOf = (value: number): { sign: string; digits: string; power: number } => {
  const [mantissa = '0', exponent = '0'] = String(Math.abs(value)).split('e')
  const [whole = '0', decimals = ''] = mantissa.split('.')
  const digits = `${whole}${decimals}`.replace(/^0+(?=\d)/, '')
  return { sign: value < 0 ? '-' : '', digits, power: Number(exponent) - decimals.length }
}

/** Without the zeros at its end. */
const withoutZeros = (digits: string): string => {
  let end = digits.length
  while (digits[end - 1] === '0') end -= 1
  return digits.slice(0, end)
}

/** Digits times a power of ten without an exponent, as long as that is short. */
const MOST_ZEROS = 12
const decimalOf = (digits: string, power: number): string => {
  if (/^0+$/.test(digits)) return '0'
  const trimmed = withoutZeros(digits)
  const shift = power + digits.length - trimmed.length
  if (shift >= 0)
    return shift <= MOST_ZEROS ? `${trimmed}${'0'.repeat(shift)}` : `${trimmed}e${shift}`
  const point = trimmed.length + shift
  if (point > 0) return `${trimmed.slice(0, point)}.${trimmed.slice(point)}`
  return -point <= MOST_ZEROS ? `0.${'0'.repeat(-point)}${trimmed}` : `${trimmed}e${shift}`
}

const SCALES = [
  [12, ' trillion'],
  [9, 'bn'],
  [6, 'm'],
] as const

/** With a scale from a million up. */
const scaled = (value: number): string => {
  const { sign, digits, power } = partsOf(value)
  const size = digits.length + power
  const scale =
    value === 0 ? undefined : SCALES.find(([zeros]) => size > zeros && size <= zeros + 6)
  return scale
    ? `${sign}${decimalOf(digits, power - scale[0])}${scale[1]}`
    : `${sign}${decimalOf(digits, power)}`
}

const times = (value: number, zeros: number): string => {
  const { sign, digits, power } = partsOf(value)
  return `${sign}${decimalOf(digits, power + zeros)}`
}

const printNumber = ({ value, unit, currency }: NumberNode): string => {
  switch (unit) {
    case 'percent':
      return `${times(value, 2)}%`
    case 'x':
      return `${times(value, 0)}x`
    case 'days':
      return `${times(value, 0)} days`
    case 'years':
      return `${times(value, 0)} years`
    case 'money': {
      const amount = scaled(value)
      if (currency === null) return `${amount} ${LOCAL}`
      return amount.startsWith('-') ? `-${currency} ${amount.slice(1)}` : `${currency} ${amount}`
    }
    case 'plain':
      return scaled(value)
  }
}

const printField = ({ field, lag }: FieldNode): string => (lag === 0 ? field : `${field}[-${lag}]`)

const RANKS = { '+': 1, '-': 1, '*': 2, '/': 2 } as const
const SIGN_RANK = 3

const rankOf = (of: Expression): number =>
  of.kind === 'arithmetic' ? RANKS[of.op] : of.kind === 'minus' ? SIGN_RANK : SIGN_RANK + 1

const within = (text: string, isWrapped: boolean): string => (isWrapped ? `(${text})` : text)

export const printExpression = (of: Expression): string => {
  switch (of.kind) {
    case 'number':
      return printNumber(of)
    case 'field':
      return printField(of)
    case 'over':
      return `${of.form}(${printField(of.of)}, ${of.years}y)`
    case 'cross':
      return `${of.form}(${printExpression(of.of)}, ${of.within})`
    case 'minus':
      return `-${within(printExpression(of.of), of.of.kind === 'number' || rankOf(of.of) <= SIGN_RANK)}`
    case 'arithmetic': {
      const rank = RANKS[of.op]
      const left = within(printExpression(of.left), rankOf(of.left) < rank)
      const right = within(printExpression(of.right), rankOf(of.right) <= rank)
      return `${left} ${of.op} ${right}`
    }
  }
}

/** Codes are written bare, names in quotation marks. */
const printValue = (field: TextField, value: string): string =>
  field === 'industry' || field === 'exchange' ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value

export const printCondition = (of: Condition): string => {
  switch (of.kind) {
    case 'compare': {
      const each = of.each === null ? '' : ` each ${of.each}y`
      return `${printExpression(of.left)} ${of.op} ${printExpression(of.right)}${each}`
    }
    case 'in':
      return `${of.field} ${of.negated ? 'not in' : 'in'} (${of.values.map((value) => printValue(of.field, value)).join(', ')})`
    case 'has':
      return `${of.negated ? 'not ' : ''}has(${printField(of.of)})`
    case 'not':
      return `not (${printCondition(of.of)})`
    case 'and':
    case 'or':
      return of.of
        .map((part) =>
          within(
            printCondition(part),
            part.kind === of.kind || (of.kind === 'and' && part.kind === 'or'),
          ),
        )
        .join(` ${of.kind} `)
  }
}

export const printScreen = ({ where, order, limit }: Screen): string =>
  [
    where && printCondition(where),
    order && `order by ${printExpression(order.by)} ${order.direction}`,
    limit !== null && `limit ${limit}`,
  ]
    .filter((part) => typeof part === 'string')
    .join(' ')
