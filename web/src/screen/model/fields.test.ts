import { expect, test } from 'vitest'
import type { Field } from '#shared/screen/fields.ts'
import { byGroup, findFields } from './fields.ts'
import { moved } from './column-list.ts'
import { replaced } from './text-edit.ts'

const field = (id: string, en: string, zh: string, more: Partial<Field> = {}): Field => ({
  id,
  en,
  zh,
  aliases: [],
  unit: 'ratio',
  scope: 'annual',
  group: 'profitability',
  definition: { en: `The ${en}`, zh: `${zh}的定义` },
  years: 10,
  ...more,
})

const FIELDS = [
  field('roe', 'Return on equity', '净资产收益率', { aliases: ['自己資本利益率'] }),
  field('roa', 'Return on assets', '总资产收益率'),
  field('debt_to_equity', 'Debt to equity', '有息负债权益比', { group: 'leverage' }),
  field('net_margin', 'Net margin', '净利率', {
    definition: { en: 'Net income over revenue', zh: '净利润除以营业收入' },
  }),
]
const found = (typed: string) => findFields(FIELDS, typed).map(({ id }) => id)

test.each([
  ['roe', ['roe']],
  ['equity', ['roe', 'debt_to_equity']],
  ['EQUITY', ['roe', 'debt_to_equity']],
  ['净', ['net_margin', 'roe']],
  ['自己資本', ['roe']],
  ['revenue', ['net_margin']],
  ['nothing like it', []],
])('%s finds %j', (typed, ids) => {
  expect(found(typed).toSorted()).toEqual(ids.toSorted())
})

test('a name that begins so comes before one that has it in its middle', () => {
  expect(found('debt')[0]).toBe('debt_to_equity')
  expect(found('return')).toEqual(['roe', 'roa'])
})

test('nothing typed gives all, in groups', () => {
  expect(found('')).toHaveLength(FIELDS.length)
  expect(byGroup(FIELDS).map(({ group, fields }) => [group, fields.length])).toEqual([
    ['profitability', 3],
    ['leverage', 1],
  ])
})

test('a column moves by one place', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b'])
})

test('a name takes the place of the fault', () => {
  expect(replaced('reo >= 15%', { from: 0, to: 3 }, 'roe')).toEqual({
    text: 'roe >= 15%',
    cursor: 3,
  })
  expect(replaced('x', { from: 0, to: 1 }, 'Life "a" insurers').text).toBe(
    '"Life \\"a\\" insurers"',
  )
})
