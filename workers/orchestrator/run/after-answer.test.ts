import { expect, test } from 'vitest'
import { fail } from '#shared/contracts/problem.ts'
import { afterAnswer } from './after-answer.ts'

const nobody = () => null
const first = { attempt: 1, attempts: 3 }
const last = { attempt: 3, attempts: 3 }
const instead = { asked: 'gemini', model: 'gemini-3.8-flash', reason: 'x', by: 'builtin' }

test('a passing failure has the module tried again, until its attempts are used up', () => {
  const answer = fail('model_unavailable', 'Gemini answered 503.')
  expect(afterAnswer(answer, first, nobody)).toEqual({
    kind: 'retry',
    wait_seconds: 1,
    reason: 'model_unavailable',
  })
  expect(afterAnswer(answer, last, nobody)).toEqual({
    kind: 'end',
    end: { status: 'failed', reason: 'model_unavailable', detail: 'Gemini answered 503.' },
  })
})

test.each(['model_too_long', 'model_auth', 'model_blocked'] as const)(
  '%s is the end of the section at once',
  (reason) => {
    expect(afterAnswer(fail(reason, ''), first, nobody)).toMatchObject({
      kind: 'end',
      end: { reason },
    })
  },
)

test('the fallback is asked when the model has failed, and not before its last attempt', () => {
  const asked = { kind: 'fallback', fallback: instead }
  const passing = fail('model_unavailable', '')
  expect(afterAnswer(passing, first, () => instead).kind).toBe('retry')
  expect(afterAnswer(passing, last, () => instead)).toEqual(asked)
  expect(afterAnswer(fail('model_auth', ''), first, () => instead)).toEqual(asked)
})

test('a cap ends the section, whoever could be asked', () => {
  expect(afterAnswer(fail('model_cap_reached', 'x'), first, () => instead)).toEqual({
    kind: 'end',
    end: { status: 'skipped', reason: 'model_cap_reached', detail: 'x' },
  })
})
