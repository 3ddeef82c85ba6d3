import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAt, priceAt } from './price-process.ts'

const DAY = 86_400
/** Midnights of some zone of whole quarters of an hour, of the next years. */
const someDay = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  level: fc.integer({ min: 600, max: 50_000 }),
  midnight: fc
    .integer({ min: 20_000, max: 24_000 })
    .chain((days) =>
      fc.integer({ min: -48, max: 48 }).map((quarters) => days * DAY + quarters * 900),
    ),
  at: fc.integer({ min: 0, max: DAY - 1 }),
  later: fc.integer({ min: 0, max: 3_600 }),
})
const fast = { numRuns: 60 }

describe('of any instrument, on any day', () => {
  test('the price is between the low and the high, which hold the open', () => {
    fc.assert(
      fc.property(someDay, ({ midnight, at, ...process }) => {
        const { open, low, price, high } = dayAt(process, midnight, midnight + at)
        expect(low).toBeGreaterThan(0)
        expect([open, price].every((one) => low <= one && one <= high)).toBe(true)
        expect(Math.abs(price / process.level - 1)).toBeLessThan(0.07)
      }),
      fast,
    )
  })
  test('high and low are just those of the seconds passed', () => {
    fc.assert(
      fc.property(someDay, ({ midnight, at, ...process }) => {
        const second = midnight + (at % 2_000)
        const passed = Array.from({ length: second - midnight + 1 }, (_, index) =>
          priceAt(process, midnight + index),
        )
        expect(dayAt(process, midnight, second)).toMatchObject({
          open: passed[0],
          price: passed.at(-1),
          high: Math.max(...passed),
          low: Math.min(...passed),
        })
      }),
      fast,
    )
  })
  test('volume and turnover never fall, the high never falls, the low never rises', () => {
    fc.assert(
      fc.property(someDay, ({ midnight, at, later, ...process }) => {
        const [before, after] = [
          dayAt(process, midnight, midnight + at),
          dayAt(process, midnight, midnight + Math.min(DAY - 1, at + later)),
        ]
        expect(after.volume).toBeGreaterThanOrEqual(before.volume)
        expect(after.turnover).toBeGreaterThanOrEqual(before.turnover)
        expect([after.high >= before.high, after.low <= before.low]).toEqual([true, true])
      }),
      fast,
    )
  })
  test('whoever asks again is told the same, and another instrument trades otherwise', () => {
    fc.assert(
      fc.property(someDay, ({ midnight, at, ...process }) => {
        const day = dayAt(process, midnight, midnight + at)
        expect(dayAt(process, midnight, midnight + at)).toEqual(day)
        expect(dayAt({ ...process, seed: process.seed ^ 1 }, midnight, midnight + at)).not.toEqual(
          day,
        )
      }),
      fast,
    )
  })
})

test('the price moves every second', () => {
  const process = { seed: 7, level: 10_000 }
  const start = 20_000 * DAY
  const moved = Array.from(
    { length: 299 },
    (_, second) => priceAt(process, start + second) !== priceAt(process, start + second + 1),
  )
  expect(moved).not.toContain(false)
})
