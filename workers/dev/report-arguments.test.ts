import { expect, test } from 'vitest'
import { parseReportArguments } from './report-arguments.ts'

test('MARKET:SYMBOL is split, the market in any case', () => {
  expect(parseReportArguments(['us:AAPL', '--language', 'zh', '--as-of', '2024-06-01'])).toEqual({
    market: 'US',
    symbol: 'AAPL',
    language: 'zh',
    model: 'auto',
    as_of: '2024-06-01',
  })
})

test('a bare name is left to the search', () => {
  expect(parseReportArguments(['贵州茅台'])).toMatchObject({ market: null, symbol: '贵州茅台' })
})

test.each([
  [[]],
  [['US:AAPL', 'US:NVDA']],
  [['US:AAPL', '--language', 'fr']],
  [['US:AAPL', '--model', 'The oracle']],
  [['US:AAPL', '--colour', 'red']],
])('%j is refused with a reason', (argv) => {
  expect(parseReportArguments(argv)).toHaveProperty('wrong')
})
