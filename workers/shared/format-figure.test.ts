import { expect, test } from 'vitest'
import { formatFigure } from './format-figure.ts'

test.each([
  ['416161000000', 'USD', '$416.16 billion', '4,161.61亿美元'],
  ['-354100000', 'USD', '-$354.10 million', '-3.54亿美元'],
  ['0.2692', 'ratio', '26.92%', '26.92%'],
  ['0.253', 'ratio', '25.30%', '25.3%'],
  ['0', 'ratio', '0.00%', '0.0%'],
  ['1.5', 'x', '1.50×', '1.50倍'],
  ['71.62', 'days', '71.6 days', '71.6天'],
  ['1291000000000', 'CNY', '¥1.29 trillion', '1.29万亿元'],
  ['48036000000000', 'JPY', 'JP¥48.04 trillion', '48.04万亿日元'],
  ['-1.08', 'HKD/share', '-HK$1.08', '-1.08港元'],
  ['14681140000', 'shares', '14.68 billion shares', '146.81亿股'],
  ['900', 'EUR', 'EUR 900', '900欧元'],
  ['900', 'XAU', 'XAU 900', 'XAU 900'],
])('%s %s is written %s, in Chinese %s', (value, unit, en, zh) => {
  expect(formatFigure(value, unit, 'en')).toBe(en)
  expect(formatFigure(value, unit, 'zh')).toBe(zh)
})

test.each([
  ['175.073661824', '$175.07'],
  ['37.8377006825', '$37.84'],
  ['10', '$10.00'],
  ['7.46', '$7.46'],
  ['2.0775', '$2.078'],
  ['1', '$1.00'],
  ['0.1205', '$0.1205'],
  ['0.79', '$0.79'],
  ['0.01212512', '$0.0121'],
  ['-1.08', '-$1.08'],
  ['-0.06425', '-$0.0643'],
])(
  'an amount per share of %s is written %s: cents from 10 up, more digits where they matter',
  (value, expected) => {
    expect(formatFigure(value, 'USD/share', 'en')).toBe(expected)
  },
)
