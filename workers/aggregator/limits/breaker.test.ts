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
  it.each(['not_found', 'empty', 'plan', 'wrong_instrument', 'bad_request'] as const)(
    'takes %s for an answer, not for a fault of the provider',
    (reason) => {
      expect(report(failing(2), { reason }, rule, 0)).toEqual(CLOSED)
    },
  )
  it('lets one call try it when the time is over, and the rest wait for what that one says', () => {
    const open = failing(3)
    const trial = admit(open, 60_000)
    if (!trial.go) throw new Error('no trial')
    expect(admit(trial.breaker, 60_001)).toMatchObject({ go: false, reason: 'timeout' })
    expect(admit(report(trial.breaker, { reason: null }, rule, 60_002), 60_003).go).toBe(true)
    expect(admit(report(trial.breaker, { reason: 'timeout' }, rule, 60_002), 60_003)).toEqual({
      go: false,
      wait_ms: 59_999,
      reason: 'timeout',
    })
  })
  it('does not wait for ever for a trial that never reported', () => {
    const trial = admit(failing(3), 60_000)
    expect(trial.go && admit(trial.breaker, 120_000).go).toBe(true)
  })
  it('heeds Retry-After at once, of a limit and of a fault', () => {
    expect(
      admit(report(CLOSED, { reason: 'rate_limit', retry_after_seconds: 120 }, rule, 0), 119_999),
    ).toMatchObject({ go: false, wait_ms: 1 })
    expect(admit(report(CLOSED, { reason: 'rate_limit' }, rule, 0), 59_999).go).toBe(false)
    expect(
      admit(report(CLOSED, { reason: 'transient', retry_after_seconds: 90 }, rule, 0), 89_999).go,
    ).toBe(false)
  })
  it('leaves a provider alone that refused the key', () => {
    expect(admit(report(CLOSED, { reason: 'auth' }, rule, 0), 3_599_999)).toMatchObject({
      go: false,
      reason: 'auth',
    })
  })
  it('is not opened before its time by a call that began before it was shut', () => {
    const limited = report(
      CLOSED,
      { reason: 'rate_limit', retry_after_seconds: 120, asked_at: 10 },
      rule,
      1_000,
    )
    expect(report(limited, { reason: null, asked_at: 900 }, rule, 1_100)).toEqual(limited)
    expect(report(limited, { reason: 'timeout', asked_at: 900 }, rule, 1_100)).toEqual(limited)
    // A shorter time told to another call does not shorten it, a longer one lengthens it.
    expect(
      admit(
        report(
          limited,
          { reason: 'rate_limit', retry_after_seconds: 1, asked_at: 900 },
          rule,
          1_100,
        ),
        120_999,
      ),
    ).toMatchObject({ wait_ms: 1 })
    expect(
      admit(
        report(
          limited,
          { reason: 'rate_limit', retry_after_seconds: 200, asked_at: 900 },
          rule,
          1_100,
        ),
        200_000,
      ).go,
    ).toBe(false)
    // Who passes on purpose (the doctor) and is answered opens it.
    expect(report(limited, { reason: null }, rule, 1_100)).toEqual(CLOSED)
    expect(report(limited, { reason: null, asked_at: 1_001 }, rule, 1_100)).toEqual(CLOSED)
  })
  it.each([
    ['the configuration', { reason: 'timeout' } as const, { failures: 1, open_seconds: 9e15 }],
    ['the provider', { reason: 'rate_limit', retry_after_seconds: 9e15 } as const, rule],
  ])('is tried after a day, however long %s says', (_, call, given) => {
    const open = report(CLOSED, call, given, 1_000)
    expect(admit(open, 86_400_999)).toMatchObject({ go: false, wait_ms: 1 })
    expect(admit(open, 86_401_000).go).toBe(true)
  })
  it('is shut again by a trial that fails, however few failures there were before', () => {
    const limited = report(CLOSED, { reason: 'rate_limit', retry_after_seconds: 10 }, rule, 0)
    const trial = admit(limited, 10_000)
    if (!trial.go) throw new Error('no trial')
    expect(
      admit(report(trial.breaker, { reason: 'timeout', asked_at: 10_000 }, rule, 12_000), 12_001),
    ).toEqual({
      go: false,
      wait_ms: 59_999,
      reason: 'timeout',
    })
  })
})
