import { expect, test } from 'vitest'
import { atMostAhead, elapsed } from './clock.ts'

test.each([
  [1_000, 1_000, 0],
  [1_000, 1_001, 1],
  [1_001, 1_000, Number.POSITIVE_INFINITY],
])('from %i to %i there are %i ms', (since, now, ms) => {
  expect(elapsed(since, now)).toBe(ms)
})

test.each([
  ['in the past', 900, 900],
  ['now', 1_000, 1_000],
  ['as far ahead as anything is planned', 1_050, 1_050],
  ['farther ahead: the clock was set back', 1_051, 1_000],
])('an instant %s', (_, at, instant) => {
  expect(atMostAhead(at, 50, 1_000)).toBe(instant)
})
