import { describe, expect, it } from 'vitest'
import { admit, type Breaker, CLOSED, report } from './breaker.ts'

const rule = { failures: 3, open_seconds: 60 }
const failing = (times: number, now = 0): Breaker => {
  let breaker: Breaker = CLOSED
  for (let i = 0; i < times; i++) breaker = report(breaker, { reason: 'timeout' }, rule, now)
  return breaker
}

describe('a breaker', () => {
  it('opens after failures in a row, and closes again with the first answer', () => {
    expect(admit(failing(2), 0).go).toBe(true)
    expect(admit(failing(3), 0)).toEqual({ go: false, wait_ms: 60_000, reason: 'timeout' })
    expect(report(failing(2), { reason: null }, rule, 0)).toEqual(CLOSED)
  })
  it.each(['not_found', 'empty', 'plan', 'wrong_instrument', 'bad_request'] as const)('takes %s for an answer, not for a fault of the provider', (reason) => {
    expect(report(failing(2), { reason }, rule, 0)).toEqual(CLOSED)
  })
  it('lets one call try it when the time is over, and the rest wait for what that one says', () => {
    const open = failing(3)
    const trial = admit(open, 60_000)
    if (!trial.go) throw new Error('no trial')
    expect(admit(trial.breaker, 60_001)).toMatchObject({ go: false, reason: 'timeout' })
    expect(admit(report(trial.breaker, { reason: null }, rule, 60_002), 60_003).go).toBe(true)
    expect(admit(report(trial.breaker, { reason: 'timeout' }, rule, 60_002), 60_003)).toEqual({ go: false, wait_ms: 59_999, reason: 'timeout' })
  })
  it('does not wait for ever for a trial that never reported', () => {
    const trial = admit(failing(3), 60_000)
    expect(trial.go && admit(trial.breaker, 120_000).go).toBe(true)
  })
  it('heeds Retry-After at once, of a limit and of a fault', () => {
    expect(admit(report(CLOSED, { reason: 'rate_limit', retry_after_seconds: 120 }, rule, 0), 119_999)).toMatchObject({ go: false, wait_ms: 1 })
    expect(admit(report(CLOSED, { reason: 'rate_limit' }, rule, 0), 59_999).go).toBe(false)
    expect(admit(report(CLOSED, { reason: 'transient', retry_after_seconds: 90 }, rule, 0), 89_999).go).toBe(false)
  })
  it('leaves a provider alone that refused the key', () => {
    expect(admit(report(CLOSED, { reason: 'auth' }, rule, 0), 3_599_999)).toMatchObject({ go: false, reason: 'auth' })
  })
})
