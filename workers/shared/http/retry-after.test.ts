import { expect, test } from 'vitest'
import { retryAfterSeconds } from './retry-after.ts'

test.each([
  ['5', 5],
  ['0.5', 0.5],
  ['Wed, 21 Oct 2026 07:28:30 GMT', 30],
  ['Wed, 21 Oct 2026 07:27:00 GMT', 0],
  ['soon', undefined],
  ['99999999999', 31_536_000],
  ['Wed, 21 Oct 2099 07:28:00 GMT', 31_536_000],
  ['  7 ', 7],
  ['-1', undefined],
  [null, undefined],
])('Retry-After %s', (header, seconds) => {
  expect(retryAfterSeconds(header, Date.parse('2026-10-21T07:28:00Z'))).toBe(seconds)
})
