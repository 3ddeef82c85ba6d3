/**
 * Finds a flow over a span: as filed; otherwise a quarter by subtraction; otherwise twelve months
 * as a sum. All decimals are exact.
 */
import Decimal from 'decimal.js'
import { conceptOf, type ConceptId } from '#shared/concepts.ts'
import { discreteOf, type Flow } from '#shared/units/period.ts'
import { add, type Calculated, type Quantity, subtract } from '#shared/units/quantity.ts'
import type { Unit } from '#shared/units/unit.ts'
import type { DerivedSpan } from '../time/spans.ts'
import { breakBetween } from './breaks.ts'
import type { IndexedFact } from './fact-index.ts'
import { quarterSpan } from './fiscal-frames.ts'
import type { Value } from './formula.ts'
import {
  type DerivationContext,
  derivedOutcome,
  missing,
  type FormulaOutcome,
  valueOfFact,
} from './outcome.ts'
import { notComparable } from './restatement.ts'
import { onNewestBasis, splitsAfter } from './splits.ts'

const notFiled = (concept: string, period: string): FormulaOutcome & { ok: false } =>
  missing('not_reported', `${concept} is not filed for ${period}`)

/** The sum of figures of one unit. Different units are refused and not added. */
const sumOf = (values: readonly Value[], signs: readonly (1 | -1)[]): Calculated<Unit> => {
  const [first, ...rest] = values.map((v): Quantity => ({ value: v.text, unit: v.unit as Unit }))
  if (!first) return { ok: false, reason: 'unit_mismatch', detail: 'there is nothing to add' }
  let total: Calculated<Unit> = { ok: true, data: first }
  for (const [at, next] of rest.entries()) {
    if (!total.ok) return total
    total = signs[at + 1] === -1 ? subtract(total.data, next) : add(total.data, next)
  }
  return total
}

/** A derived sum, or a refusal when the figures must not be added. */
const summed = (
  concept: string,
  formula: string,
  span: DerivedSpan,
  values: readonly Value[],
  signs: readonly (1 | -1)[],
): FormulaOutcome => {
  const total = sumOf(values, signs)
  if (!total.ok) return missing('refused', `${concept} for ${span.period}: ${total.detail}`)
  return derivedOutcome(
    concept,
    formula,
    span,
    new Decimal(total.data.value),
    total.data.unit,
    values,
  )
}

const asFlow = <S extends 'ytd' | 'annual'>(kind: S, { fact }: IndexedFact): Flow<S, 'fiscal'> => ({
  span: kind,
  calendar: 'fiscal',
  start: fact.start ?? fact.end,
  end: fact.end,
  amount: { value: fact.value, unit: fact.unit as Unit },
})

/** The filed flow from the first day of the fiscal year to the end of its quarter 1 to 4. */
const yearToDate = (
  { index, frames }: DerivationContext,
  concept: string,
  at: number,
  quarter: number,
): IndexedFact | undefined => {
  const frame = frames[at]
  const end = frame?.ends[quarter - 1] ?? null
  return frame && end !== null ? index.flow(concept, frame.start, end) : undefined
}

/** The earlier quarters of the same fiscal year, each as filed; undefined when one is not filed. */
const earlierQuarters = (
  { index, frames }: DerivationContext,
  concept: string,
  span: DerivedSpan,
): IndexedFact[] | undefined => {
  const found: IndexedFact[] = []
  for (let quarter = 1; quarter < span.quarter; quarter++) {
    const earlier = quarterSpan(frames, span.frame, quarter)
    const fact =
      earlier && earlier.start !== null
        ? index.flow(concept, earlier.start, earlier.end)
        : undefined
    if (!fact) return undefined
    found.push(fact)
  }
  return found
}

const bySubtraction = (
  context: DerivationContext,
  concept: string,
  span: DerivedSpan,
): FormulaOutcome => {
  const long = yearToDate(context, concept, span.frame, span.quarter)
  const short = yearToDate(context, concept, span.frame, span.quarter - 1)
  const parts = short ? [short] : earlierQuarters(context, concept, span)
  if (!long || !parts?.length) return notFiled(concept, span.period)
  for (const part of parts) {
    const why = notComparable(long.fact, part.fact, context.index.lastKnown)
    if (why)
      return missing(
        'refused',
        `${concept} for ${span.period} would be a difference, but ${why.detail}`,
      )
  }
  const values = [long, ...parts].map((f) => valueOfFact(f.fact))
  if (short) {
    const quarter = discreteOf(
      asFlow(span.quarter === 4 ? 'annual' : 'ytd', long),
      asFlow('ytd', short),
    )
    if (!quarter.ok) return missing('refused', `${concept} for ${span.period}: ${quarter.detail}`)
    return derivedOutcome(
      concept,
      'quarter_by_subtraction',
      span,
      new Decimal(quarter.data.amount.value),
      quarter.data.amount.unit,
      values,
    )
  }
  return summed(
    concept,
    'quarter_by_subtraction',
    span,
    values,
    values.map((_, i) => (i === 0 ? 1 : -1)),
  )
}

/**
 * A fourth quarter's EPS by subtraction is wrong by the change in share count. Up to this fraction
 * the error is like a rounding error.
 */
const SHARES_MAY_DIFFER = 0.01

/**
 * Fourth-quarter EPS: the year minus nine months, only on one split basis and with a nearly
 * unchanged share count.
 */
