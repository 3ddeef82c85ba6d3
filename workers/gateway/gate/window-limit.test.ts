import { expect, test } from 'vitest'
import { WindowLimit } from './window-limit.ts'

test('a client has so many in a window, another has its own, and the next window begins anew', () => {
  const limit = new WindowLimit(2, 1_000)
  expect([0, 1, 999].map((at) => limit.allow('a', at))).toEqual([true, true, false])
  expect(limit.allow('b', 999)).toBe(true)
  expect(limit.allow('a', 1_000)).toBe(true)
})

test('a clock that is set back ends the window', () => {
  const limit = new WindowLimit(1, 1_000)
  expect(limit.allow('a', 5_000)).toBe(true)
  expect(limit.allow('a', 4_000)).toBe(true)
})
