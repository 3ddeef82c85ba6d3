/**
 * Whether a written number is a value: within the digits that it shows, in its unit, currency and
 * sign, and as near as the words beside it say. Pure.
 */
import type { FindingReason } from '#shared/finding-reasons.ts'
import type { Nearness } from './lexicon/dictionary.ts'
import type { BareNumber } from './numbers.ts'

/** Relative difference below which two values are equal. Doubles carry about 15 digits. */
const EPSILON = 1e-9
const MONEY = /^[A-Z]{3}$/
const PER_SHARE = /^[A-Z]{3}\/share$/
const DOLLARS = new Set(['USD', 'HKD', 'SGD', 'AUD', 'CAD', 'TWD'])
/** Ratios that are written as multiples or as percentages alike. */
const EITHER_WAY = new Set([
  'cash_conversion',
  'fcf_conversion',
  'debt_to_equity',
  'current_ratio',
  'quick_ratio',
  'cash_ratio',
  'roe',
  'roa',
  'roic',
  'total_payout',
  'dividend_payout',
  'loans_to_deposits',
])

export type UnitKind = 'money' | 'per_share' | 'shares' | 'ratio' | 'x' | 'days' | 'other'
export const unitKind = (unit: string): UnitKind => {
  if (MONEY.test(unit)) return 'money'
  if (PER_SHARE.test(unit)) return 'per_share'
  return unit === 'shares' || unit === 'ratio' || unit === 'x' || unit === 'days' ? unit : 'other'
}

export const currencyFits = (currency: string | null, unit: string): boolean => {
  if (currency === null) return true
  const own = unit.slice(0, 3)
  if (currency === '$') return DOLLARS.has(own)
  if (currency === '¥') return own === 'CNY' || own === 'JPY'
  return currency === own
}

/**
 * Factor from a figure's value to the written number: 100 when a ratio is written as a percentage.
 * Null when the number cannot be a value in this unit.
 */
export const unitFactor = (number: BareNumber, unit: string, name: string): number | null => {
  const kind = unitKind(unit)
  switch (number.kind) {
    case 'points':
    case 'basis_points':
      return null
    case 'percent':
      return kind === 'ratio' || (kind === 'x' && EITHER_WAY.has(name)) ? 100 : null
    case 'multiple':
      return kind === 'x' || (kind === 'ratio' && EITHER_WAY.has(name)) ? 1 : null
    case 'days':
      return kind === 'days' ? 1 : null
    case 'shares':
      return kind === 'shares' ? 1 : null
    case 'money':
      if (kind === 'per_share') return 1
      return kind === 'money' && !number.per_share ? 1 : null
    case 'scaled':
      return (kind === 'money' || kind === 'shares') && !number.per_share ? 1 : null
    case 'plain':
      return number.per_share && kind !== 'per_share' ? null : 1
  }
}

/** Largest distance that "nearly" and "more than" allow, as a part of the number. */
const NEARLY = 0.06
const OVER = 0.12
/** What "about" adds to the digits shown, as a part of the number. */
const ABOUT = 0.012

/**
 * `exact`: the value within the digits shown; `near`: as near as the words say; null: another
 * value. Both without signs.
 */
export const agreement = (
  written: { value: number; tolerance: number },
  value: number,
  near: Nearness | null,
): 'exact' | 'near' | null => {
  const distance = Math.abs(value - written.value)
  const room = written.tolerance * (1 + EPSILON) + Math.abs(written.value) * EPSILON
  const isRound = distance <= room
  switch (near) {
    case null:
      return isRound ? 'exact' : null
    case 'about':
      if (isRound) return 'exact'
      return distance <= room + written.value * ABOUT ? 'near' : null
    case 'under':
      if (isRound) return 'exact'
      return value < written.value && distance <= written.value * NEARLY + room ? 'near' : null
    case 'over': {
      if (isRound) return 'exact'
      const step = Math.max(written.value * OVER, written.tolerance * 2)
      return value > written.value && distance <= step ? 'near' : null
    }
    case 'least':
      return value >= written.value - room ? 'near' : null
    case 'most':
      return value <= written.value + room ? 'near' : null
  }
}

/** What stands in the way of a figure's value being the number, other than its size. */
export const unitReason = (number: BareNumber, unit: string): FindingReason =>
  currencyFits(number.currency, unit) ? 'other_unit' : 'other_currency'
