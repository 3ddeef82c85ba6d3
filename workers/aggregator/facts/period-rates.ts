/**
 * The exchange rate of a period from daily rates: flows are translated at the average of the
 * period, balances at the rate of their day. Pure.
 */
import { Decimal } from 'decimal.js'
import { dateOf, dayOf } from '#shared/days.ts'
import type { Fact } from '#shared/contracts/facts.ts'

/** Daily rates of one pair from one provider, oldest first. */
export interface RateHistory {
  from: string
  to: string
  provider: string
  source_url: string
  days: readonly { date: string; rate: string }[]
}

type PeriodRate = NonNullable<NonNullable<Fact['converted_from']>['rate']>

/**
 * The most days that the rate of a balance may be older than the balance. Markets close for some
 * days.
 */
const CLOSING_WITHIN_DAYS = 7
/**
 * The fraction of the days of a period that must have a rate, for an average to be made. Five days
 * of seven have one, and holidays take some of these.
 */
const LEAST_COVERED = 0.6
/**
 * How many days the first and the last rate of an average may lie away from the ends of the period.
 */
const ENDS_WITHIN_DAYS = 10
const DIGITS = 12

const rateOf = (
  history: RateHistory,
  kind: PeriodRate['kind'],
  days: RateHistory['days'],
): PeriodRate | null => {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  const { from, to, provider, source_url } = history
  const sum = days.reduce((total, { rate }) => total.plus(rate), new Decimal(0))
  const value = sum.div(days.length).toSignificantDigits(DIGITS).toFixed()
  const span = { from: first.date, to: last.date, days: days.length }
  return { kind, value, unit: `${to}/${from}`, ...span, provider, source_url }
}

/** The rates of the days from `from` to `to`, found without reading all. */
const within = (
  { days }: RateHistory,
  from: string,
  to: string,
): { date: string; rate: string }[] => {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle]?.date ?? '') < from) low = middle + 1
    else high = middle
  }
  const found: { date: string; rate: string }[] = []
  for (let at = low; at < days.length; at++) {
    const day = days[at]
    if (!day || day.date > to) break
    found.push(day)
  }
  return found
}

/** Null where too few of the period's days have a rate. `start` is null for a balance. */
export const periodRate = (
  history: RateHistory,
  { start, end }: Pick<Fact, 'start' | 'end'>,
): PeriodRate | null => {
  if (start === null) {
    const from = dateOf(dayOf(end) - CLOSING_WITHIN_DAYS)
    return rateOf(history, 'closing', within(history, from, end).slice(-1))
  }
  const days = within(history, start, end)
  const [first, last] = [days[0], days.at(-1)]
  const length = dayOf(end) - dayOf(start) + 1
  const isCovered =
    first !== undefined &&
    last !== undefined &&
    days.length >= (length * LEAST_COVERED * 5) / 7 &&
    dayOf(first.date) - dayOf(start) <= ENDS_WITHIN_DAYS &&
    dayOf(end) - dayOf(last.date) <= ENDS_WITHIN_DAYS
  return isCovered ? rateOf(history, 'average', days) : null
}
