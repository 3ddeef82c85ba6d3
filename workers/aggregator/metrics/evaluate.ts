/**
 * Finds any figure by name and span: a fact, a figure combined over its period, or a formula over
 * other figures. Each is computed once.
 */
import Decimal from 'decimal.js'
import { CONCEPT_IDS, conceptOf, type ConceptId } from '#shared/concepts.ts'
import type { Derived } from '#shared/contracts/facts.ts'
import { dateOf, sameDay } from '#shared/days.ts'
import { type DerivedSpan, spanOver } from '../time/spans.ts'
import { breakBetween, breakOnTheWay } from './breaks.ts'
import { hasTransition, spanBack } from './fiscal-frames.ts'
import { flowOver, lastFourQuarters, yearOfTtm } from './flows.ts'
import type { Formula, InputRef, Value } from './formula.ts'
import { partOf } from './known-in-part.ts'
import { FORMULAS } from './formulas/registry.ts'
import { industryRefusal } from './industry-refusals.ts'
import {
  type DerivationContext,
  derivedOutcome,
  missing,
  type FormulaOutcome,
  valueOfFact,
} from './outcome.ts'
import type { Incomparable } from './restatement.ts'
import { ADJUSTED, adjusted } from './splits.ts'

const CONCEPTS_BY_NAME: ReadonlyMap<string, ConceptId> = new Map(CONCEPT_IDS.map((id) => [id, id]))

const instantSpan = (day: number): DerivedSpan =>
  spanOver('instant', `@${dateOf(day)}`, null, day, -1, 0)

const unitOf = (unit: Formula['unit'], currency: string): string =>
  unit === 'money' ? currency : unit === 'money/share' ? `${currency}/share` : unit

/** Refuses money filed in another currency as an input: nothing is converted here. */
const inCurrency = (
  outcome: FormulaOutcome,
  concept: ConceptId,
  currency: string,
): FormulaOutcome => {
  const { unit } = conceptOf(concept)
  if (!outcome.ok || !unit.startsWith('money')) return outcome
  const expected = unit === 'money' ? currency : `${currency}/share`
  return outcome.value.unit === expected
    ? outcome
    : missing('refused', `${concept} is filed in ${outcome.value.unit}, not in ${expected}`)
}

/** The known part of a figure that is filed only in part. */
const knownPart = (
  context: DerivationContext,
  concept: ConceptId,
  span: DerivedSpan,
): Value | undefined => {
  const part = partOf(concept)
  if (part === undefined) return undefined
  if (conceptOf(part).kind === 'stock') {
    const known = context.index.instant(part, span.end)
    return known && valueOfFact(known.fact)
  }
  const known = flowOver(context, part, span)
  return known.ok ? known.value : undefined
}

/** Where a part is known, the figure is refused: no sum of parts may stand for the whole. */
const notFiled = (
  context: DerivationContext,
  concept: ConceptId,
  span: DerivedSpan,
): FormulaOutcome & { ok: false } => {
  const when = span.kind === 'ttm' ? span.end_date : span.period
  const known = knownPart(context, concept, span)
  return known
    ? missing(
        'refused',
        `${concept} for ${when} is known in part alone: the filing shows that there is more than the ${known.text} ${known.unit} filed under tags that all filers share`,
        `${concept}（${when}）仅知部分：披露显示除通用标签下的 ${known.text} ${known.unit} 外还有其他金额`,
      )
    : missing('not_reported', `${concept} is not filed for ${when}`)
}

const conceptAt = (
  context: DerivationContext,
  concept: ConceptId,
  span: DerivedSpan,
): FormulaOutcome => {
  if (conceptOf(concept).kind !== 'stock') {
    const flow = flowOver(context, concept, span)
    const isUnknown = !flow.ok && flow.absent === 'not_reported' && partOf(concept) !== undefined
    return inCurrency(
      isUnknown ? notFiled(context, concept, span) : flow,
      concept,
      context.currency,
    )
  }
  const found = context.index.instant(concept, span.end)
  if (!found) return notFiled(context, concept, span)
  return inCurrency(
    { ok: true, value: valueOfFact(found.fact), derived: null },
    concept,
    context.currency,
  )
}

