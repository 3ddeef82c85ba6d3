import { expect, test } from 'vitest'
import { CUT_MARK, MAX_DETAIL, MAX_ERRORS, MAX_MESSAGE, MAX_PATH } from '../lengths.ts'
import { toProblem } from '../http/respond.ts'
import { fail, problemSchema } from './problem.ts'

const LONG = 'x'.repeat(100_000)

test('a failure is cut to what a problem may hold, whatever it is made with', () => {
  const errors = Array.from({ length: MAX_ERRORS + 5 }, () => ({
    path: LONG,
    message: LONG,
    reason: 'duplicate',
  }))
  const failure = fail('invalid_request', LONG, { errors })
  expect(failure.detail).toHaveLength(MAX_DETAIL)
  expect(failure.detail.endsWith(CUT_MARK)).toBe(true)
  expect(failure.errors).toHaveLength(MAX_ERRORS)
  for (const { path, message, reason } of failure.errors ?? []) {
    expect(path).toHaveLength(MAX_PATH)
    expect(message).toHaveLength(MAX_MESSAGE)
    expect(reason).toBe('duplicate')
  }
  expect(problemSchema.safeParse(toProblem(failure, 'r')).success).toBe(true)
})

test('a failure within its lengths is as it was made', () => {
  const errors = [{ path: 'body.a', message: 'is no number' }]
  expect(fail('invalid_request', 'It does not fit.', { errors, age_seconds: 3 })).toEqual({
    ok: false,
    reason: 'invalid_request',
    detail: 'It does not fit.',
    errors,
    age_seconds: 3,
  })
  expect(fail('no_data', 'Nothing.')).not.toHaveProperty('errors')
})
