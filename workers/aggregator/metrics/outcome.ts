/** The outcome of looking up a figure, and how values and derived figures are made. */
import Decimal from 'decimal.js'
import type { Derived, Fact } from '#shared/contracts/facts.ts'
import { doubtsOfFact } from '#shared/doubt.ts'
import type { IndustryKind } from '#shared/industry.ts'
import type { FactIndex } from './fact-index.ts'
import type { FiscalFrame } from './fiscal-frames.ts'
import type { DerivedSpan } from '../time/spans.ts'
import type { FormulaAssumptions, MissingInput, ReasonText, Value } from './formula.ts'
import type { ProviderAgreement } from './provider-agreement.ts'

export type FormulaOutcome =
  | { ok: true; value: Value; derived: Derived | null }
  | ({ ok: false } & MissingInput)

export const missing = (
  absent: MissingInput['absent'],
  detail: string,
  detail_zh?: string,
): FormulaOutcome & { ok: false } => ({
  ok: false,
  absent,
  detail,
  ...(detail_zh !== undefined && { detail_zh }),
})

/**
 * What figures are looked up in. `resolve` finds any figure by name: a fact, a derived quarter or
 * TTM, or a formula.
 */
export interface DerivationContext {
  index: FactIndex
  frames: readonly FiscalFrame[]
  currency: string
  assumptions: FormulaAssumptions
  /** The kind of the company: its industry together with what it files. */
  kind: IndustryKind
  /** Why the price is not that of one ordinary share; null where it is. */
  depositary: ReasonText | null
  /** Whether figures of several providers may be put together. */
  agreement: ProviderAgreement
  resolve(name: string, span: DerivedSpan): FormulaOutcome
}

export const valueOfFact = (fact: Fact): Value => ({
  id: fact.id,
  text: fact.value,
  n: Number(fact.value),
  unit: fact.unit,
  standard: fact.basis.standard === 'unstated' ? null : fact.basis.standard,
  known_at: fact.known_at,
  leaves: [fact],
})

/** More digits of a double carry no meaning; fewer would show rounding in chained ratios. */
const SIGNIFICANT_DIGITS = 12

/**
 * A plain decimal without exponent; doubles are rounded to 12 significant digits, exact decimals
 * are not.
 */
export const decimalText = (value: number | Decimal): string => {
  if (value instanceof Decimal) return value.isZero() ? '0' : value.toFixed()
  const rounded = Number(value.toPrecision(SIGNIFICANT_DIGITS))
  const text = String(rounded)
  return rounded === 0 ? '0' : text.includes('e') ? new Decimal(text).toFixed() : text
}

const newestOf = (inputs: readonly Value[]): string => {
  let newest = ''
  for (const { known_at } of inputs) if (known_at > newest) newest = known_at
  return newest
}

/** The one standard of the inputs; null when none states one, false when they differ. */
export const commonStandard = (inputs: readonly Value[]): Value['standard'] | false => {
  let common: Value['standard'] = null
  for (const { standard } of inputs) {
    if (standard !== null && common !== null && standard !== common) return false
    common ??= standard
  }
  return common
}

/**
 * A derived figure over a span, as an outcome. It is refused when its inputs follow different
 * accounting standards.
 */
export const derivedOutcome = (
  name: string,
  formula: string,
  span: DerivedSpan,
  value: number | Decimal,
  unit: string,
  inputs: readonly Value[],
  known_at: string = newestOf(inputs),
): FormulaOutcome => {
  const standard = commonStandard(inputs)
  if (standard === false)
    return missing(
      'refused',
      `the inputs of ${name} for ${span.period} stand under different accounting standards`,
    )
  const text = decimalText(value)
  const id = `${name}@${span.period}`
  const leaves = [...new Set(inputs.flatMap((input) => input.leaves))]
  const doubts = leaves.flatMap(doubtsOfFact)
  return {
    ok: true,
    value: { id, text, n: Number(text), unit, standard, known_at, leaves },
    derived: {
      id,
      name,
      formula,
      period: span.period,
      start: span.start_date,
      end: span.end_date,
      value: text,
      unit,
      inputs: [...new Set(inputs.map((v) => v.id))],
      ...(doubts.length > 0 && { doubts }),
    },
  }
}
