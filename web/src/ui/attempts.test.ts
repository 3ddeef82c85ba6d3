import { expect, test } from 'vitest'
import type { Attempt } from '#shared/contracts/facts.ts'
import { splitAttempts } from './attempts.ts'

const attempt = (
  provider: string,
  outcome: Attempt['outcome'],
  reason: string | null = null,
): Attempt => ({ provider, outcome, reason, detail: null })

test('a provider without a key, turned off or without the dataset is not among those that were asked', () => {
  const failed = attempt('yahoo', 'failed', 'timeout')
  const resting = attempt('sina', 'skipped', 'timeout')
  const served = attempt('sec', 'served')
  expect(
    splitAttempts([
      attempt('fmp', 'skipped', 'no_key'),
      failed,
      attempt('sec', 'skipped', 'disabled'),
      attempt('finnhub', 'skipped', 'no_key'),
      resting,
      served,
    ]),
  ).toEqual({
    told: [failed, resting, served],
    unasked: [
      { reason: 'no_key', providers: ['fmp', 'finnhub'] },
      { reason: 'disabled', providers: ['sec'] },
    ],
  })
  expect(splitAttempts([served]).unasked).toEqual([])
})
