/**
 * Flows with the kind of period they cover, and prices with their adjustment. A year-to-date amount
 * is not a quarter, a calendar quarter is not a fiscal quarter, and nobody ever paid an adjusted
 * price. Using one in place of another does not compile, and is refused where the kinds are known
 * only at run time. The conversions between them are in this file. Pure.
 */
import { dateOf, dayOf, sameDay } from '../days.ts'
import { type Calculated, multiplied, type Quantity, subtract } from './quantity.ts'
import type { Currency, PerShare, Unit } from './unit.ts'

/**
 * `ytd`: from the first day of the year; `discrete`: one quarter or half alone; `annual`: the whole
 * year.
 */
export type PeriodSpan = 'ytd' | 'discrete' | 'annual'
/** The year that is meant: the company's own fiscal year, or January to December. */
export type Calendar = 'fiscal' | 'calendar'

export interface Flow<
  S extends PeriodSpan = PeriodSpan,
  C extends Calendar = Calendar,
  U extends Unit = Unit,
> {
  readonly span: S
  readonly calendar: C
  /** Dates of the first and last day. */
  readonly start: string
  readonly end: string
  readonly amount: Quantity<U>
}

export type PeriodResult<F> =
  | { ok: true; data: F }
  | { ok: false; reason: 'unit_mismatch' | 'period_mismatch' | 'division_by_zero'; detail: string }

const refused = <F>(detail: string): PeriodResult<F> => ({
  ok: false,
  reason: 'period_mismatch',
  detail,
})

/**
 * Computes a quarter by subtraction: nine months minus the half year, or the year minus nine
 * months. Both must belong to one year (the same first day) in one calendar, and the earlier one
 * must end before the later one.
 */
export const discreteOf = <C extends Calendar, U extends Unit>(
  later: Flow<'ytd' | 'annual', C, U>,
  earlier: Flow<'ytd', NoInfer<C>, NoInfer<U>>,
): PeriodResult<Flow<'discrete', C, U>> => {
  if (later.span !== 'ytd' && later.span !== 'annual')
    return refused(`${later.start}/${later.end} is ${later.span}, not cumulative`)
  if (earlier.span !== 'ytd')
    return refused(`${earlier.start}/${earlier.end} is ${earlier.span}, not year to date`)
  if (later.calendar !== earlier.calendar)
    return refused(`a ${earlier.calendar} period cannot be taken from a ${later.calendar} one`)
  if (!sameDay(dayOf(later.start), dayOf(earlier.start)))
    return refused(`${earlier.start} and ${later.start} are the first days of two years`)
  if (earlier.end >= later.end) return refused(`${earlier.end} is not before ${later.end}`)
  const difference: Calculated<U> = subtract(later.amount, earlier.amount)
  if (!difference.ok) return difference
  return {
    ok: true,
    data: {
      span: 'discrete',
      calendar: later.calendar,
      start: dateOf(dayOf(earlier.end) + 1),
      end: later.end,
      amount: difference.data,
    },
  }
}

/** Prices as traded, divided by later splits, or adjusted for later splits and dividends. */
export type PriceAdjustment = 'raw' | 'split' | 'total_return'
export interface Price<A extends PriceAdjustment = PriceAdjustment, C extends Currency = Currency> {
  readonly adjusted: A
  readonly price: Quantity<PerShare<C>>
}

/**
 * The shares after a split for one share before it, multiplied over every split after the day of
 * the price: 10 for 10:1.
 */
export const unsplit = <C extends Currency>(
  { adjusted, price }: Price<'split', C>,
  factor: Quantity<'x'>,
): PeriodResult<Price<'raw', C>> => {
  if (adjusted !== 'split') return refused(`a price that is ${adjusted} cannot be freed of splits`)
  return { ok: true, data: { adjusted: 'raw', price: multiplied(price, factor) } }
}
