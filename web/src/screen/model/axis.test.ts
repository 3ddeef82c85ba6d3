import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Axis,
  BINS,
  histogramOf,
  percentileIn,
  placeOn,
  STEPS,
  sortedKnown,
  valueAt,
} from './axis.ts'

const even: Axis = { low: -0.1, high: 0.4, bend: null, whole: false }

test('a value in the middle of an even axis stands in its middle', () => {
  expect(placeOn(even, 0.15)).toBeCloseTo(0.5)
  expect(placeOn(even, -3)).toBe(0)
  expect(placeOn(even, 9)).toBe(1)
})

test('a place means a round value', () => {
  expect(valueAt(even, 0.5)).toBe(0.15)
  expect(valueAt({ low: 0, high: 40, bend: null, whole: true }, 0.49)).toBe(20)
  const money: Axis = { low: 1e6, high: 4e11, bend: 2e9, whole: false }
  for (const place of [0.1, 0.33, 0.5, 0.77, 0.9])
    expect(String(Number(valueAt(money, place).toPrecision(3))), `${place}`).toBe(
      String(valueAt(money, place)),
    )
})

test('each step of the slider moves the value, in one direction', () => {
  for (const axis of [
    even,
    { low: 1e6, high: 4e11, bend: 2e9, whole: false },
    { low: -2e10, high: 4e11, bend: 2e8, whole: false },
    { low: 0.994, high: 1.002, bend: null, whole: false },
  ]) {
    const values = Array.from({ length: STEPS + 1 }, (_, step) => valueAt(axis, step / STEPS))
    for (let step = 1; step < values.length; step += 1)
      expect(values[step], JSON.stringify([axis, step])).toBeGreaterThanOrEqual(
        values[step - 1] ?? 0,
      )
    expect(new Set(values).size).toBeGreaterThan(STEPS / 3)
  }
})

test('all known values are counted, those beyond the ends in the outermost bars', () => {
  const values = Float64Array.from({ length: 1_000 }, (_, at) => at)
  values[3] = Number.NaN
  values[999] = 1e9
  const histogram = histogramOf(sortedKnown(values), false)
  expect(histogram?.known).toBe(999)
  expect(histogram?.counts).toHaveLength(BINS)
  expect(histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(999)
  expect(histogram?.axis.high).toBeLessThan(1_000)
})

test('a score has a bar a point; equal values have room; nothing has no histogram', () => {
  const score = histogramOf(Float64Array.of(0, 3, 3, 9), true)
  expect(score?.counts).toEqual([1, 0, 0, 2, 0, 0, 0, 0, 0, 1])
  expect(histogramOf(Float64Array.of(5, 5, 5), false)?.axis).toMatchObject({ low: 0, high: 10 })
  expect(histogramOf(new Float64Array(0), false)).toBeNull()
})

test('what spreads over magnitudes is on a curved axis', () => {
  const money = Float64Array.from({ length: 200 }, (_, at) => 1e6 * 1.07 ** at)
  expect(histogramOf(money, false)?.axis.bend).not.toBeNull()
  const ratios = Float64Array.from({ length: 200 }, (_, at) => at / 400)
  expect(histogramOf(ratios, false)?.axis.bend).toBeNull()
})

test('a histogram of any values has every company in it', () => {
  fc.assert(
    fc.property(fc.float64Array({ maxLength: 60, noNaN: true }), fc.boolean(), (values, whole) => {
      const sorted = sortedKnown(values.map((value) => (Math.abs(value) < 1e300 ? value : 0)))
      const histogram = histogramOf(whole ? sorted.map(Math.round) : sorted, whole)
      expect(histogram?.counts.reduce((sum, count) => sum + count, 0) ?? 0).toBe(values.length)
    }),
  )
})

test.each([
  [[1, 2, 3, 4], 1, 12.5],
  [[1, 2, 3, 4], 4, 87.5],
  [[5, 5, 5], 5, 50],
  [[1, 2], 9, 100],
  [[], 1, 0],
])('among %j the value %d stands at %d per cent', (sorted, value, percentile) => {
  expect(percentileIn(Float64Array.from(sorted), value)).toBe(percentile)
})
