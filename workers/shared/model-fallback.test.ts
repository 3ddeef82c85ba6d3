import { expect, test } from 'vitest'
import { REASONS } from './contracts/problem.ts'
import { FALLBACK_AFTER, fallbackWords, isServedByAnother } from './model-fallback.ts'

/** Whether the fallback is asked after each failure of a model. */
const ASKED: [string, boolean][] = [
  ['model_not_configured', true],
  ['model_auth', true],
  ['model_rate_limited', true],
  ['model_quota_exhausted', true],
  ['model_bad_request', true],
  ['model_blocked', true],
  ['model_too_long', true],
  ['model_max_tokens', true],
  ['model_timeout', true],
  ['model_endless', true],
  ['model_prompt_cut', true],
  ['model_stream_broken', true],
  ['model_unavailable', true],
  ['model_text_unusable', true],
  // What this system may spend is decided by its administrator.
  ['model_cap_reached', false],
  ['model_price_unknown', false],
]

test.each(ASKED)('after %s the fallback is asked: %s', (reason, isAsked) => {
  expect(isServedByAnother(reason)).toBe(isAsked)
})

test('each reason of a model has its line in the table, and no other reason asks the fallback', () => {
  const ofModels = REASONS.filter((reason) => reason.startsWith('model_'))
  expect(ASKED.map(([reason]) => reason).toSorted()).toEqual(ofModels.toSorted())
  expect(Object.keys(FALLBACK_AFTER).toSorted()).toEqual(ofModels.toSorted())
  for (const reason of REASONS.filter((one) => !one.startsWith('model_')))
    expect([reason, isServedByAnother(reason)]).toEqual([reason, false])
})

test('each has words in both languages; a reason of a later version is shown as it is', () => {
  for (const [reason, isAsked] of ASKED) {
    expect(fallbackWords(reason, 'en') === reason).toBe(!isAsked)
    expect(/\p{Script=Han}/u.test(fallbackWords(reason, 'zh'))).toBe(isAsked)
  }
  expect(fallbackWords('model_of_tomorrow', 'zh')).toBe('model_of_tomorrow')
  expect(fallbackWords('constructor', 'en')).toBe('constructor')
})
