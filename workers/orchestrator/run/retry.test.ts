import { expect, test } from 'vitest'
import { fail } from '#shared/contracts/problem.ts'
import { delayAfter, retryIn, waitBefore } from './retry.ts'

test.each([
  { failure: fail('model_unavailable', ''), attempt: 1, wait: 1 },
  { failure: fail('model_unavailable', ''), attempt: 2, wait: 2 },
  { failure: fail('model_unavailable', ''), attempt: 3, wait: null },
  { failure: fail('model_rate_limited', '', { retry_after_seconds: 3.5 }), attempt: 1, wait: 3.5 },
  {
    failure: fail('model_rate_limited', '', { retry_after_seconds: 3_600 }),
    attempt: 1,
    wait: null,
  },
  { failure: fail('model_rate_limited', '', { retry_after_seconds: 120 }), attempt: 1, wait: 120 },
  { failure: fail('model_rate_limited', '', { retry_after_seconds: 121 }), attempt: 1, wait: null },
  { failure: fail('model_rate_limited', '', { retry_after_seconds: 0 }), attempt: 2, wait: 0 },
  { failure: fail('model_unavailable', ''), attempt: 4, wait: null },
  { failure: fail('model_auth', ''), attempt: 1, wait: null },
  { failure: fail('model_blocked', ''), attempt: 1, wait: null },
  {
    failure: fail('model_quota_exhausted', '', { retry_after_seconds: 1 }),
    attempt: 1,
    wait: null,
  },
])('$failure.reason, attempt $attempt of 3: $wait', ({ failure, attempt, wait }) => {
  expect(waitBefore(failure, attempt, 3)).toBe(wait)
})

test('the wait travels in the message, the only part of an error the engine keeps', () => {
  expect(delayAfter(retryIn(3.5, 'model_rate_limited').message)).toBe(3_500)
  expect(delayAfter(`Error: ${retryIn(20, 'x').message}`)).toBe(20_000)
  expect(delayAfter('something else')).toBe(1_000)
})
