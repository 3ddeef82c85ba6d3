/**
 * Per-share figures and share counts on today's basis. A split's `known_at` is that of the first
 * filing with restated figures. A figure known earlier is therefore on the old basis and is divided
 * by the ratio (share counts are multiplied).
 */
import Decimal from 'decimal.js'
import type { Fact } from '#shared/contracts/facts.ts'
import type { DerivedSpan } from '../time/spans.ts'
import type { FactSplit } from './fact-index.ts'
import type { Value } from './formula.ts'
import {
  type DerivationContext,
  derivedOutcome,
  missing,
  type FormulaOutcome,
  valueOfFact,
} from './outcome.ts'

export const splitsAfter = (splits: readonly FactSplit[], known_at: string): FactSplit[] =>
  splits.filter((s) => s.known_at > known_at)

const factorOf = (splits: readonly FactSplit[]): Decimal =>
  splits.reduce((product, s) => product.times(s.ratio), new Decimal(1))

/** The value on the basis of the newest split, exact. */
export const onNewestBasis = (value: Value, splits: readonly FactSplit[]): Decimal => {
  const factor = factorOf(splitsAfter(splits, value.known_at))
  return value.unit === 'shares'
    ? new Decimal(value.text).times(factor)
    : new Decimal(value.text).div(factor)
}

/** The digits kept when a per-share figure does not divide evenly. */
const PER_SHARE_DIGITS = 12

const asValue = ({ fact }: FactSplit): Value => ({
  ...valueOfFact(fact),
  unit: 'x',
  standard: null,
})

/**
 * The largest number of days after the balance date at which a share count may have been taken
 * (cover pages carry the date of filing).
 */
const COUNT_WITHIN_DAYS = 100

interface AdjustedSource {
  of: 'eps_diluted' | 'shares_diluted' | 'shares_outstanding' | 'dividends_per_share'
  /** How the figure is formed for twelve months that end inside a fiscal year. */
  ttm: 'sum_of_quarters' | 'newest_quarter' | 'balance'
}

export const ADJUSTED: Readonly<Record<string, AdjustedSource>> = {
  eps_diluted_adjusted: { of: 'eps_diluted', ttm: 'sum_of_quarters' },
  shares_diluted_adjusted: { of: 'shares_diluted', ttm: 'newest_quarter' },
  shares_outstanding_adjusted: { of: 'shares_outstanding', ttm: 'balance' },
  dividends_per_share_adjusted: { of: 'dividends_per_share', ttm: 'sum_of_quarters' },
}

const isPlaceholder = ({ quality }: Fact): boolean =>
  quality !== 'ok' && quality.some(({ check }) => check === 'share_count')

const rawValue = (
  context: DerivationContext,
  concept: AdjustedSource['of'],
  span: DerivedSpan,
): FormulaOutcome => {
  if (concept !== 'shares_outstanding') return context.resolve(concept, span)
  const found = context.index.firstFrom(concept, span.end, COUNT_WITHIN_DAYS)
  if (found && isPlaceholder(found.fact))
    return missing(
      'refused',
      `${concept} of ${found.fact.end} (${found.fact.value}) is no count of the company's shares: it does not fit the weighted average`,
    )
  return found
    ? { ok: true, value: valueOfFact(found.fact), derived: null }
    : missing('not_reported', `${concept} is not filed for ${span.period}`)
}

const adjustOne = (
  context: DerivationContext,
  name: string,
  concept: AdjustedSource['of'],
  span: DerivedSpan,
): FormulaOutcome => {
  const raw = rawValue(context, concept, span)
  if (!raw.ok) return raw
  const splits = splitsAfter(context.index.splits, raw.value.known_at)
  const value = onNewestBasis(raw.value, context.index.splits)
  const rounded = splits.length > 0 ? value.toSignificantDigits(PER_SHARE_DIGITS) : value
  return derivedOutcome(name, name, span, rounded, raw.value.unit, [
    raw.value,
    ...splits.map(asValue),
  ])
}

const sumOfQuarters = (
  context: DerivationContext,
  name: string,
  span: DerivedSpan,
  quarters: readonly DerivedSpan[],
): FormulaOutcome => {
  if (quarters.length !== 4)
    return missing('not_reported', `the four quarters of ${span.period} are not all filed`)
  const values: Value[] = []
  for (const quarter of quarters) {
    const outcome = context.resolve(name, quarter)
    if (!outcome.ok) return outcome
    values.push(outcome.value)
  }
  const sum = values.reduce((total, v) => total.plus(v.text), new Decimal(0))
  return derivedOutcome(name, 'trailing_twelve_months', span, sum, values[0]?.unit ?? '', values)
}

/**
 * A split-adjusted figure over a span. `quarters` are the last four quarters of the span (used for
 * a TTM inside a year); `year` is the fiscal year that the span equals.
 */
export const adjusted = (
  context: DerivationContext,
  name: string,
  rule: AdjustedSource,
  span: DerivedSpan,
  quarters: readonly DerivedSpan[],
  year: DerivedSpan | undefined,
): FormulaOutcome => {
  if (span.kind !== 'ttm' || rule.ttm === 'balance') return adjustOne(context, name, rule.of, span)
  if (!year && rule.ttm === 'sum_of_quarters') return sumOfQuarters(context, name, span, quarters)
  const part = year ?? quarters.at(-1)
  const outcome = part
    ? context.resolve(name, part)
    : missing('not_reported', `the newest quarter of ${span.period} is not filed`)
  if (!outcome.ok) return outcome
  return derivedOutcome(
    name,
    'trailing_twelve_months',
    span,
    new Decimal(outcome.value.text),
    outcome.value.unit,
    [outcome.value],
  )
}
