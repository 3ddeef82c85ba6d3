/**
 * The arithmetic of valuation: present values of flows that grow, the growth that a value implies,
 * earnings without growth, and earnings above the cost of equity. Rates are fractions a year; flows
 * and values have one unit. Pure.
 */
import { type OrRefused, type Refused, refused } from './refusals.ts'

/** How a flow grows and at what rate it is discounted. */
export interface Growth {
  /** In the first year; it moves evenly to `terminal` in the last projected year. */
  growth: number
  /** For ever after. */
  terminal: number
  rate: number
  /** Projected years, at least 2. */
  years: number
}

/**
 * Smallest difference between the discount rate and growth without end (or 0, where growth is
 * negative: earnings without growth are divided by the rate alone). In practice it is three to
 * eight percentage points. At one point a company is worth a hundred years of its cash flow, and a
 * tenth of a point more or less moves the value by a tenth; below that the value tells of the
 * rounding of the rates and not of the company.
 */
export const LEAST_SPREAD = 0.01
/** Rounding of decimal fractions: 0.03 - 0.02 is a little less than 0.01. */
const EPSILON = 1e-9

const isTooClose = ({ rate, terminal }: Pick<Growth, 'rate' | 'terminal'>): boolean =>
  !(rate - terminal >= LEAST_SPREAD - EPSILON)

export interface PresentValue {
  value: number
  /** The part of it that comes after the projected years, as a fraction. */
  terminal_part: number
}

/** Both parts of the value of a flow of 1, with no check of the rates. */
const parts = ({ growth, terminal, rate, years }: Growth): { near: number; far: number } => {
  let flow = 1
  let near = 0
  for (let year = 1; year <= years; year++) {
    flow *= 1 + growth + ((terminal - growth) * (year - 1)) / (years - 1)
    near += flow / (1 + rate) ** year
  }
  const far = (flow * (1 + terminal)) / (rate - terminal) / (1 + rate) ** years
  return { near, far }
}

/** What a flow of the last twelve months is worth: projected years, then growth without end. */
export const presentValue = (flow: number, how: Growth): OrRefused<PresentValue> => {
  if (!(flow > 0)) return refused('negative_flow')
  if (isTooClose(how)) return refused('growth_not_below_rate')
  const { near, far } = parts(how)
  return { ok: true, value: flow * (near + far), terminal_part: far / (near + far) }
}

/** Growth in the first year is looked for within these bounds. */
export const IMPLIED_GROWTH = { least: -0.5, most: 1 } as const
const HALVINGS = 60

/** The growth in the first year at which a flow is worth `value`. */
export const impliedGrowth = (
  value: number,
  flow: number,
  how: Omit<Growth, 'growth'>,
): OrRefused<{ growth: number }> => {
  if (!(flow > 0)) return refused('negative_flow')
  if (isTooClose(how)) return refused('growth_not_below_rate')
  const worth = (growth: number): number => {
    const { near, far } = parts({ ...how, growth })
    return flow * (near + far)
  }
  let { least: low, most: high } = IMPLIED_GROWTH as { least: number; most: number }
  if (!(value >= worth(low) && value <= worth(high))) return refused('out_of_range')
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2
    if (worth(middle) < value) low = middle
    else high = middle
  }
  return { ok: true, growth: (low + high) / 2 }
}

/** Earnings that stay as they are for ever. */
export const capitalised = (earnings: number, rate: number): OrRefused<{ value: number }> => {
  if (!(earnings > 0)) return refused('losses')
  return rate >= LEAST_SPREAD - EPSILON
    ? { ok: true, value: earnings / rate }
    : refused('growth_not_below_rate')
}

export interface ExcessReturns {
  /** Book value at the start. */
  book: number
  /** Return on equity in the first year; it moves evenly to `rate` in the last projected year. */
  roe: number
  /** The part of earnings that is paid out, 0 to 1. */
  payout: number
  rate: number
  years: number
}

/**
 * Residual income: book value plus what is earned above the cost of equity until the return has
 * come down (or up) to it. After that a company is worth its book value, so nothing follows.
 */
export const residualIncome = ({
  book,
  roe,
  payout,
  rate,
  years,
}: ExcessReturns): OrRefused<{ value: number }> => {
  if (!(book > 0)) return refused('negative_equity')
  if (!(rate > 0)) return refused('growth_not_below_rate')
  let opening = book
  let value = book
  for (let year = 1; year <= years; year++) {
    const earned = roe + ((rate - roe) * (year - 1)) / (years - 1)
    value += ((earned - rate) * opening) / (1 + rate) ** year
    opening *= 1 + earned * (1 - payout)
  }
  return value > 0 ? { ok: true, value } : refused('nothing_left')
}

/** The price to book value that a lasting return on equity bears out: (ROE - g) / (rate - g). */
export const priceToBookOf = (
  roe: number,
  growth: number,
  rate: number,
): OrRefused<{ multiple: number }> => {
  if (isTooClose({ rate, terminal: growth })) return refused('growth_not_below_rate')
  return roe > growth ? { ok: true, multiple: (roe - growth) / (rate - growth) } : refused('losses')
}

/** Values over a grid: a row for each rate, a column for each growth. */
export interface Sensitivity {
  rates: number[]
  growths: number[]
  /** Null where the rate is too near to growth without end. */
  values: (number | null)[][]
}

/** Rates, or growths, of one table at most. */
export const RATE_STEPS_MOST = 9
const RATE_STEPS = [-0.02, -0.01, 0, 0.01, 0.02]
const GROWTH_STEPS = [-0.04, -0.02, 0, 0.02, 0.04]

/** The value of a flow, divided by `per`, around the rate and the growth that are assumed. */
export const sensitivityOf = (flow: number, how: Growth, per: number): Sensitivity | Refused => {
  if (!(flow > 0)) return refused('negative_flow')
  const rates = RATE_STEPS.map((step) => how.rate + step)
  const growths = GROWTH_STEPS.map((step) => how.growth + step)
  return {
    rates,
    growths,
    values: rates.map((rate) =>
      growths.map((growth) => {
        const found = presentValue(flow, { ...how, rate, growth })
        return found.ok ? found.value / per : null
      }),
    ),
  }
}
