import { expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { type FailedModel, fail, type Reason } from '#shared/contracts/problem.ts'
import { fallbackAfter } from './fallback.ts'

const { models } = configuration().system
const gemini: FailedModel = { id: 'gemini', provider: 'gemini-3.8-flash' }

interface Case {
  asked: string
  model?: FailedModel
  reason: Reason
  fallback?: string
  first: string | null
}

test.each<[string, Case]>([
  [
    'the quota of the model is spent',
    { asked: 'gemini', model: gemini, reason: 'model_quota_exhausted', first: 'gemini' },
  ],
  [
    'what auto chose has a wrong key',
    { asked: 'auto', model: gemini, reason: 'model_auth', first: 'gemini' },
  ],
  [
    'nobody says which model did not answer in time',
    { asked: 'gemini', reason: 'model_timeout', first: 'gemini' },
  ],
  ['auto found no model at all', { asked: 'auto', reason: 'model_not_configured', first: 'auto' }],
  [
    'the cap is reached',
    { asked: 'gemini', model: gemini, reason: 'model_cap_reached', first: null },
  ],
  ['a service of ours is away', { asked: 'gemini', reason: 'service_unavailable', first: null }],
  [
    'the fallback itself is the model that failed',
    { asked: 'gemini', model: gemini, reason: 'model_auth', fallback: 'gemini', first: null },
  ],
  [
    'auto chose the fallback, and it failed',
    { asked: 'auto', model: gemini, reason: 'model_auth', fallback: 'gemini', first: null },
  ],
])('%s', (_, { asked, model, reason, fallback = 'builtin', first }) => {
  const failure = fail(reason, 'x', model ? { model } : {})
  const provider = first === 'gemini' ? gemini.provider : null
  expect(fallbackAfter(failure, asked, { ...models, fallback })).toEqual(
    first === null ? null : { asked: first, model: provider, reason, by: fallback },
  )
  const { fallback: __, ...without } = models
  expect(fallbackAfter(failure, asked, without)).toBeNull()
})
