/**
 * A company's own multiples at each month's end: the price of the day against the figures that were
 * known on that day. Pure.
 */
import { type OrRefused, refused } from '../valuation/refusals.ts'
import { median, quantile } from '../valuation/statistics.ts'
import type { KnownFigures, KnownValue } from './known.ts'
import { type Close, monthEnds } from './prices.ts'
import type { SplitBook } from './splits.ts'

export const HISTORY_YEARS = 10
/** Month ends that make a distribution: three years. */
export const LEAST_MONTHS = 36

export const MULTIPLES = ['pe_ttm', 'pb', 'ps_ttm'] as const
export type MultipleId = (typeof MULTIPLES)[number]

/** What stands under the price. `sold`: the flow of twelve months; `held`: the newest balance. */
const UNDER: Record<MultipleId, { concept: string; kind: 'flow' | 'balance' }> = {
  pe_ttm: { concept: 'net_income', kind: 'flow' },
  pb: { concept: 'equity_parent', kind: 'balance' },
  ps_ttm: { concept: 'revenue', kind: 'flow' },
}

export interface HistoryInput {
  closes: readonly Close[]
  known: KnownFigures
  splits: SplitBook
  currency: string
  /** Units of the statements' currency for one unit of that of the price: one rate for all days. */
  rate: number
  /** Whether earnings per share are those of the share that is traded. */
  per_share: boolean
}

export interface MonthPoint {
  date: string
  value: number
}

export interface Distribution {
  months: number
  /** Month ends on which the figure under the price was zero or negative. */
  without: number
  from: string
  /** A tenth of the months lie below `low`, a tenth above `high`. */
  low: number
  median: number
  high: number
  points: MonthPoint[]
}

/** Concepts of counts of shares, best first. */
const COUNTS = ['shares_outstanding', 'shares_diluted', 'shares_basic'] as const

/**
 * The count of shares that was known on a day, in shares of the last day of the prices. Where none
 * was, and earnings per share are of the share that is traded, what these imply.
 */
export const countOn = (
  { known, splits, per_share }: Pick<HistoryInput, 'known' | 'splits' | 'per_share'>,
  day: string,
  until: string,
): number | null => {
  for (const concept of COUNTS) {
    const count =
      concept === 'shares_outstanding' ? known.balance(concept, day) : known.average(concept, day)
    if (count && count.value > 0) return count.value * splits.countFactor(count.known_at, until)
  }
  const implied = per_share ? known.impliedAverage(day) : null
  return implied && implied.value * splits.countFactor(implied.known_at, until)
}

const TENTH = 0.1

export const multipleHistory = (id: MultipleId, input: HistoryInput): OrRefused<Distribution> => {
  const { closes, known, currency, rate } = input
  const until = closes.at(-1)?.date
  if (until === undefined) return refused('no_bars')
  const { concept, kind } = UNDER[id]
  const points: MonthPoint[] = []
  let without = 0
  for (const { date, close } of monthEnds(closes, HISTORY_YEARS)) {
    const under: KnownValue | null =
      kind === 'flow' ? known.trailing(concept, date) : known.balance(concept, date)
    const count = countOn(input, date, until)
    if (!under || under.unit !== currency || count === null) continue
    if (under.value <= 0) without += 1
    else points.push({ date, value: (close * rate * count) / under.value })
  }
  const [first] = points
  if (!first || points.length < LEAST_MONTHS) return refused('short_record')
  const values = points.map(({ value }) => value)
  return {
    ok: true,
    months: points.length,
    without,
    from: first.date,
    low: quantile(values, TENTH),
    median: median(values),
    high: quantile(values, 1 - TENTH),
    points,
  }
}

/** The part of the months in which the multiple stood below a value, 0 to 1. */
export const standing = ({ points }: Pick<Distribution, 'points'>, value: number): number =>
  points.filter((one) => one.value < value).length / points.length
