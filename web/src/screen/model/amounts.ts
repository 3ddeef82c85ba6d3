/**
 * Amounts as they are written in a condition's field and in the table: percent, times, days, money
 * with its magnitude. Pure.
 */
import { DAYS, TIMES } from '#shared/format-figure.ts'
import type { Language } from '#shared/names.ts'
import type { NumberNode } from '#shared/screen/ast.ts'
import type { FieldUnit } from '#shared/screen/fields.ts'

/** What kind of number an expression gives, which decides how it is written. */
export type AmountUnit =
  | FieldUnit
  /** A rank or a percentile. */
  | 'place'
  | 'plain'

const MINUS = '\u2212'

/** Longest first where one is the end of another. */
const MAGNITUDES: readonly (readonly [string, number])[] = [
  ['万亿', 1e12],
  ['亿', 1e8],
  ['億', 1e8],
  ['万', 1e4],
  ['萬', 1e4],
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1e3],
  ['tn', 1e12],
  ['bn', 1e9],
  ['mn', 1e6],
  ['t', 1e12],
  ['b', 1e9],
  ['m', 1e6],
  ['k', 1e3],
]

const WRITTEN: Record<Language, readonly (readonly [string, number])[]> = {
  en: [
    ['tn', 1e12],
    ['bn', 1e9],
    ['m', 1e6],
  ],
  zh: [
    ['万亿', 1e12],
    ['亿', 1e8],
    ['万', 1e4],
  ],
}

/** Whether the amounts are so large that a magnitude is written after them. */
const isLarge = (unit: AmountUnit): boolean => unit === 'money' || unit === 'shares'
const isPercent = (unit: AmountUnit): boolean => unit === 'ratio' || unit === 'per_year'

/** Digits of a number in a field: enough for every value that a person writes. */
const FIELD_DIGITS = 12
const trimmed = (value: number): string => String(Number(value.toPrecision(FIELD_DIGITS)))

/** `0.15` -> `15` (the percent sign stands beside the field); 1.5e9 of money -> `1.5bn`, `15亿`. */
export const fieldText = (value: number, unit: AmountUnit, language: Language): string => {
  if (isPercent(unit)) return trimmed(value * 100)
  if (!isLarge(unit)) return trimmed(value)
  const magnitude = WRITTEN[language].find(([, size]) => Math.abs(value) >= size)
  return magnitude ? trimmed(value / magnitude[1]) + magnitude[0] : trimmed(value)
}

/** What a person typed into the field; null where it is no number. */
export const amountOf = (text: string, unit: AmountUnit): number | null => {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim()
  return plain === '' ? null : readAmount(plain, unit)
}

const readAmount = (text: string, unit: AmountUnit): number | null => {
  const clean = text.toLowerCase()
  const magnitude = MAGNITUDES.find(([name]) => clean.endsWith(name))
  const bare = magnitude ? clean.slice(0, -magnitude[0].length) : clean
  const digits = bare.replace(/(?:%|x|×|倍|days|day|天|日)$/, '').trim()
  if (!/^[-+\u2212]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(digits)) return null
  const number = Number(digits.replace(MINUS, '-')) * (magnitude?.[1] ?? 1)
  return isPercent(unit) ? Number((number / 100).toPrecision(FIELD_DIGITS)) : number
}

/** The unit of a number that is held against this kind of amount. */
export const numberUnit = (unit: AmountUnit): NumberNode['unit'] => {
  switch (unit) {
    case 'ratio':
    case 'per_year':
      return 'percent'
    case 'money':
    case 'money/share':
      return 'money'
    case 'x':
      return 'x'
    case 'days':
      return 'days'
    default:
      return 'plain'
  }
}

const FORMATS = new Map<string, Intl.NumberFormat>()
/** Making a format costs more than using it, and a table has hundreds of cells. */
const format = (language: Language, least: number, most: number): Intl.NumberFormat => {
  const key = `${language} ${least} ${most}`
  const known = FORMATS.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  })
  FORMATS.set(key, made)
  return made
}
const fixed = (value: number, places: number, language: Language): string =>
  format(language, places, places).format(value).replace('-', MINUS)

/** Money in the table is counted in this. */
export const MONEY_SCALE: Record<Language, number> = { en: 1e6, zh: 1e8 }
const SHARE_SCALE: Record<Language, number> = { en: 1e6, zh: 1e8 }

/** From here on a percentage is written without a place after the point. */
const LARGE_PERCENT = 10
/** Below this a small amount would be written as zero. */
const SMALL = 0.1

/** A cell of the table. Money is in `MONEY_SCALE`, which the column's head names. */
export const cellText = (value: number, unit: AmountUnit, language: Language): string => {
  switch (unit) {
    case 'ratio':
    case 'per_year':
      return `${fixed(value * 100, Math.abs(value) >= LARGE_PERCENT ? 0 : 1, language)}%`
    case 'x':
      return fixed(value, 2, language)
    case 'days':
      return fixed(value, 1, language)
    case 'money': {
      const scaled = value / MONEY_SCALE[language]
      return fixed(scaled, language === 'zh' || Math.abs(scaled) < SMALL ? 2 : 0, language)
    }
    case 'shares':
      return fixed(value / SHARE_SCALE[language], language === 'zh' ? 2 : 1, language)
    case 'money/share':
      return fixed(value, value !== 0 && Math.abs(value) < SMALL ? 3 : 2, language)
    case 'place':
      return fixed(value, 0, language)
    case 'score':
    case 'plain':
      return format(language, 0, 2).format(value).replace('-', MINUS)
  }
}

/** A value with its unit, for a slider, an axis and a screen reader: `15%`, `1.5bn`, `12 days`. */
export const amountText = (value: number, unit: AmountUnit, language: Language): string => {
  const text = fieldText(value, unit, language).replace('-', MINUS)
  if (isPercent(unit)) return `${text}%`
  if (unit === 'x') return text + TIMES[language]
  if (unit === 'days') return text + DAYS[language]
  return text
}
