import { expect, test } from 'vitest'
import { holding, itemSource } from '../items.fixture.ts'
import { breakdowns, type HoldersItem, holdersLists } from './holders.ts'

const item = (given: HoldersItem['item']): HoldersItem => ({
  ...itemSource(given.kind === 'holder' ? `${given.as_of} ${given.holder}` : given.as_of),
  item: given,
})
const names = (items: HoldersItem[]) =>
  holdersLists(items).map(({ scope, days }) => [
    scope,
    days.map(({ as_of, lines }) => [as_of, lines.map(({ holding: line }) => line.holder)]),
  ])

test('lists are apart by what they are of, days newest first, lines by rank', () => {
  const quarter = (as_of: string) => [
    holding(as_of, 'Second', { rank: 2 }),
    holding(as_of, 'First', { rank: 1 }),
  ]
  const fund = holding('2026-03-31', 'A Fund', { scope: 'funds' })
  expect(names([...quarter('2026-03-31'), ...quarter('2026-06-30'), fund].map(item))).toEqual([
    [
      'total',
      [
        ['2026-06-30', ['First', 'Second']],
        ['2026-03-31', ['First', 'Second']],
      ],
    ],
    ['funds', [['2026-03-31', ['A Fund']]]],
  ])
})

test('holders that each report for a day of their own stand in one list, each with its newest report, the largest first', () => {
  const reports = [
    holding('2026-02-14', 'Small', { fraction: '0.05' }),
    holding('2025-11-30', 'Large', { fraction: '0.09' }),
    holding('2024-11-30', 'Large', { fraction: '0.2' }),
  ]
  expect(names(reports.map(item))).toEqual([['total', [['2026-02-14', ['Large', 'Small']]]]])
})

test('figures of the whole are series by concept, newest first; a day that is told twice is one point', () => {
  const count = (as_of: string, value: string): HoldersItem['item'] => ({
    kind: 'breakdown',
    as_of,
    figures: [{ concept: 'holder_count', value, unit: 'persons', provider_field: 'num' }],
  })
  const [series, ...others] = breakdowns(
    [count('2026-03-31', '90'), count('2026-06-30', '100'), count('2026-06-30', '101')].map(item),
  )
  expect(others).toEqual([])
  expect(series?.points.map(({ as_of, value }) => [as_of, value])).toEqual([
    ['2026-06-30', '100'],
    ['2026-03-31', '90'],
  ])
})
