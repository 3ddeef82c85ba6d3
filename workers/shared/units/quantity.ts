/**
 * Amounts with their unit, as exact decimals. Adding yuan to dollars does not compile. Where the
 * units are known only at run time, the sum is refused as `unit_mismatch` and never computed. Pure.
 */
import { Decimal } from 'decimal.js'
import type { Currency, ExchangeRate, PerShare, Unit } from './unit.ts'

export interface Quantity<U extends Unit = Unit> {
  /** Exact decimal text without exponent. */
  readonly value: string
  readonly unit: U
}

export type Calculated<U extends Unit> =
  | { ok: true; data: Quantity<U> }
  | { ok: false; reason: 'unit_mismatch' | 'division_by_zero'; detail: string }

/** Digits of a quotient. Sums and products are exact, but a division must end somewhere. */
const Exact = Decimal.clone({ precision: 60 })
const QUOTIENT_DIGITS = 20

export const quantity = <U extends Unit>(
  value: string | number | Decimal,
  unit: U,
): Quantity<U> => ({ value: new Exact(value).plus(0).toFixed(), unit })

const calculated = <U extends Unit>(value: Decimal, unit: U): Calculated<U> => ({
  ok: true,
  data: quantity(value, unit),
})
const mismatch = (what: string): { ok: false; reason: 'unit_mismatch'; detail: string } => ({
  ok: false,
  reason: 'unit_mismatch',
  detail: what,
})

/** a + b, both in the same unit. */
export const add = <U extends Unit>(a: Quantity<U>, b: Quantity<NoInfer<U>>): Calculated<U> =>
  a.unit === b.unit
    ? calculated(new Exact(a.value).plus(b.value), a.unit)
    : mismatch(`${a.unit} and ${b.unit} cannot be added`)

/** a - b, both in the same unit. */
export const subtract = <U extends Unit>(a: Quantity<U>, b: Quantity<NoInfer<U>>): Calculated<U> =>
  a.unit === b.unit
    ? calculated(new Exact(a.value).minus(b.value), a.unit)
    : mismatch(`${b.unit} cannot be taken from ${a.unit}`)

/** Below 0, 0 or above 0 as `Array.prototype.sort` expects; null when the units differ. */
export const compare = <U extends Unit>(a: Quantity<U>, b: Quantity<NoInfer<U>>): number | null =>
  a.unit === b.unit ? new Exact(a.value).comparedTo(b.value) : null

/** a / b as a multiple, both in the same unit. */
export const ratioOf = <U extends Unit>(
  a: Quantity<U>,
  b: Quantity<NoInfer<U>>,
): Calculated<'x'> => {
  if (a.unit !== b.unit) return mismatch(`${a.unit} cannot be measured in ${b.unit}`)
  if (new Exact(b.value).isZero())
    return { ok: false, reason: 'division_by_zero', detail: 'the divisor is zero' }
  return calculated(new Exact(a.value).div(b.value).toSignificantDigits(QUOTIENT_DIGITS), 'x')
}

/** Multiplies a quantity by a number; the unit stays the same. */
export const multiplied = <U extends Unit>(a: Quantity<U>, by: Quantity<'x'>): Quantity<U> =>
  quantity(new Exact(a.value).times(by.value), a.unit)

/** Price per share times shares: `CNY/share` x `shares` = `CNY`. */
export const marketValue = <C extends Currency>(
  price: Quantity<PerShare<C>>,
  shares: Quantity<'shares'>,
): Calculated<C> => {
  const [currency, per] = price.unit.split('/')
  if (per !== 'share' || shares.unit !== 'shares')
    return mismatch(`${price.unit} times ${shares.unit} is no money`)
  return calculated(new Exact(price.value).times(shares.value), currency as C)
}

/** `CNY` at `USD/CNY` = `USD`. This is the only way to convert one currency to another. */
export const convert = <From extends Currency, To extends Currency>(
  money: Quantity<From>,
  rate: Quantity<ExchangeRate<NoInfer<From>, To>>,
): Calculated<To> => {
  const [to, from] = rate.unit.split('/')
  if (from !== money.unit) return mismatch(`${money.unit} cannot be converted at ${rate.unit}`)
  return calculated(new Exact(money.value).times(rate.value), to as To)
}
