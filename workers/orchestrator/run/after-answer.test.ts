import { expect, test } from 'vitest'
import { fail } from '#shared/contracts/problem.ts'
import { afterAnswer } from './after-answer.ts'

test('a passing failure has the module tried again, until its attempts are used up', () => {
  const answer = fail('model_unavailable', 'Gemini answered 503.')
  expect(afterAnswer(answer, 1, 3)).toEqual({
    kind: 'retry',
    wait_seconds: 1,
    reason: 'model_unavailable',
  })
  expect(afterAnswer(answer, 3, 3)).toEqual({
    kind: 'end',
    end: { status: 'failed', reason: 'model_unavailable', detail: 'Gemini answered 503.' },
  })
})

test.each(['model_too_long', 'model_auth', 'model_blocked'] as const)(
  '%s is the end of the section at once',
  (reason) => {
    expect(afterAnswer(fail(reason, ''), 1, 3)).toMatchObject({ kind: 'end', end: { reason } })
  },
)
