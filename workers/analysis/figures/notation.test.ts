/**
 * The notation of figures is read back: whatever a figure is written as, in either language, the
 * reader of numbers finds one number in it, of its size, sign, unit and currency.
 */
import { describe, expect, test } from 'vitest'
import { CURRENCY_UNITS_ZH, formatFigure } from '#shared/format-figure.ts'
import type { Language } from '#shared/names.ts'
import { findNumbers } from './numbers.ts'
import { currencyFits, unitFactor } from './values.ts'

const CURRENCIES = Object.keys(CURRENCY_UNITS_ZH)
/** Those that have a sign of their own in English. */
const WITH_SIGN = ['USD', 'CNY', 'HKD', 'JPY']
const SIZES = [0, 1, 9.5, 950, 8_765, 12_345, 354.1e6, 9_474.05e8, 416_161e6, 48.04e12]

const read = (value: number, unit: string, language: Language) => {
  const written = formatFigure(String(value), unit, language)
  const sentence = { en: `It was ${written} then.`, zh: `当时为${written}，如上。` }[language]
  const numbers = findNumbers(sentence)
  expect([written, numbers.map(({ text }) => text)]).toEqual([written, [written]])
  const [number] = numbers
  if (!number) throw new Error(written)
  const factor = unitFactor(number, unit, 'return_of_price')
  expect([written, factor]).not.toEqual([written, null])
  expect([written, currencyFits(number.currency, unit)]).toEqual([written, true])
  expect([written, number.negative]).toEqual([written, value < 0])
  const error = Math.abs(Math.abs(value) * (factor ?? 1) - number.value)
  expect([written, error <= number.tolerance * (1 + 1e-9)]).toEqual([written, true])
}

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  test.each(language === 'zh' ? CURRENCIES : WITH_SIGN)('amounts of %s', (currency) => {
    for (const size of SIZES)
      for (const sign of [1, -1])
        if (size * sign !== 0 || sign === 1)
          for (const unit of [currency, `${currency}/share`]) read(size * sign, unit, language)
  })
  test.each(['ratio', 'x', 'days', 'shares'])('figures in %s', (unit) => {
    for (const size of [0.253, 0.2692, 0.89, 1, 5.54, 32.1, 171.42, -0.0364]) {
      if (size > 0 || unit === 'ratio') read(size, unit, language)
    }
  })
})

test('in Chinese no figure has a letter in it, but for a currency without a name', () => {
  for (const unit of [...CURRENCIES, 'CNY/share', 'USD/share', 'ratio', 'x', 'days', 'shares'])
    for (const size of SIZES)
      expect(formatFigure(String(size), unit, 'zh')).not.toMatch(/[A-Za-z$¥×\s]/)
})
