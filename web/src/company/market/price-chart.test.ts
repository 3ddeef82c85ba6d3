import { expect, test } from 'vitest'
import { bar, dividend, split } from '../items.fixture.ts'
import {
  askFrom,
  axisTicks,
  barsInRange,
  changeOver,
  marksOn,
  seriesFor,
  splitRatio,
  weekly,
} from './price-chart.ts'

/** Every day from one on. */
const days = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10),
  )

test('short ranges are asked for as a year, so that they need no read of their own', () => {
  expect(askFrom('1M', '2026-11-24')).toBe('2025-11-24')
  expect(askFrom('5Y', '2026-11-24')).toBe('2021-11-24')
})

test('a range is counted back from the last bar, not from today', () => {
  const bars = [bar('2020-01-02', '1'), bar('2020-05-20', '2'), bar('2020-06-01', '3')]
  expect(barsInRange(bars, '1M').map(({ date }) => date)).toEqual(['2020-05-20', '2020-06-01'])
  expect(barsInRange([], '1Y')).toEqual([])
})

test('a week has the close of its last trading day, its extremes and the sum of its volumes', () => {
  const monday = { ...bar('2026-11-16', '10', '100'), open: '9', high: '12', low: '8' }
  const friday = { ...bar('2026-11-20', '11', '50'), open: '10', high: '11', low: '7.5' }
  const next = bar('2026-11-23', '13', '70')
  expect(weekly([monday, friday, next])).toEqual([
    {
      date: '2026-11-20',
      open: '9',
      high: '12',
      low: '7.5',
      close: '11',
      volume: '150',
      turnover: null,
    },
    { ...next, open: '13', high: '13', low: '13' },
  ])
})

test('the volume of a week is unknown when that of one of its days is; an unknown extreme gives way to a known one', () => {
  const [week] = weekly([
    { ...bar('2026-11-16', '10', null), high: null },
    bar('2026-11-17', '11', '50'),
  ])
  expect([week?.volume, week?.high]).toEqual([null, '11'])
})

test('an event stands on its day or the first trading day after it; what is outside of the bars is left out', () => {
  const bars = [bar('2026-11-20', '1'), bar('2026-11-23', '2')]
  const events = [
    dividend('2026-11-19', '1'),
    dividend('2026-11-20', '2'),
    split('2026-11-21', '2'),
    dividend('2026-12-01', '3'),
  ]
  expect(marksOn(bars, events).map(({ index, action }) => [index, action.ex_date])).toEqual([
    [0, '2026-11-20'],
    [1, '2026-11-21'],
  ])
})

test.each([
  ['split', [split('2026-02-01', '2')], { fraction: 0.5 }],
  ['raw', [split('2026-02-01', '2')], 'split_between'],
  ['raw', [split('2026-01-01', '2')], { fraction: 0.5 }],
  ['raw', [], { fraction: 0.5 }],
  ['raw', null, 'unknown'],
  ['total_return', null, { fraction: 0.5 }],
  ['subtractive', [], 'unknown'],
] as const)('the change of %s prices with actions %j is %j', (adjustment, actions, expected) => {
  expect(
    changeOver([bar('2026-01-01', '10'), bar('2026-03-01', '15')], adjustment, actions),
  ).toEqual(expected)
})

test('one bar has no change', () => {
  expect(changeOver([bar('2026-01-01', '10')], 'split', [])).toBe('unknown')
})

test('prices adjusted for splits come first, then total return; a choice that is not there falls back to them', () => {
  const series = (['raw', 'total_return', 'split'] as const).map((adjustment) => ({
    adjustment,
    currency: 'USD',
    bars: [bar('2026-01-01', '1')],
  }))
  expect(seriesFor(series, null)?.adjustment).toBe('split')
  expect(seriesFor(series, 'raw')?.adjustment).toBe('raw')
  expect(seriesFor(series.slice(0, 2), 'split')?.adjustment).toBe('total_return')
  const subtracted = { ...series[0], adjustment: 'subtractive' } as const
  expect(
    seriesFor([{ ...subtracted, currency: 'CNY', bars: [] }, ...series.slice(0, 1)], null)
      ?.adjustment,
  ).toBe('raw')
  expect(seriesFor([], null)).toBeNull()
})

test('an axis is labelled by months in a year, by years in ten, and never by more than there is room for', () => {
  const year = days('2025-11-24', 365)
  expect(axisTicks(year, 12).map((i) => year[i]?.slice(8))).toEqual(Array(12).fill('01'))
  const narrow = axisTicks(year, 4)
  expect(narrow.map((i) => year[i]?.slice(5))).toEqual(['01-01', '04-01', '07-01', '10-01'])
  const decade = days('2016-11-24', 3650)
  expect(axisTicks(decade, 10).map((i) => decade[i]?.slice(0, 4))).toEqual([
    '2017',
    '2018',
    '2019',
    '2020',
    '2021',
    '2022',
    '2023',
    '2024',
    '2025',
    '2026',
  ])
  for (const most of [2, 3, 5, 8]) expect(axisTicks(decade, most).length).toBeLessThanOrEqual(most)
  const month = days('2026-10-24', 30)
  expect(axisTicks(month, 3).length).toBeGreaterThan(1)
})

test.each([
  ['4', '4 : 1'],
  ['1.3', '1.3 : 1'],
  ['0.1', '1 : 10'],
  ['0.3333333', '1 : 3'],
])('a ratio of %s is written %s', (ratio, words) => {
  expect(splitRatio(ratio)).toBe(words)
})
