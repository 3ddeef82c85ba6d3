import { describe, expect, test } from 'vitest'
import { dayOf } from '../days.ts'
import { barsOf, split } from './market.fixture.ts'
import {
  betaTo,
  type Close,
  drawdown,
  monthEnds,
  priceCloses,
  returnCloses,
  returnOver,
  volatility,
  yearRange,
} from './prices.ts'
import { splitBook } from './splits.ts'

const LAST = '2025-02-28'
const NO_SPLITS = splitBook([], [])
const closesOf = (series: Parameters<typeof priceCloses>[0], splits = NO_SPLITS): Close[] => {
  const found = priceCloses(series, splits)
  if (!found.ok) throw new Error(found.reason)
  return found.closes
}

describe('a series', () => {
  const raw = barsOf('2023-01-02', LAST, (date) => (date < '2024-09-02' ? 100 : 50), {
    adjustment: 'raw',
  })

  test('as traded is put on the shares of its last day', () => {
    const closes = closesOf([raw], splitBook([split('2024-09-02', 2)], []))
    expect(new Set(closes.map(({ close }) => close))).toEqual(new Set([50]))
  })

  test('as traded is refused where splits are not known', () => {
    expect(priceCloses([raw], splitBook(null, []))).toEqual({ ok: false, reason: 'not_adjusted' })
  })

  test.each(['total_return', 'subtractive'] as const)('of %s has no prices', (adjustment) => {
    expect(priceCloses([{ ...raw, adjustment }], NO_SPLITS)).toEqual({
      ok: false,
      reason: 'no_bars',
    })
  })

  test('with dividends reinvested is told apart, and never made of a subtractive one', () => {
    expect(returnCloses([{ ...raw, adjustment: 'subtractive' }])).toBeNull()
    expect(returnCloses([{ ...raw, adjustment: 'total_return' }])).toHaveLength(raw.bars.length)
  })
})

/** 100 up to a day, 150 up to another, then 120. */
const path = closesOf([
  barsOf('2019-12-02', LAST, (d) => (d < '2022-03-01' ? 100 : d < '2024-11-01' ? 150 : 120)),
])

test.each([
  [1, 0],
  // 120 / 150 - 1.
  [6, -0.2],
  [36, 0.2],
  [60, 0.2],
])('over %s months the change is %s', (months, change) => {
  const found = returnOver(path, months)
  expect(found.ok && found.change).toBeCloseTo(change, 12)
})

test('a window that starts before the series has no return', () => {
  expect(returnOver(path, 120)).toEqual({ ok: false, reason: 'short_record' })
  expect(yearRange(path.slice(-150))).toEqual({ ok: false, reason: 'short_record' })
  expect(volatility(path.slice(-150))).toEqual({ ok: false, reason: 'short_record' })
  expect(drawdown(path.slice(-150), 1)).toEqual({ ok: false, reason: 'short_record' })
})

test('range and deepest fall', () => {
  expect(yearRange(path)).toEqual({ ok: true, high: 150, low: 120 })
  // From the first close of 150 to the first of 120.
  expect(drawdown(path, 5)).toEqual({
    ok: true,
    value: 120 / 150 - 1,
    from: '2022-03-01',
    to: '2024-11-01',
  })
})

test('changes of 1 % up and down in turn have the volatility of 1 % times the root of 252', () => {
  const turns = closesOf([
    barsOf('2024-01-01', LAST, (date) => (dayOf(date) % 2 === 0 ? 100 : 101)),
  ])
  const found = volatility(turns)
  // ln 1.01 = 0.00995033, times 15.8745; 260 changes around a mean of none: times the root of
  // 260 / 259.
  expect(found.ok && found.value).toBeCloseTo(0.15826, 5)
  const still = volatility(closesOf([barsOf('2024-01-01', LAST, () => 7)]))
  expect(still.ok && still.value).toBe(0)
})

describe('beta', () => {
  const wave = (date: string) => Math.exp(Math.sin(dayOf(date) / 9) / 20)
  const index = closesOf([barsOf('2022-01-03', LAST, wave)])

  test.each([0.5, 1, 2, -1])('of a share that moves %s times as much as the index', (times) => {
    const own = closesOf([barsOf('2022-01-03', LAST, (date) => 40 * wave(date) ** times)])
    const found = betaTo(own, index)
    expect(found).toMatchObject({ ok: true, weeks: 104 })
    expect(found.ok && found.beta).toBeCloseTo(times, 9)
  })

  test('needs 80 weeks, and an index that moves', () => {
    const own = closesOf([barsOf('2024-01-01', LAST, wave)])
    expect(betaTo(own, index)).toEqual({ ok: false, reason: 'short_record' })
    expect(betaTo(index, [])).toEqual({ ok: false, reason: 'no_index' })
    const still = closesOf([barsOf('2022-01-03', LAST, () => 7)])
    expect(betaTo(index, still)).toEqual({ ok: false, reason: 'no_index' })
  })
})

test('the last close of each month', () => {
  const ends = monthEnds(closesOf([barsOf('2024-11-20', LAST, () => 1)]), 10)
  expect(ends.map(({ date }) => date)).toEqual([
    '2024-11-29',
    '2024-12-31',
    '2025-01-31',
    '2025-02-28',
  ])
})
