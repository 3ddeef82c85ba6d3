import { expect, test } from 'vitest'
import { usedTags } from './used-tags.ts'

const TABLE = [
  'companies\ttag\tstatement\tsection\tstandard\ttotal\tconfidence',
  '900\tGoodwill\tBalanceSheet\tNon-Current Assets\tGoodwill\ttotal\t1.0',
  '800\tNetCashProvidedByUsedInOperatingActivities\tCashFlowStatement\tNone\tNetCashFromOperatingActivities\ttotal\t1.0',
  '700\tIncreaseDecreaseInOperatingCapital\tCashFlowStatement\tNone\tNetCashFromOperatingActivities\t\t1.0',
  '20\tGoodwillGross\tBalanceSheet\tNon-Current Assets\tGoodwill\t\t0.5',
  '19\tGoodwillOfOurs\tBalanceSheet\tNon-Current Assets\tGoodwill\t\t0.5',
  '',
].join('\n')

test('the tags of twenty companies or more by concept, of cash flows the totals alone', () => {
  const used = usedTags(TABLE)
  expect(used.goodwill).toEqual(['Goodwill', 'GoodwillGross'])
  expect(used.operating_cash_flow).toEqual(['NetCashProvidedByUsedInOperatingActivities'])
  expect(used.inventory).toEqual([])
})

test('a table of another form is refused', () => {
  expect(() => usedTags(TABLE.replace('standard', 'line'))).toThrow('no column standard')
})
