import { expect, test } from 'vitest'
import { axisNumber, exactValue, priceTick, scaleFor, tableNumber } from './numbers.ts'

test.each([
  ['416161000000', '416,161,000,000'],
  ['-1234.50', '\u22121,234.50'],
  ['7.46', '7.46'],
  ['0', '0'],
  ['100', '100'],
  ['12345678901234567890.123456789', '12,345,678,901,234,567,890.123456789'],
])('%s is written out with every digit it has', (value, shown) => {
  expect(exactValue(value)).toBe(shown)
})

test.each([
  [['416161000000'], 'en', 1_000_000],
  [['416161000000'], 'zh', 100_000_000],
  [['-2500000', '90'], 'en', 1_000],
  [['2500000'], 'zh', 10_000],
  [['900'], 'en', 1],
] as const)('money of %s is counted in %s by %d', (values, language, scale) => {
  expect(
    scaleFor(
      values.map((value) => ({ value, unit: 'USD' })),
      language,
    ),
  ).toBe(scale)
})

test('figures that are no money do not decide the scale', () => {
  expect(scaleFor([{ value: '16000000000', unit: 'shares' }], 'en')).toBe(1)
})

test.each([
  ['416161000000', 'USD', 1_000_000, 'en', '416,161'],
  ['-416161000000', 'USD', 1_000_000, 'en', '\u2212416,161'],
  ['174144069958.25', 'CNY', 100_000_000, 'zh', '1,741.44'],
  ['0.46905', 'ratio', 1, 'en', '46.9%'],
  ['7.46', 'USD/share', 1_000_000, 'en', '7.46'],
  ['15004697000', 'shares', 1_000_000, 'en', '15,004.7'],
  ['1.5', 'x', 1, 'en', '1.50×'],
  ['1.5', 'x', 1, 'zh', '1.50倍'],
  ['31.25', 'days', 1, 'en', '31.3'],
] as const)(
  '%s %s over %d stands in a table in %s as %s',
  (value, unit, scale, language, shown) => {
    expect(tableNumber(value, unit, scale, language)).toBe(shown)
  },
)

test('an axis is short', () => {
  expect(axisNumber(416_161_000_000, 'USD', 'en')).toBe('416.2B')
  expect(axisNumber(416_161_000_000, 'USD', 'zh')).toBe('4161.6亿')
  expect(axisNumber(0.469, 'ratio', 'en')).toBe('46.9%')
})

test.each([
  [11.05, [11, 11.05, 11.1], '11.05'],
  [11, [11, 11.05, 11.1], '11.00'],
  [2.5, [0, 2.5, 5], '2.5'],
  [1460, [1440, 1460], '1,460'],
])('a price of %s among the ticks %j is written %s', (n, ticks, shown) => {
  expect(priceTick(n, ticks, 'en')).toBe(shown)
})
