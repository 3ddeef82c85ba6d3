import { expect, test } from 'vitest'
import { itemSource } from '../items.fixture.ts'
import { conceptsOf, marketGroups, placeInYear, refusedByReason } from './market-figures.ts'

const figure = (concept: string, value = '1', unit = 'x') => ({
  concept,
  value,
  unit,
  provider_field: concept,
})

test('figures stand in the order an investor reads them; one this page does not know stands with the multiples', () => {
  const groups = marketGroups(
    ['pb', 'novel', 'market_cap', 'pe_ttm', 'price'].map((concept) => figure(concept)),
  )
  expect(
    groups.map(({ group, figures }) => [group, figures.map(({ concept }) => concept)]),
  ).toEqual([
    ['value', ['price', 'market_cap']],
    ['multiples', ['pe_ttm', 'pb', 'novel']],
  ])
})

test('columns are the concepts of all items', () => {
  const item = (...concepts: string[]) => ({
    ...itemSource(concepts.join()),
    item: { figures: concepts.map((concept) => figure(concept)) },
  })
  expect(conceptsOf([item('pb'), item('other', 'pe_ttm')])).toEqual(['pe_ttm', 'pb', 'other'])
})

test.each([
  ['150', '100', '200', 0.5],
  ['90', '100', '200', 0],
  ['150', '200', '200', null],
])('a price of %s in a year from %s to %s stands at %s', (price, low, high, place) => {
  expect(
    placeInYear([figure('price', price), figure('low_52w', low), figure('high_52w', high)]),
  ).toBe(place)
})

test('without a price there is no place', () => {
  expect(placeInYear([figure('low_52w', '1'), figure('high_52w', '2')])).toBeNull()
})

test('refused figures stand together under their reason, in the language of the page', () => {
  const refused = [
    { concept: 'pe_ttm', detail: 'two currencies', detail_zh: '币种不同' },
    { concept: 'market_cap', detail: 'a receipt', detail_zh: '存托凭证' },
    { concept: 'pb', detail: 'two currencies', detail_zh: '币种不同' },
  ]
  expect(refusedByReason(refused, 'en')).toEqual([
    { why: 'two currencies', concepts: ['pe_ttm', 'pb'] },
    { why: 'a receipt', concepts: ['market_cap'] },
  ])
  expect(refusedByReason(refused, 'zh')[0]?.why).toBe('币种不同')
})
