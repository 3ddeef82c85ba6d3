import { expect, test } from 'vitest'
import { countText, difference, hostOf, signedText, statedText, unitOf } from './stated.ts'

test.each([
  ['dividend_yield_ttm', '0.0353', 'ratio', '3.53%'],
  ['pe_ttm', '34.3608', 'x', '34.36×'],
  ['beta', '1.0848165', 'x', '1.08'],
  ['holder_count', '493176', 'persons', '493,176'],
  ['institutions_count', '6956', 'x', '6,956'],
  ['market_cap', '4430136000000', 'USD', '$4.43 trillion'],
  ['price', '1459.88', 'CNY/share', '¥1,459.88'],
  ['shares', '-1516', 'shares', '\u22121,516 shares'],
])('%s of %s %s is written %s', (concept, value, unit, text) => {
  expect(statedText({ concept, value, unit }, 'en')).toBe(text)
})

test('in Chinese, shares and money are counted in 万 and 亿', () => {
  expect(statedText({ concept: 'market_cap', value: '1828164000000', unit: 'CNY' }, 'zh')).toBe(
    '1.83万亿元',
  )
  expect(countText('14681140000', 'zh')).toBe('146.81亿')
  expect(countText('-1395785512', 'en')).toBe('\u22121.40 billion')
})

test('a change has its sign', () => {
  expect([
    signedText('0.1811', 'ratio', 'en'),
    signedText('-0.1811', 'ratio', 'en'),
    signedText('0', 'ratio', 'en'),
  ]).toEqual(['+18.11%', '\u221218.11%', '0.00%'])
})

test('a coefficient and a count have no unit', () => {
  expect([
    unitOf({ concept: 'beta', unit: 'x' }),
    unitOf({ concept: 'holder_count', unit: 'persons' }),
    unitOf({ concept: 'pb', unit: 'x' }),
  ]).toEqual(['', '', 'x'])
})

test.each([
  ['2.01', '1.9884', '0.0216'],
  ['1.91', '1.9271', '-0.0171'],
  ['94930000000', '94360700000', '569300000'],
  ['0.3', '0.1', '0.2'],
])('%s less %s is %s, to the last digit', (a, b, expected) => {
  expect(difference(a, b)).toBe(expected)
})

test.each([
  ['https://www.sec.gov/Archives/x.htm', 'sec.gov'],
  ['http://finance.yahoo.com/quote', 'finance.yahoo.com'],
  ['javascript:alert(1)', null],
  ['https://', null],
])('the host of %s is %s', (url, host) => {
  expect(hostOf(url)).toBe(host)
})
