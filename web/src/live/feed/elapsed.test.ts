import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Clocks, elapsedClock } from './elapsed.ts'

const clock = (...readings: Clocks[]) => {
  const left = [...readings]
  return elapsedClock(() => left.shift() ?? { monotonic: Number.NaN, wall: Number.NaN })
}

test.each([
  { what: 'both run', to: { monotonic: 4_000, wall: 4_000 }, ms: 4_000 },
  { what: 'the laptop slept', to: { monotonic: 10, wall: 3_600_000 }, ms: 3_600_000 },
  { what: 'the wall clock was set back', to: { monotonic: 5_000, wall: -3_600_000 }, ms: 5_000 },
])('$what: the larger advance counts', ({ to, ms }) => {
  expect(clock({ monotonic: 0, wall: 0 }, to)()).toBe(ms)
})

test('a sleep is not undone by setting the wall clock back afterwards', () => {
  const now = clock(
    { monotonic: 0, wall: 0 },
    { monotonic: 0, wall: 60_000 },
    { monotonic: 1_000, wall: -60_000 },
  )
  now()
  expect(now()).toBe(61_000)
})

const moves = fc.array(
  fc.record({ monotonic: fc.nat(100_000), wall: fc.integer({ min: -100_000, max: 100_000 }) }),
  { minLength: 1 },
)

test('it never goes back, and never runs behind either clock', () => {
  fc.assert(
    fc.property(moves, (steps) => {
      const readings = [{ monotonic: 0, wall: 0 }]
      for (const step of steps) {
        const before = readings.at(-1) ?? { monotonic: 0, wall: 0 }
        readings.push({
          monotonic: before.monotonic + step.monotonic,
          wall: before.wall + step.wall,
        })
      }
      const now = clock(...readings)
      const times = [0, ...steps.map(() => now())]
      for (const [i, later] of times.entries())
        for (const [k, earlier] of times.slice(0, i).entries()) {
          expect(later).toBeGreaterThanOrEqual(earlier)
          expect(later - earlier).toBeGreaterThanOrEqual(
            (readings[i]?.monotonic ?? 0) - (readings[k]?.monotonic ?? 0),
          )
          expect(later - earlier).toBeGreaterThanOrEqual(
            (readings[i]?.wall ?? 0) - (readings[k]?.wall ?? 0),
          )
        }
    }),
  )
})
