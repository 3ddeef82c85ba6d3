/**
 * Values a company by every method that fits it: the values, their range, what the price implies
 * and how the discounted value moves with rate and growth. The same code runs in Worker and
 * browser. Pure.
 */
import { impliedGrowth, type Sensitivity, sensitivityOf } from './discounting.ts'
import type { MethodId } from './method-names.ts'
import {
  allMethods,
  type AssumedGrowth,
  assumedGrowth,
  growthOf,
  type MethodResult,
  notForFlows,
  ownerFlow,
  sharesOf,
  type ValuationInput,
} from './methods.ts'
import { type OrRefused, type RefusalReason, refused } from './refusals.ts'
import { median } from './statistics.ts'

export interface ValueRange {
  low: number
  middle: number
  high: number
  methods: MethodId[]
}

export interface Valuation {
  /** Of the values: that of the statements. */
  currency: string
  methods: MethodResult[]
  /** Null when no method that counts gives a value. */
  range: ValueRange | null
  /** The growth that the price implies, where the discounted flow fits the company. */
  implied: OrRefused<{ growth: number; assumed: number; inputs: string[] }>
  sensitivity: Sensitivity | null
}

export interface PricedInput extends ValuationInput {
  /** In the currency of the statements. */
  price: OrRefused<{ value: number }>
}

const rangeOf = (methods: readonly MethodResult[]): ValueRange | null => {
  const counted = methods.flatMap((one) => (one.ok && one.in_range ? [one] : []))
  if (counted.length === 0) return null
  const values = counted.map(({ per_share }) => per_share)
  return {
    low: Math.min(...values),
    middle: median(values),
    high: Math.max(...values),
    methods: counted.map(({ id }) => id),
  }
}

/** Flow, shares and growth of the discounted value, where all three can be had. */
const flowOf = (
  input: ValuationInput,
): OrRefused<{ flow: number; shares: number; growth: AssumedGrowth; inputs: string[] }> => {
  const { figures, assumptions } = input
  const why: RefusalReason | null = notForFlows(figures) ?? input.unjoinable ?? null
  if (why) return refused(why)
  const base = ownerFlow(figures)
  const shares = sharesOf(figures)
  if (!base || !shares) return refused('not_filed')
  const growth = assumedGrowth(figures, assumptions)
  if (!growth) return refused('short_record')
  const read = [...base.inputs, shares, ...growth.inputs]
  if (read.some(({ doubted }) => doubted)) return refused('doubtful_figures')
  const inputs = [...new Set(read.map(({ token }) => token))]
  return { ok: true, flow: base.flow, shares: shares.value, growth, inputs }
}

export const valueCompany = (input: PricedInput): Valuation => {
  const methods = allMethods(input)
  const base = flowOf(input)
  const how = growthOf(input, base.ok ? base.growth.growth : 0)
  const grid = base.ok ? sensitivityOf(base.flow, how, base.shares) : base
  const implied = ((): Valuation['implied'] => {
    if (!base.ok) return base
    if (!input.price.ok) return input.price
    const found = impliedGrowth(input.price.value * base.shares, base.flow, how)
    if (!found.ok) return found
    const { growth, inputs } = base
    return { ok: true, growth: found.growth, assumed: growth.growth, inputs }
  })()
  return {
    currency: input.figures.currency,
    methods,
    range: rangeOf(methods),
    implied,
    sensitivity: 'ok' in grid ? null : grid,
  }
}
