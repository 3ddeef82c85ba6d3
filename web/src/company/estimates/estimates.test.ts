import { expect, test } from 'vitest'
import { consensus, itemSource, surprise } from '../items.fixture.ts'
import {
  consensusTables,
  linesOf,
  newestPeriodFirst,
  placeBetween,
  ratingParts,
} from './estimates.ts'

const items = [
  consensus('eps_diluted', 'FY2026', '2026-12-31'),
  consensus('revenue', '2026Q2', '2026-06-30'),
  consensus('eps_diluted', '2026Q1', '2026-03-31'),
  consensus('eps_diluted', 'FY2024', '2024-12-31'),
  consensus('eps_diluted', 'FY2025', '2025-12-31'),
  consensus('eps_diluted', 'current_year', null),
  surprise('2025Q4', null),
].map((item) => ({ ...itemSource(item.period), item }))

test('revenue before earnings a share; what is to come by its end, what is over apart and newest first', () => {
  const tables = consensusTables(linesOf(items, 'consensus'), '2026-06-01')
  expect(
    tables.map(({ concept, ahead, past }) => [
      concept,
      ahead.map(({ item }) => item.period),
      past.map(({ item }) => item.period),
    ]),
  ).toEqual([
    ['revenue', ['2026Q2'], []],
    ['eps_diluted', ['current_year', '2026Q1', 'FY2026'], ['FY2025', 'FY2024']],
  ])
})

test('a period whose results may not be out yet is not over', () => {
  const [table] = consensusTables(linesOf(items.slice(2, 3), 'consensus'), '2026-07-01')
  expect(table?.ahead).toHaveLength(1)
  const [later] = consensusTables(linesOf(items.slice(2, 3), 'consensus'), '2026-08-01')
  expect(later?.past).toHaveLength(1)
})

test('surprises stand newest period first, with or without a known end', () => {
  const lines = [surprise('2025Q3', null), surprise('2026Q1', null), surprise('2025Q4', null)].map(
    (item) => ({ item, source: itemSource(item.period) }),
  )
  expect(newestPeriodFirst(lines).map(({ item }) => item.period)).toEqual([
    '2026Q1',
    '2025Q4',
    '2025Q3',
  ])
})

test('the parts of a bar of ratings fill its width in their order; a rating nobody gave has none', () => {
  expect(ratingParts({ strong_buy: 5, buy: 3, hold: 0, sell: 2, strong_sell: 0 }, 100)).toEqual([
    { rating: 'strong_buy', count: 5, x: 0, width: 50 },
    { rating: 'buy', count: 3, x: 50, width: 30 },
    { rating: 'sell', count: 2, x: 80, width: 20 },
  ])
  expect(ratingParts({ strong_buy: 0, buy: 0, hold: 0, sell: 0, strong_sell: 0 }, 100)).toEqual([])
})

test.each([
  ['150', '100', '200', 50],
  ['250', '100', '200', 100],
  ['150', null, '200', null],
  ['100', '100', '100', null],
] as const)('%s between %s and %s stands at %s of 100', (value, low, high, place) => {
  expect(placeBetween(value, low, high, 100)).toBe(place)
})
