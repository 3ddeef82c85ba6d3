import { expect, it } from 'vitest'
import { quoteFlags } from './quote-flags.ts'

const outside = ['outside_range']
it.each([
  ['100', '101', '99', []],
  ['101', '101', '99', []],
  ['101.0', '101', '99', []],
  ['99', '101.00', '99.00', []],
  ['101.000000000001', '101', '99', outside],
  ['98.999999999999', '101', '99', outside],
  ['9', '10', '8', []],
  ['10.1', '10', null, outside],
  ['9.9', null, '10', outside],
  ['10', null, null, []],
  ['99999999999999999999.1', '99999999999999999999', '1', outside],
])('%s within high %s and low %s: %j', (price, high, low, flags) => {
  expect(quoteFlags({ price, high, low })).toEqual(flags)
})
