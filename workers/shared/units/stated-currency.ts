/**
 * The currency of a price as a provider writes it. Some exchanges trade in hundredths of their
 * currency, and providers name these by codes of their own: `GBX` and `GBp` for pence, `ZAc` for
 * South African cents, `ILA` for agorot. Such an amount is a hundredth of the currency beside it.
 * This is the only place that knows these codes. Pure.
 */
import { Decimal } from 'decimal.js'
import type { Quantity } from './quantity.ts'
import { type Numeric, perShare } from './scale.ts'
import { type Currency, isCurrency, type PerShare } from './unit.ts'

/** Hundredths in one unit of the currency. */
const HUNDREDTHS = 100

/** The codes of hundredths, as they are written: `GBp` and `GBP` differ in their case alone. */
export const MINOR_UNITS: Readonly<Record<string, Currency>> = {
  GBX: 'GBP',
  GBp: 'GBP',
  GBx: 'GBP',
  ZAC: 'ZAR',
  ZAc: 'ZAR',
  ZAX: 'ZAR',
  ILA: 'ILS',
  ILa: 'ILS',
  ILX: 'ILS',
  MYc: 'MYR',
  SGc: 'SGD',
  HKc: 'HKD',
  USX: 'USD',
  USc: 'USD',
  EUc: 'EUR',
  EUX: 'EUR',
  AUc: 'AUD',
  AUX: 'AUD',
}

export interface StatedCurrency {
  currency: Currency
  /** How many stated units make one unit of the currency: 100 for pence, otherwise 1. */
  per_unit: 1 | typeof HUNDREDTHS
}

/**
 * What a provider's code of a currency means; null for an unknown code. Upper and lower case differ
 * in meaning, so the code must be given exactly as the provider writes it.
 */
export const statedCurrency = (code: string): StatedCurrency | null => {
  if (isCurrency(code)) return { currency: code, per_unit: 1 }
  const currency = Object.hasOwn(MINOR_UNITS, code) ? MINOR_UNITS[code] : undefined
  return currency ? { currency, per_unit: HUNDREDTHS } : null
}

/** An amount for one share in units of its currency: 250 `GBX` are 2.5 `GBP/share`. Exact. */
export const perShareAsStated = (
  value: Numeric,
  { currency, per_unit }: StatedCurrency,
): Quantity<PerShare> => perShare(new Decimal(value).div(per_unit), currency)
