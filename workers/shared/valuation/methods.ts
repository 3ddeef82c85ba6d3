/**
 * The methods of valuation over a company's figures. Each gives a value per share in the currency
 * of the statements with the figures it rests on, or says why it gives none. Pure.
 */
import type { IndustryKind } from '../industry.ts'
import {
  capitalised,
  type Growth,
  presentValue,
  priceToBookOf,
  residualIncome,
} from './discounting.ts'
import {
  type CompanyFigures,
  hasOutsideGains,
  type Input,
  isFinancialKind,
} from './company-figures.ts'
import type { CostOfEquity } from './cost-of-equity.ts'
import type { LimitCode } from './limits.ts'
import type { MethodId } from './method-names.ts'
import { type OrRefused, type RefusalReason, refused } from './refusals.ts'
import { median } from './statistics.ts'

/** What a method says. `assumed` are rates that were set, not filed. */
export type MethodResult =
  | {
      id: MethodId
      ok: true
      per_share: number
      /** Whether it counts in the range of values. */
      in_range: boolean
      inputs: string[]
      assumed: Record<string, number>
      limits: LimitCode[]
    }
  | { id: MethodId; ok: false; reason: RefusalReason; inputs: string[] }

export interface Assumptions {
  growth_cap: number
  projection_years: number
}

/** A multiple from prices: the middle of the company's own history, or that of its peers. */
export interface MultipleBasis {
  token: string
  multiple: number
}

/** The multiples of a group, or why there are none. */
export interface GroupMultiples {
  pe: MultipleBasis | null
  pb: MultipleBasis | null
  /** Why one that is missing is; `none` of the method where nothing is said. */
  why?: RefusalReason
  /** Whether the group is of the industry, or of all of the same kind: all banks. */
  level?: 'industry' | 'kind'
}

export interface ValuationInput {
  figures: CompanyFigures
  cost: CostOfEquity
  assumptions: Assumptions
  /** Set where the price is not that of one ordinary share. */
  unjoinable?: RefusalReason | null
  /** Dividends of the last twelve months by ex date, in the currency of the statements. */
  dividends?: { token: string; per_share: number } | null
  own?: GroupMultiples | null
  peers?: GroupMultiples | null
}

type Found = { per_share: number; in_range?: boolean } & {
  /** Tokens that it rests on beside the figures that it read. */
  from?: string[]
  assumed?: Record<string, number>
  limits?: LimitCode[]
}

/** Collects the figures that a method reads; the first that is missing or doubted ends it. */
class MethodReading {
  readonly inputs: Input[] = []
  failure: RefusalReason | null = null

  readonly #figures: CompanyFigures

  constructor(figures: CompanyFigures) {
    this.#figures = figures
  }