/** The newest fiscal year at or before a span; undefined when none is filed. */
const newestYear = ({ frames }: DerivationContext, span: DerivedSpan): DerivedSpan | undefined =>
  frames[span.quarter === 4 ? span.frame : span.frame - 1]?.annual

/** The span in which an input is looked up, relative to the formula's own. */
const spanOf = (
  context: DerivationContext,
  source: InputRef['sources'][number],
  span: DerivedSpan,
): DerivedSpan | undefined => {
  if (source.at === 'now') return span
  if (source.at === 'back') return spanBack(context.frames, span, source.years)
  if (source.at === 'fy') {
    const year = newestYear(context, span)
    return year && spanBack(context.frames, year, source.years)
  }
  if (span.start === null) return undefined
  const before = span.kind === 'quarter' ? undefined : spanBack(context.frames, span, 1)
  return before && sameDay(before.end, span.start - 1) ? before : instantSpan(span.start - 1)
}

const yearsBefore = (years: number): string =>
  years === 1 ? 'the year before' : `${years} years before`

const where = (source: InputRef['sources'][number] | undefined, span: DerivedSpan): string => {
  if (source?.at === 'open') return `at the opening of ${span.period}`
  return source?.at === 'back' ? `${yearsBefore(source.years)} ${span.period}` : `of ${span.period}`
}

/**
 * Why there is no such period some years before: the calendar is broken, or a year is not known.
 */
const noSuchYear = (
  context: DerivationContext,
  { name, at, years }: InputRef['sources'][number],
  span: DerivedSpan,
): FormulaOutcome & { ok: false } => {
  const from = at === 'fy' ? newestYear(context, span) : span
  if (!from)
    return missing('not_reported', `${name} of the newest fiscal year is not filed`, '尚无年报')
  return hasTransition(context.frames, from.frame - years, from.frame)
    ? missing(
        'refused',
        `a transition period lies between ${from.period} and ${yearsBefore(years)}: the fiscal year changed`,
        `${from.period} 与此前 ${years} 年之间有过渡期：财年起止日变更`,
      )
    : missing('not_reported', `${name} is not known ${yearsBefore(years)} ${from.period}`)
}

/**
 * For each per-share figure, the figure that shows whether its earlier value was restated. The
 * per-share figure cannot show that, because a split changes it too.
 */
const EARNINGS_OF: Readonly<Record<string, string>> = {
  eps_diluted_adjusted: 'net_income',
  eps_diluted: 'net_income',
  eps_basic: 'net_income',
}

/** A break between a period and the one that the source names; null when there is none. */
const breakAt = (
  context: DerivationContext,
  name: string,
  { at, years }: InputRef['sources'][number],
  span: DerivedSpan,
  then: Value | null,
): Incomparable | null => {
  const from = at === 'fy' ? newestYear(context, span) : span
  const now = from && context.resolve(name, from)
  if (!from || !now?.ok) return null
  if (at !== 'open') return breakOnTheWay(context, name, now.value, from, years)
  return then && breakBetween(now.value.leaves, then.leaves, context.index.lastKnown)
}

/** Refuses a value of another period that cannot be compared with that of this one. */
const brokenBefore = (
  context: DerivationContext,
  source: InputRef['sources'][number],
  span: DerivedSpan,
  then: Value,
): (FormulaOutcome & { ok: false }) | null => {
  const { name, at, years } = source
  if (at === 'now' || (at === 'fy' && years === 0)) return null
  const earnings = EARNINGS_OF[name]
  const why =
    breakAt(context, name, source, span, then) ??
    (earnings === undefined ? null : breakAt(context, earnings, source, span, null))
  return why && missing('refused', `${name} is not comparable over ${span.period}: ${why.detail}`)
}

