import { expect, test } from 'vitest'
import { type AmountUnit, amountOf, amountText, cellText, fieldText } from './amounts.ts'

test.each([
  [0.15, 'ratio', 'en', '15'],
  [-0.025, 'ratio', 'en', '-2.5'],
  [0.07, 'per_year', 'en', '7'],
  [1.5e9, 'money', 'en', '1.5bn'],
  [1.5e9, 'money', 'zh', '15亿'],
  [2.5e12, 'money', 'zh', '2.5万亿'],
  [-3e6, 'money', 'en', '-3m'],
  [900, 'money', 'en', '900'],
  [1.4e10, 'shares', 'en', '14bn'],
  [1.2, 'x', 'en', '1.2'],
  [7, 'score', 'en', '7'],
] as const)(
  '%d of %s stands in a field in %s as %s, and is read as the same',
  (value, unit, language, text) => {
    expect(fieldText(value, unit, language)).toBe(text)
    expect(amountOf(text, unit)).toBe(value)
  },
)

test.each([
  ['15%', 'ratio', 0.15],
  [' 1,500 ', 'money', 1_500],
  ['1.5 billion', 'money', 1.5e9],
  ['２０亿', 'money', 2e9],
  ['−4', 'x', -4],
  ['3×', 'x', 3],
  ['3倍', 'x', 3],
  ['90 天', 'days', 90],
  ['.5', 'x', 0.5],
] as const)('%s of %s is read as %d', (text, unit, value) => {
  expect(amountOf(text, unit)).toBe(value)
})

test.each(['', '-', 'abc', '1.2.3', '15 apples', '1e999', '=1+1'])('%j is no amount', (text) => {
  expect(amountOf(text, 'money')).toBeNull()
})

test.each([
  [0.46905, 'ratio', 'en', '46.9%'],
  [-0.1, 'ratio', 'en', '−10.0%'],
  [14.2, 'ratio', 'en', '1,420%'],
  [416_161_000_000, 'money', 'en', '416,161'],
  [174_144_069_958, 'money', 'zh', '1,741.44'],
  [42_000, 'money', 'en', '0.04'],
  [7.46, 'money/share', 'en', '7.46'],
  [15_004_697_000, 'shares', 'en', '15,004.7'],
  [1.5, 'x', 'en', '1.50'],
  [8, 'score', 'en', '8'],
] as const)('%d of %s stands in a cell in %s as %s', (value, unit, language, text) => {
  expect(cellText(value, unit as AmountUnit, language)).toBe(text)
})

test('a slider says its value with the unit', () => {
  expect(amountText(0.15, 'ratio', 'en')).toBe('15%')
  expect(amountText(-1.5, 'x', 'en')).toBe('−1.5×')
  expect(amountText(-1.5, 'x', 'zh')).toBe('−1.5倍')
  expect(amountText(90, 'days', 'zh')).toBe('90天')
  expect(amountText(1.5e9, 'money', 'en')).toBe('1.5bn')
})
