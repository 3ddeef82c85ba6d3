import { expect, test } from 'vitest'
import type { Attempt } from '#shared/contracts/facts.ts'
import { fail, type Reason } from '#shared/contracts/problem.ts'
import { silenceOf } from './silence.ts'

const attempt = (outcome: Attempt['outcome'], reason: string | null): Attempt => ({
  provider: 'fmp',
  outcome,
  reason,
  detail: null,
})

test.each<[string, Reason, Attempt[], string]>([
  ['somebody has nothing of it', 'no_data', [attempt('failed', 'empty')], 'company'],
  ['it was served, and is empty', 'no_data', [attempt('served', null)], 'company'],
  ['those who were asked failed', 'providers_failed', [attempt('failed', 'timeout')], 'provider'],
  ['nobody could be asked', 'providers_failed', [attempt('skipped', 'no_key')], 'ours'],
  ['nobody could be asked for data', 'no_data', [attempt('skipped', 'no_key')], 'ours'],
  ['a service did not answer', 'service_unavailable', [], 'ours'],
  ['nothing of the market is stored', 'market_empty', [], 'ours'],
])('%s', (_, reason, attempts, whose) => {
  expect(silenceOf(fail(reason, 'x', { attempts }))).toBe(whose)
})
