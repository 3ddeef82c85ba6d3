import { expect, test } from 'vitest'
import { industryKind } from './industry.ts'

test.each([
  ['6021', 'bank'],
  ['6022', 'bank'],
  ['6035', 'bank'],
  ['6141', 'general'],
  ['6211', 'broker'],
  ['6311', 'life_insurer'],
  ['6321', 'life_insurer'],
  ['6324', 'health_insurer'],
  ['6282', 'general'],
  ['6331', 'property_insurer'],
  ['6411', 'general'],
  ['6726', 'fund'],
  ['6770', 'holding'],
  ['6798', 'reit'],
  ['4911', 'utility'],
  ['4953', 'general'],
  ['3571', 'general'],
])('SIC %s is %s, whatever the words say', (sic, kind) => {
  expect(industryKind(sic, 'Banks')).toBe(kind)
})

test.each([
  ['银行', 'bank'],
  ['全国性银行', 'bank'],
  ['銀行業', 'bank'],
  ['Banks - Regional', 'bank'],
  ['寿险', 'life_insurer'],
  ['Insurance - Life', 'life_insurer'],
  ['财产保险', 'property_insurer'],
  ['Insurance—Property & Casualty', 'property_insurer'],
  ['Healthcare Plans', 'health_insurer'],
  ['保险业', 'insurer'],
  ['保険業', 'insurer'],
  ['Insurance Brokers', 'general'],
  ['证券', 'broker'],
  ['証券、商品先物取引業', 'broker'],
  ['Capital Markets', 'broker'],
  ['REIT - Office', 'reit'],
  ['房地产投资信托', 'reit'],
  ['火力发电', 'utility'],
  ['电力设备', 'general'],
  ['证券投资基金', 'fund'],
  ['电力行业', 'utility'],
  ['電気・ガス業', 'utility'],
  ['Utilities - Regulated Electric', 'utility'],
  ['白酒', 'general'],
  ['Consumer Electronics', 'general'],
  ['輸送用機器', 'general'],
])('%s is %s', (words, kind) => {
  expect(industryKind(undefined, words)).toBe(kind)
})

test('without a code and words nothing is told', () => {
  expect(industryKind(undefined, null)).toBeNull()
  expect(industryKind('', '')).toBeNull()
})