const lookUp = (context: DerivationContext, ref: InputRef, span: DerivedSpan): FormulaOutcome => {
  let first: (FormulaOutcome & { ok: false }) | undefined
  for (const source of ref.sources) {
    const at = spanOf(context, source, span)
    const outcome = at ? context.resolve(source.name, at) : noSuchYear(context, source, span)
    if (outcome.ok) {
      const broken = brokenBefore(context, source, span, outcome.value)
      if (!broken) return outcome
      first ??= broken
      continue
    }
    if (source.at === 'open' && outcome.absent === 'not_reported') {
      const day = span.start === null ? '' : ` of ${dateOf(span.start - 1)}`
      first ??= missing('refused', `the opening balance${day} of ${source.name} is not known`)
    }
    first ??= outcome
  }
  return first ?? missing('not_reported', `${ref.key} has no source`)
}

const evaluate = (
  context: DerivationContext,
  formula: Formula,
  span: DerivedSpan,
): FormulaOutcome => {
  const refusal = industryRefusal(formula, context.kind)
  if (refusal)
    return missing('not_applicable', `${formula.en}: ${refusal.en}`, `${formula.zh}：${refusal.zh}`)
  if (context.depositary !== null && formula.against_price)
    return missing(
      'refused',
      `${formula.id} is per ordinary share: ${context.depositary.en}`,
      `${formula.zh}按每股普通股计算：${context.depositary.zh}`,
    )
  const values: Record<string, Value> = {}
  for (const ref of formula.refs) {
    const outcome = lookUp(context, ref, span)
    if (outcome.ok) values[ref.key] = outcome.value
    else if (ref.required) return outcome
    else if (formula.whole.includes(ref.key) && context.index.isGap(ref.key, span.end))
      return missing(
        'not_reported',
        `${ref.key} is filed before and after ${dateOf(span.end)}, but not for it`,
      )
  }
  for (const { key, sources } of formula.positive) {
    const value = values[key]
    if (value && value.n <= 0)
      return missing('refused', `${sources[0]?.name} ${where(sources[0], span)} is not positive`)
  }
  const computed = formula.compute(values, context.assumptions)
  if (typeof computed === 'object' && 'absent' in computed)
    return missing(computed.absent, computed.detail, computed.detail_zh)
  const plain = typeof computed === 'number' || computed instanceof Decimal
  const value = plain ? computed : computed.value
  const inputs = plain ? Object.values(values) : computed.used.flatMap((key) => values[key] ?? [])
  if (!Number.isFinite(Number(value)))
    return missing('refused', `${formula.id} is not a finite number`)
  return derivedOutcome(
    formula.id,
    formula.id,
    span,
    value,
    unitOf(formula.unit, context.currency),
    inputs,
  )
}

const find = (context: DerivationContext, name: string, span: DerivedSpan): FormulaOutcome => {
  const rule = ADJUSTED[name]
  if (rule)
    return adjusted(
      context,
      name,
      rule,
      span,
      lastFourQuarters(context, span),
      yearOfTtm(context, span),
    )
  const concept = CONCEPTS_BY_NAME.get(name)
  const filed = concept && conceptAt(context, concept, span)
  if (filed && (filed.ok || filed.absent !== 'not_reported')) return filed
  const formula = FORMULAS.get(name)
  if (formula) return evaluate(context, formula, span)
  return filed ?? missing('not_reported', `${name} is not a figure`)
}

/** Refuses a derived figure that joins providers which do not agree with each other. */
const agreed = (
  { agreement }: DerivationContext,
  name: string,
  span: DerivedSpan,
  outcome: FormulaOutcome,
): FormulaOutcome => {
  const why = outcome.ok && outcome.derived ? agreement(outcome.value.leaves) : null
  return why === null ? outcome : missing('refused', `${name} for ${span.period}: ${why}`)
}

/**
 * A context whose `resolve` remembers every outcome by `name@period` and records each derived
 * figure in `derived` by its id.
 */
export const contextOf = (
  base: Omit<DerivationContext, 'resolve'>,
  derived: Map<string, Derived>,
): DerivationContext => {
  const known = new Map<string, FormulaOutcome>()
  const context: DerivationContext = {
    ...base,
    resolve: (name, span) => {
      const key = `${name}@${span.period}`
      const found = known.get(key)
      if (found) return found
      const outcome = agreed(context, name, span, find(context, name, span))
      known.set(key, outcome)
      if (outcome.ok && outcome.derived) derived.set(outcome.derived.id, outcome.derived)
      return outcome
    },
  }
  return context
}