const fourthQuarterEps = (
  context: DerivationContext,
  concept: string,
  span: DerivedSpan,
): FormulaOutcome => {
  const [year, nineMonths] = [4, 3].map((q) => yearToDate(context, concept, span.frame, q))
  if (span.quarter !== 4 || !year || !nineMonths) return notFiled(concept, span.period)
  const why = notComparable(year.fact, nineMonths.fact, context.index.lastKnown)
  if (why) return missing('refused', `${concept} for ${span.period}: ${why.detail}`)
  const { splits } = context.index
  const between =
    splitsAfter(splits, year.fact.known_at).length !==
    splitsAfter(splits, nineMonths.fact.known_at).length
  if (between)
    return missing(
      'refused',
      `${concept} for ${span.period}: a split lies between the filings of the year and of its nine months`,
    )
  const shares = [4, 3]
    .flatMap((q) => yearToDate(context, 'shares_diluted', span.frame, q) ?? [])
    .map((f) => onNewestBasis(valueOfFact(f.fact), splits))
  const [ofYear, ofNineMonths] = shares
  if (!ofYear || !ofNineMonths)
    return missing(
      'refused',
      `${concept} for ${span.period}: the share counts that would bear out a difference are not filed`,
    )
  if (ofYear.minus(ofNineMonths).abs().greaterThan(ofNineMonths.abs().times(SHARES_MAY_DIFFER))) {
    return missing(
      'refused',
      `${concept} for ${span.period}: weighted diluted shares of the year and of its nine months differ by more than 1%`,
    )
  }
  const values = [year, nineMonths].map((f) => valueOfFact(f.fact))
  return summed(concept, 'quarter_by_subtraction', span, values, [1, -1])
}

/**
 * The four quarters that end with the span, oldest first; fewer when the calendar does not show all
 * of them.
 */
export const lastFourQuarters = (
  { frames }: DerivationContext,
  span: DerivedSpan,
): DerivedSpan[] =>
  span.kind !== 'ttm'
    ? []
    : [3, 2, 1, 0].flatMap((back) => {
        const quarter = span.quarter - back
        return (
          (quarter > 0
            ? quarterSpan(frames, span.frame, quarter)
            : quarterSpan(frames, span.frame - 1, quarter + 4)) ?? []
        )
      })

/** The fiscal year that equals a twelve-month span, when the span ends with one. */
export const yearOfTtm = (
  { frames }: DerivationContext,
  span: DerivedSpan,
): DerivedSpan | undefined =>
  span.kind === 'ttm' && span.quarter === 4 ? frames[span.frame]?.annual : undefined

const yearPlusToDate = (
  context: DerivationContext,
  concept: string,
  span: DerivedSpan,
): FormulaOutcome => {
  const year = yearToDate(context, concept, span.frame - 1, 4)
  const toDate = yearToDate(context, concept, span.frame, span.quarter)
  const before = yearToDate(context, concept, span.frame - 1, span.quarter)
  if (!toDate || !before || !year)
    return notFiled(
      concept,
      `${span.period}: its ${!toDate ? 'year to date' : !before ? 'year to date a year before' : 'fiscal year'} is missing`,
    )
  const why = notComparable(year.fact, before.fact, context.index.lastKnown)
  if (why) return missing('refused', `${concept} for ${span.period}: ${why.detail}`)
  const values = [year, toDate, before].map((f) => valueOfFact(f.fact))
  return summed(concept, 'trailing_twelve_months', span, values, [1, 1, -1])
}

const QUARTERS_OF_A_YEAR = 4

/** Why a company that has filed no year yet has no trailing twelve months. */
const tooFewQuarters = (
  concept: string,
  span: DerivedSpan,
  filed: number,
): FormulaOutcome & { ok: false } =>
  missing(
    'not_reported',
    `${concept} for ${span.period}: no fiscal year is filed yet, and ${filed} of its four quarters ${filed === 1 ? 'is' : 'are'} known`,
    `${concept}（${span.period}）：尚无年报，四个季度中仅知 ${filed} 个`,
  )

const trailingTwelveMonths = (
  context: DerivationContext,
  concept: string,
  span: DerivedSpan,
): FormulaOutcome => {
  const year = yearOfTtm(context, span)
  const parts = year ? [year] : lastFourQuarters(context, span)
  const whole = year ? notFiled(concept, span.period) : yearPlusToDate(context, concept, span)
  if (whole.ok) return whole
  if (!year && parts.length !== QUARTERS_OF_A_YEAR)
    return context.frames.some(({ isFiled }) => isFiled)
      ? whole
      : tooFewQuarters(concept, span, parts.length)
  const values: Value[] = []
  for (const part of parts) {
    const outcome = context.resolve(concept, part)
    if (!outcome.ok) return whole.absent === 'refused' ? whole : outcome
    const before = values.at(-1)
    const why = before && breakBetween(outcome.value.leaves, before.leaves, context.index.lastKnown)
    if (why) return missing('refused', `${concept} for ${span.period}: ${why.detail}`)
    values.push(outcome.value)
  }
  return summed(
    concept,
    'trailing_twelve_months',
    span,
    values,
    values.map((): 1 => 1),
  )
}

/**
 * A flow concept over a span. Averages and per-share figures are never combined, except for a
 * fourth quarter's EPS.
 */
export const flowOver = (
  context: DerivationContext,
  concept: ConceptId,
  span: DerivedSpan,
): FormulaOutcome => {
  if (span.start === null) return notFiled(concept, span.period)
  const filed = span.kind === 'ttm' ? undefined : context.index.flow(concept, span.start, span.end)
  if (filed) return { ok: true, value: valueOfFact(filed.fact), derived: null }
  if (conceptOf(concept).additive) {
    if (span.kind === 'ttm') return trailingTwelveMonths(context, concept, span)
    return span.kind === 'quarter' && span.quarter > 1
      ? bySubtraction(context, concept, span)
      : notFiled(concept, span.period)
  }
  if (span.kind === 'quarter' && (concept === 'eps_diluted' || concept === 'eps_basic'))
    return fourthQuarterEps(context, concept, span)
  return notFiled(concept, span.period)
}