  take(input: Input | null): number {
    if (!input) {
      this.failure ??= 'not_filed'
      return Number.NaN
    }
    this.inputs.push(input)
    if (input.doubted) this.failure = 'doubtful_figures'
    return input.value
  }
  newest(name: string): number {
    return this.take(this.#figures.newest(name))
  }
  /** Nothing where it is not filed. */
  orNothing(name: string): number {
    const input = this.#figures.newest(name)
    return input ? this.take(input) : 0
  }
}

const method = (
  id: MethodId,
  { figures, unjoinable }: ValuationInput,
  compute: (reading: MethodReading) => OrRefused<Found>,
): MethodResult => {
  const reading = new MethodReading(figures)
  const outcome = compute(reading)
  const inputs = [...new Set(reading.inputs.map(({ token }) => token))]
  const failure = outcome.ok ? reading.failure : (reading.failure ?? outcome.reason)
  if (failure !== null) return { id, ok: false, reason: failure, inputs }
  if (!outcome.ok) return { id, ok: false, reason: outcome.reason, inputs }
  if (unjoinable) return { id, ok: false, reason: unjoinable, inputs }
  const { per_share, in_range = true, from = [], assumed = {}, limits = [] } = outcome
  return { id, ok: true, per_share, in_range, inputs: [...inputs, ...from], assumed, limits }
}

const YEARS_OF_GROWTH = 5
/** Fiscal years of a flow or a return that make a record. */
const LEAST_YEARS = 3

const compound = (first: number, last: number, years: number): number | null =>
  first > 0 && last > 0 && years > 0 ? (last / first) ** (1 / years) - 1 : null

const yearOf = ({ end }: Input): number => Number(end.slice(0, 4))

export interface OwnerFlow {
  flow: number
  inputs: Input[]
  /** True when pay in shares was deducted; false where the company files none. */
  after_stock_pay: boolean
}

/** Free cash flow after pay in shares, of the newest twelve months. */
export const ownerFlow = (figures: CompanyFigures): OwnerFlow | null => {
  const free = figures.newest('free_cash_flow')
  if (!free) return null
  const pay = figures.newest('stock_based_compensation')
  const isOfSame = pay !== null && pay.end === free.end
  return {
    flow: free.value - (isOfSame ? pay.value : 0),
    inputs: isOfSame ? [free, pay] : [free],
    after_stock_pay: isOfSame,
  }
}

/** The same of the fiscal years. Total flows, so that buybacks do not count as growth. */
const annualFlows = (
  figures: CompanyFigures,
): { year: number; flow: number; inputs: Input[] }[] => {
  const pay = new Map(figures.annual('stock_based_compensation').map((one) => [one.end, one]))
  return figures.annual('free_cash_flow').map((free) => {
    const own = pay.get(free.end)
    return {
      year: yearOf(free),
      flow: free.value - (own?.value ?? 0),
      inputs: own ? [free, own] : [free],
    }
  })
}

export interface AssumedGrowth {
  growth: number
  /** Before it was held within 0 and the cap. */
  observed: number
  inputs: Input[]
}

/**
 * The growth that is assumed of total free cash flow: its own over five years, else that of total
 * revenue over five or three, not below 0 and not above the cap.
 */
export const assumedGrowth = (
  figures: CompanyFigures,
  { growth_cap }: Pick<Assumptions, 'growth_cap'>,
): AssumedGrowth | null => {
  const flows = annualFlows(figures)
  const last = flows.at(-1)
  const first = last && flows.find(({ year }) => year === last.year - YEARS_OF_GROWTH)
  const own = first && last ? compound(first.flow, last.flow, YEARS_OF_GROWTH) : null
  const held = (observed: number, inputs: Input[]): AssumedGrowth => ({
    growth: Math.min(Math.max(observed, 0), growth_cap),
    observed,
    inputs,
  })
  if (own !== null && first && last) return held(own, [...first.inputs, ...last.inputs])
  for (const name of ['revenue_cagr_5y', 'revenue_cagr_3y']) {
    const rate = figures.annual(name).at(-1)
    if (rate) return held(rate.value, [rate])
  }
  return null
}

export const growthOf = (
  { cost, assumptions }: Pick<ValuationInput, 'cost' | 'assumptions'>,
  growth: number,
): Growth => ({
  growth,
  terminal: cost.terminal_growth,
  rate: cost.rate,
  years: assumptions.projection_years,
})

const NO_OPERATIONS: ReadonlySet<IndustryKind> = new Set(['fund', 'holding'])

/** Why methods over free cash flow and EBIT are not for this company; null where they are. */
export const notForFlows = ({ kind }: CompanyFigures): RefusalReason | null => {
  if (isFinancialKind(kind)) return 'not_for_financials'
  return NO_OPERATIONS.has(kind) ? 'not_for_kind' : null
}

/**
 * Diluted shares, by which values are divided. Where only the count outstanding is filed, that.
 */
export const sharesOf = (figures: CompanyFigures): Input | null =>
  figures.newest('shares_diluted_adjusted') ??
  figures.newest('shares_outstanding_adjusted') ??
  figures.newest('shares_diluted') ??
  figures.newest('shares_outstanding')

const discountedFlow = (input: ValuationInput): MethodResult =>
  method('dcf', input, (reading) => {
    const { figures, assumptions } = input
    const why = notForFlows(figures)
    if (why) return refused(why)
    const base = ownerFlow(figures)
    if (!base) return refused('not_filed')
    for (const one of base.inputs) reading.take(one)
    if (base.flow <= 0) return refused('negative_flow')
    if (annualFlows(figures).length < LEAST_YEARS) return refused('short_record')
    const growth = assumedGrowth(figures, assumptions)
    if (!growth) return refused('short_record')
    for (const one of growth.inputs) reading.take(one)
    const shares = reading.take(sharesOf(figures))
    const how = growthOf(input, growth.growth)
    const found = presentValue(base.flow, how)
    if (!found.ok) return found
    const limits: LimitCode[] = [
      'flow_after_interest',
      base.after_stock_pay ? 'stock_pay_deducted' : 'stock_pay_not_filed',
      'growth_from_past',
    ]
    return {
      ok: true,
      per_share: found.value / shares,
      assumed: {
        growth: how.growth,
        terminal_growth: how.terminal,
        discount_rate: how.rate,
        terminal_part: found.terminal_part,
      },
      limits,
    }
  })

const earningsPower = (input: ValuationInput): MethodResult =>
  method('epv', input, (reading) => {
    const { figures, cost } = input
    const why = notForFlows(figures)
    if (why) return refused(why)
    if (figures.kind === 'reit') return refused('not_for_kind')
    if (figures.annual('ebit_margin').length < LEAST_YEARS) return refused('short_record')
    const margin = reading.newest('normalised_ebit_margin')
    const revenue = reading.newest('revenue')
    const tax = reading.newest('effective_tax_rate')
    const netCash = reading.newest('net_cash')
    const minority = reading.orNothing('minority_interest')
    const preferred = reading.orNothing('temporary_equity')
    const shares = reading.take(sharesOf(figures))
    if (!(tax >= 0 && tax < 1)) return refused('losses')
    const found = capitalised(margin * revenue * (1 - tax), cost.rate)
    if (!found.ok) return found
    const left = found.value + netCash - minority - preferred
    if (left <= 0) return refused('nothing_left')
    return {
      ok: true,
      per_share: left / shares,
      assumed: { discount_rate: cost.rate },
      limits: ['no_growth_assumed', 'leases_not_debt'],
    }
  })

/** The middle of the returns on equity of the newest five fiscal years. */
const usualReturn = (figures: CompanyFigures): { roe: number; inputs: Input[] } | null => {
  const inputs = figures.annual('roe').slice(-YEARS_OF_GROWTH)
  return inputs.length < LEAST_YEARS ? null : { roe: median(inputs.map((i) => i.value)), inputs }
}

const excessReturns = (input: ValuationInput): MethodResult =>
  method('residual_income', input, (reading) => {
    const { figures, cost, assumptions } = input
    if (!isFinancialKind(figures.kind)) return refused('for_financials_only')
    const book = reading.newest('equity_parent')
    if (book <= 0) return refused('negative_equity')
    const usual = usualReturn(figures)
    if (!usual) return refused('short_record')
    for (const one of usual.inputs) reading.take(one)
    const paid = figures.newest('dividend_payout')
    const payout = paid ? Math.min(Math.max(reading.take(paid), 0), 1) : 1
    const shares = reading.take(sharesOf(figures))
    const found = residualIncome({
      book,
      roe: usual.roe,
      payout,
      rate: cost.rate,
      years: assumptions.projection_years,
    })
    if (!found.ok) return found
    return {
      ok: true,
      per_share: found.value / shares,
      assumed: { roe: usual.roe, payout, discount_rate: cost.rate },
      limits: ['returns_fade', 'book_as_filed', ...(paid ? [] : (['payout_not_filed'] as const))],
    }
  })

const bookAgainstReturn = (input: ValuationInput): MethodResult =>
  method('book_against_roe', input, (reading) => {
    const { figures, cost } = input
    if (!isFinancialKind(figures.kind)) return refused('for_financials_only')
    const book = reading.newest('equity_parent')
    if (book <= 0) return refused('negative_equity')
    const usual = usualReturn(figures)
    if (!usual) return refused('short_record')
    for (const one of usual.inputs) reading.take(one)
    const shares = reading.take(sharesOf(figures))
    const found = priceToBookOf(usual.roe, cost.terminal_growth, cost.rate)
    if (!found.ok) return found
    return {
      ok: true,
      per_share: (found.multiple * book) / shares,
      assumed: {
        roe: usual.roe,
        terminal_growth: cost.terminal_growth,
        discount_rate: cost.rate,
        price_to_book: found.multiple,
      },
      limits: ['returns_last', 'book_as_filed'],
    }
  })

/** Dividends speak for the value of a company that pays out at least this part of its profit. */
const MOST_IS_PAID = 0.5

const dividendDiscount = (input: ValuationInput): MethodResult =>
  method('dividend_discount', input, (reading) => {
    const { figures, assumptions, dividends } = input
    const years = figures.annual('dividends_per_share_adjusted')
    const newest = years.at(-1)
    if (!dividends && !newest) return refused('not_filed')
    const perShare = dividends ? dividends.per_share : reading.take(newest ?? null)
    if (!(perShare > 0)) return refused('no_dividend')
    if (years.length < LEAST_YEARS) return refused('short_record')
    const first = newest && years.find((one) => yearOf(one) === yearOf(newest) - YEARS_OF_GROWTH)
    const past = first && newest ? compound(first.value, newest.value, YEARS_OF_GROWTH) : null
    if (past !== null && first && newest) for (const one of [first, newest]) reading.take(one)
    const growth = Math.min(Math.max(past ?? input.cost.terminal_growth, 0), assumptions.growth_cap)
    const how = growthOf(input, growth)
    const found = presentValue(perShare, how)
    if (!found.ok) return found
    const payout = figures.newest('dividend_payout')
    const paysMost = payout !== null && !payout.doubted && payout.value >= MOST_IS_PAID
    return {
      ok: true,
      per_share: found.value,
      in_range: paysMost,
      assumed: { growth, terminal_growth: how.terminal, discount_rate: how.rate },
      limits: paysMost ? ['dividends_only'] : ['dividends_only', 'little_is_paid_out'],
    }
  })

const byMultiple = (
  id: 'own_multiple' | 'peer_multiple',
  input: ValuationInput,
  basis: ValuationInput['own'],
  none: RefusalReason,
): MethodResult =>
  method(id, input, (reading) => {
    const { figures } = input
    const isBook = isFinancialKind(figures.kind)
    const multiple = isBook ? basis?.pb : basis?.pe
    if (!multiple) return refused(basis?.why ?? none)
    const whole = reading.newest(isBook ? 'equity_parent' : 'net_income')
    if (whole <= 0) return refused(isBook ? 'negative_equity' : 'losses')
    if (!isBook && hasOutsideGains(figures)) return refused('one_off_gains')
    const shares = reading.take(sharesOf(figures))
    return {
      ok: true,
      per_share: (multiple.multiple * whole) / shares,
      from: [multiple.token],
      assumed: { [isBook ? 'price_to_book' : 'price_to_earnings']: multiple.multiple },
      limits: [
        id === 'own_multiple' ? 'past_prices_right' : 'peers_prices_right',
        ...(basis?.level === 'kind' ? (['peers_of_kind'] as const) : []),
      ],
    }
  })

const netNet = (input: ValuationInput): MethodResult =>
  method('net_net', input, (reading) => {
    const { figures } = input
    const why = notForFlows(figures)
    if (why) return refused(why)
    const current = reading.newest('current_assets')
    const liabilities = reading.newest('total_liabilities')
    const others = reading.orNothing('minority_interest') + reading.orNothing('temporary_equity')
    const shares = reading.take(sharesOf(figures))
    const left = current - liabilities - others
    if (left <= 0) return refused('nothing_left')
    return { ok: true, per_share: left / shares, in_range: false, limits: ['liquidation_floor'] }
  })

/** Every method, in the order of `METHODS`. */
export const allMethods = (input: ValuationInput): MethodResult[] => [
  discountedFlow(input),
  earningsPower(input),
  excessReturns(input),
  bookAgainstReturn(input),
  dividendDiscount(input),
  byMultiple('own_multiple', input, input.own, 'no_history'),
  byMultiple('peer_multiple', input, input.peers, 'no_peers'),
  netNet(input),
]
