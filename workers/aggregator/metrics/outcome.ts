/** What looking up a figure comes to, and how values and derived figures are made. */
import Decimal from 'decimal.js'
import type { Derived, Fact } from '#shared/contracts/facts.ts'
import type { FactIndex } from './fact-index.ts'
import type { Frame } from './fiscal-frames.ts'
import { dateOf, type Span } from './calendar.ts'
import type { Assumptions, Missing, Value } from './formula.ts'

export type Outcome = { ok: true; value: Value; derived: Derived | null } | ({ ok: false } & Missing)

export const missing = (absent: Missing['absent'], detail: string): Outcome & { ok: false } => ({ ok: false, absent, detail })

/** All that figures are looked up in. `resolve` finds any figure by name: a fact, a derived quarter or TTM, or a formula. */
export interface Context {
  index: FactIndex
  frames: readonly Frame[]
  currency: string
  assumptions: Assumptions
  bank: boolean
  resolve(name: string, span: Span): Outcome
}

export const valueOfFact = ({ id, value, unit, basis, known_at }: Fact): Value => ({
  id,
  text: value,
  n: Number(value),
  unit,
  standard: basis.standard === 'unstated' ? null : basis.standard,
  known_at,
})

/** Beyond this a double carries no meaning, and less would show rounding in chained ratios. */
const SIGNIFICANT_DIGITS = 12

/** A plain decimal without exponent; doubles are rounded to 12 significant digits, exact decimals are not. */
export const decimalText = (value: number | Decimal): string => {
  const exact = value instanceof Decimal ? value : new Decimal(value).toSignificantDigits(SIGNIFICANT_DIGITS)
  return exact.isZero() ? '0' : exact.toFixed()
}

const newestOf = (inputs: readonly Value[]): string =>
  inputs
    .map((v) => v.known_at)
    .sort()
    .at(-1) ?? ''

/** The one standard of the inputs, null when none states one, false when they differ. */
export const commonStandard = (inputs: readonly Value[]): Value['standard'] | false => {
  const standards = new Set(inputs.flatMap((v) => v.standard ?? []))
  if (standards.size > 1) return false
  return [...standards][0] ?? null
}

/** A derived figure over a span, as an outcome; refused when its inputs stand under different accounting standards. */
export const derivedOutcome = (
  name: string,
  formula: string,
  span: Span,
  value: number | Decimal,
  unit: string,
  inputs: readonly Value[],
  known_at: string = newestOf(inputs),
): Outcome => {
  const standard = commonStandard(inputs)
  if (standard === false) return missing('refused', `the inputs of ${name} for ${span.period} stand under different accounting standards`)
  const text = decimalText(value)
  const id = `${name}@${span.period}`
  return {
    ok: true,
    value: { id, text, n: Number(text), unit, standard, known_at },
    derived: {
      id,
      name,
      formula,
      period: span.period,
      start: span.start === null ? null : dateOf(span.start),
      end: dateOf(span.end),
      value: text,
      unit,
      inputs: [...new Set(inputs.map((v) => v.id))],
    },
  }
}
